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
import { fragmentsOf, introspectionCost } from './introspection.ts';

type Variables = Readonly<Record<string, unknown>>;
/** Returns the cost of an operation for its variables: about the number of objects that it can return. */
export type CostFunction = (variables: Variables) => number;

/** Size of a list without `@listSize`. */
const assumedListSize = 10;

interface Scope {
  readonly schema: GraphQLSchema;
  readonly annotations: Annotations;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** Default values of the variables, as page sizes. */
  readonly defaults: ReadonlyMap<string, unknown>;
}

/**
 * Compiles the cost of an operation to a function of its variables. Implements the cost specification of `@cost` and `@listSize`: an object
 * costs 1, a leaf 0, and a list its size times the cost of one item.
 */
export function compileCost(
  schema: GraphQLSchema,
  annotations: Annotations,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): CostFunction {
  const root = schema.getRootType(operation.operation);
  if (!root) return free;
  const defaults = new Map<string, unknown>(
    operation.variableDefinitions?.map(({ variable, defaultValue }) => [
      variable.name.value,
      defaultValue && sizeIn(defaultValue),
    ]),
  );
  return costOfSelections(
    { schema, annotations, fragments: fragmentsOf(document), defaults },
    root,
    operation.selectionSet,
    new Map(),
  );
}

/** @param sizes sizes of lists among these fields that the parent field declares with `sizedFields` */
function costOfSelections(
  scope: Scope,
  type: GraphQLNamedType,
  { selections }: SelectionSetNode,
  sizes: ReadonlyMap<string, CostFunction>,
): CostFunction {
  const always: CostFunction[] = [];
  // An object is one of the possible types of an interface or union, so the maximum counts, not the sum.
  const members = new Map<string, CostFunction[]>();
  for (const selection of selections) {
    if (selection.kind === Kind.FIELD) {
      always.push(costOfField(scope, type, selection, sizes));
      continue;
    }
    const fragment =
      selection.kind === Kind.FRAGMENT_SPREAD ? scope.fragments.get(selection.name.value) : selection;
    if (fragment === undefined) continue;
    const condition =
      fragment.typeCondition === undefined ? type : scope.schema.getType(fragment.typeCondition.name.value);
    if (!condition) continue;
    const cost = costOfSelections(scope, condition, fragment.selectionSet, sizes);
    if (isAbstractType(type) && isObjectType(condition))
      members.set(condition.name, [...(members.get(condition.name) ?? []), cost]);
    else always.push(cost);
  }
  if (members.size === 0) return sum(always);
  const each = [...members.values()].map(sum);
  return sum([...always, (variables) => Math.max(...each.map((cost) => cost(variables)))]);
}

function costOfField(
  scope: Scope,
  parent: GraphQLNamedType,
  node: FieldNode,
  sizes: ReadonlyMap<string, CostFunction>,
): CostFunction {
  const { annotations } = scope;
  const field =
    'getFields' in parent ? (parent.getFields()[node.name.value] as Field | undefined) : undefined;
  const annotation = annotations.get(`${parent.name}.${node.name.value}`);
  if (node.selectionSet === undefined) {
    // A leaf costs 0 unless `@cost` says otherwise, as for a count or a deletion.
    const weight = annotation?.cost ?? 0;
    return weight === 0 ? free : () => weight;
  }
  if (field === undefined) {
    const cost = introspectionCost(scope.schema, scope.fragments, node);
    return () => cost;
  }
  const type = getNamedType(field.type);
  const own = annotation?.cost ?? annotations.get(type.name)?.cost ?? (isCompositeType(type) ? 1 : 0);
  const size = sizeOf(scope, node, annotation);
  const sized = annotation?.listSize?.sizedFields ?? [];
  const inner = costOfSelections(scope, type, node.selectionSet, new Map(sized.map((name) => [name, size])));
  const item: CostFunction = (variables) => own + inner(variables);
  if (sized.length > 0) return item;
  const given = sizes.get(field.name);
  if (given !== undefined) return (variables) => given(variables) * item(variables);
  return isListType(getNullableType(field.type)) ? (variables) => size(variables) * item(variables) : item;
}

/** Compiles the size of a list: the largest slicing argument, or else the assumed size. */
function sizeOf({ defaults }: Scope, node: FieldNode, annotation: Annotation | undefined): CostFunction {
  const fallback = annotation?.listSize?.assumedSize ?? assumedListSize;
  const slices = annotation?.listSize?.slicingArguments ?? [];
  const given = (node.arguments ?? []).filter(({ name }) => slices.includes(name.value));
  return (variables) => {
    const sizes = given.flatMap(({ value }) => {
      const size =
        value.kind === Kind.VARIABLE
          ? // A variable that is null has no default: the page then has its full size.
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

/** Returns the page size of a literal, or the length of a list literal. */
const sizeIn = (value: ValueNode): number | undefined =>
  value.kind === Kind.LIST ? value.values.length : value.kind === Kind.INT ? Number(value.value) : undefined;

export const operationTooCostly = (cost: number, limit: number): GraphQLError =>
  new GraphQLError(
    `The operation can return about ${cost} objects; the limit is ${limit}. Ask for smaller pages, or for fewer nested lists.`,
    { extensions: { code: 'OPERATION_TOO_COSTLY', cost, limit } },
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
