import {
  getIntrospectionQuery,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isAbstractType,
  Kind,
  parse,
  visit,
  BREAK,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

/**
 * The cost of GraphQL's own introspection query, whatever the size of the schema. One fits the default limit of 10,000, and two do not.
 */
export const introspectionQueryCost = 6000;

/** Descriptions are several times longer than other texts of an introspection. */
const descriptionWeight = 4;

/** Sizes of the lists of an introspection by the name of their field. Other fields have the size 1. */
interface Sizes {
  /** The mean sizes in an item of `__schema.types`. */
  readonly ofEachType: Readonly<Record<string, number>>;
  /** The sizes everywhere else. A single type can be the largest one, in any number of aliases. */
  readonly elsewhere: Readonly<Record<string, number>>;
}

interface IntrospectionMeasure {
  readonly sizes: Sizes;
  /** The cost of one unit of `measureSelections`. */
  readonly unit: number;
}

const measures = new WeakMap<GraphQLSchema, IntrospectionMeasure>();

/**
 * Returns the cost of `__schema` or `__type` with its selections: about the size of its result in relation to the result of GraphQL's own
 * introspection query.
 */
export function introspectionCost(schema: GraphQLSchema, fragments: Fragments, field: FieldNode): number {
  const measure = measures.get(schema) ?? measureSchema(schema);
  measures.set(schema, measure);
  return Math.ceil(measure.unit * measureField(measure.sizes, fragments, field, false));
}

function measureSchema(schema: GraphQLSchema): IntrospectionMeasure {
  const sizes = sizesOf(schema);
  const { definitions } = parse(
    getIntrospectionQuery({
      specifiedByUrl: true,
      directiveIsRepeatable: true,
      schemaDescription: true,
      inputValueDeprecation: true,
      oneOf: true,
    }),
  );
  const fragments = fragmentsOf({ definitions });
  const operation = definitions.find(
    (definition): definition is OperationDefinitionNode => definition.kind === Kind.OPERATION_DEFINITION,
  );
  if (operation === undefined) throw new Error('The introspection query has no operation.');
  return {
    sizes,
    unit: introspectionQueryCost / measureSelections(sizes, fragments, operation.selectionSet, false),
  };
}

export function fragmentsOf({ definitions }: Pick<DocumentNode, 'definitions'>): Fragments {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  return fragments;
}

function measureSelections(
  sizes: Sizes,
  fragments: Fragments,
  { selections }: SelectionSetNode,
  inTypes: boolean,
): number {
  let total = 0;
  for (const selection of selections) {
    if (selection.kind === Kind.FIELD) {
      total += measureField(sizes, fragments, selection, inTypes);
      continue;
    }
    const fragment =
      selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
    if (fragment) total += measureSelections(sizes, fragments, fragment.selectionSet, inTypes);
  }
  return total;
}

function measureField(
  sizes: Sizes,
  fragments: Fragments,
  { name: { value: name }, selectionSet }: FieldNode,
  inTypes: boolean,
): number {
  if (selectionSet === undefined) return name === 'description' ? descriptionWeight : 1;
  const size = (inTypes ? sizes.ofEachType : sizes.elsewhere)[name] ?? 1;
  return size * (1 + measureSelections(sizes, fragments, selectionSet, name === 'types'));
}

function sizesOf(schema: GraphQLSchema): Sizes {
  const types = Object.values(schema.getTypeMap());
  const withFields = types.filter((type) => isObjectType(type) || isInterfaceType(type));
  const fields = withFields.map((type) => Object.values(type.getFields()));
  const lists: Readonly<Record<string, readonly number[]>> = {
    fields: fields.map(({ length }) => length),
    interfaces: withFields.map((type) => type.getInterfaces().length),
    inputFields: types.filter(isInputObjectType).map((type) => Object.keys(type.getFields()).length),
    enumValues: types.filter(isEnumType).map((type) => type.getValues().length),
    possibleTypes: types.filter(isAbstractType).map((type) => schema.getPossibleTypes(type).length),
  };
  const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
  const fieldCount = sum(lists.fields ?? []);
  const common = {
    types: types.length,
    directives: schema.getDirectives().length,
    args: Math.max(1, sum(fields.flat().map(({ args }) => args.length)) / fieldCount),
    // About half of the types that a field or an argument has are wrapped, and half of those a second time.
    ofType: 0.5,
  };
  const sizesBy = (size: (numbers: readonly number[]) => number) =>
    Object.fromEntries(Object.entries(lists).map(([name, numbers]) => [name, size(numbers)]));
  return {
    ofEachType: { ...common, ...sizesBy((numbers) => sum(numbers) / types.length) },
    elsewhere: { ...common, ...sizesBy((numbers) => Math.max(0, ...numbers)) },
  };
}

/** The fields that show the schema. `_service` is that of a federation subgraph. */
const schemaFields: ReadonlySet<string> = new Set(['__schema', '__type', '_service']);
const known = new WeakMap<DocumentNode, boolean>();

/** Reports whether a document selects the schema, in any of its operations and fragments. */
export function introspects(document: DocumentNode): boolean {
  let found = known.get(document);
  if (found !== undefined) return found;
  found = false;
  visit(document, {
    Field({ name }) {
      if (!schemaFields.has(name.value)) return undefined;
      found = true;
      return BREAK;
    },
  });
  known.set(document, found);
  return found;
}
