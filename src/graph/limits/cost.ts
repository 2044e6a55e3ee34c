import {
  getNamedType,
  getNullableType,
  GraphQLError,
  isAbstractType,
  isCompositeType,
  isListType,
  isObjectType,
  Kind,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql';
import type { Annotation, Annotations } from '../directives.ts';

type Variables = Readonly<Record<string, unknown>>;
/** What an operation costs with these variables: about the number of objects that it can return. */
export type CostFunction = (variables: Variables) => number;

/** Of a list that says nothing of its size. */
const assumedListSize = 10;

/** Asked for once they cost little; an alias each, and a small request has a huge answer. */
const introspectionCosts = new Map([
  ['__schema', 1000],
  ['__type', 100],
]);

/**
 * The cost specification that `@cost` and `@listSize` come from, worked out once per operation to a function of its variables: an
 * object costs 1, a leaf nothing, a list its size times what one item costs.
 */
export function compileCost(
  schema: GraphQLSchema,
  annotations: Annotations,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): CostFunction {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  const root = schema.getRootType(operation.operation);
  if (!root) return () => 0;
  const defaults = new Map<string, unknown>(
    operation.variableDefinitions?.map(({ variable, defaultValue }) => [
      variable.name.value,
      defaultValue && sizeIn(defaultValue),
    ]),
  );
  return ofSelections(root, operation.selectionSet, new Map());

  /** @param sizes what the connection around these fields says of the size of some of them */
  function ofSelections(
    type: GraphQLNamedType,
    { selections }: SelectionSetNode,
    sizes: ReadonlyMap<string, CostFunction>,
  ): CostFunction {
    const always: CostFunction[] = [];
    // Of the members of an interface or union an object is one: the dearest counts, not the sum.
    const members = new Map<string, CostFunction[]>();
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) {
        always.push(ofField(type, selection, sizes));
        continue;
      }
      const fragment =
        selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
      if (fragment === undefined) continue;
      const condition =
        fragment.typeCondition === undefined ? type : schema.getType(fragment.typeCondition.name.value);
      if (!condition) continue;
      const cost = ofSelections(condition, fragment.selectionSet, sizes);
      if (isAbstractType(type) && isObjectType(condition))
        members.set(condition.name, [...(members.get(condition.name) ?? []), cost]);
      else always.push(cost);
    }
    if (members.size === 0) return sum(always);
    const each = [...members.values()].map(sum);
    return sum([...always, (variables) => Math.max(...each.map((cost) => cost(variables)))]);
  }

  function ofField(
    parent: GraphQLNamedType,
    node: FieldNode,
    sizes: ReadonlyMap<string, CostFunction>,
  ): CostFunction {
    const field =
      'getFields' in parent ? (parent.getFields()[node.name.value] as Field | undefined) : undefined;
    const annotation = annotations.get(`${parent.name}.${node.name.value}`);
    if (node.selectionSet === undefined) {
      // A leaf is free unless it says otherwise: a count, a deletion.
      const weight = annotation?.cost ?? 0;
      return weight === 0 ? free : () => weight;
    }
    if (field === undefined) {
      const cost = introspectionCosts.get(node.name.value) ?? 0;
      return () => cost;
    }
    const type = getNamedType(field.type);
    const own = annotation?.cost ?? annotations.get(type.name)?.cost ?? (isCompositeType(type) ? 1 : 0);
    const size = sizeOf(node, annotation);
    const sized = annotation?.listSize?.sizedFields ?? [];
    const inner = ofSelections(type, node.selectionSet, new Map(sized.map((name) => [name, size])));
    const item: CostFunction = (variables) => own + inner(variables);
    if (sized.length > 0) return item;
    const given = sizes.get(field.name);
    if (given !== undefined) return (variables) => given(variables) * item(variables);
    return isListType(getNullableType(field.type)) ? (variables) => size(variables) * item(variables) : item;
  }

  function sizeOf(node: FieldNode, annotation: Annotation | undefined): CostFunction {
    const fallback = annotation?.listSize?.assumedSize ?? assumedListSize;
    const slices = annotation?.listSize?.slicingArguments ?? [];
    const given = (node.arguments ?? []).filter(({ name }) => slices.includes(name.value));
    return (variables) => {
      const sizes = given.flatMap(({ value }) => {
        const size =
          value.kind === Kind.VARIABLE
            ? // Null that is given is no default: the page has its full size then.
              Object.hasOwn(variables, value.name.value)
              ? variables[value.name.value]
              : defaults.get(value.name.value)
            : sizeIn(value);
        if (Array.isArray(size)) return [size.length];
        return typeof size === 'number' ? [Math.max(0, size)] : [];
      });
      return sizes.length === 0 ? fallback : Math.max(...sizes);
    };
  }
}

/** A page's size as it is written, or how long a list is. */
const sizeIn = (value: ValueNode): number | undefined =>
  value.kind === Kind.LIST ? value.values.length : value.kind === Kind.INT ? Number(value.value) : undefined;

export const operationTooCostly = (price: number, limit: number): GraphQLError =>
  new GraphQLError(
    `The operation can return about ${price} objects; the limit is ${limit}. Ask for smaller pages, or for fewer nested lists.`,
    { extensions: { code: 'OPERATION_TOO_COSTLY', cost: price, limit } },
  );

type Field = GraphQLField<unknown, unknown>;

const free: CostFunction = () => 0;
const sum =
  (costs: readonly CostFunction[]): CostFunction =>
  (variables) => {
    let total = 0;
    for (const cost of costs) total += cost(variables);
    return total;
  };
