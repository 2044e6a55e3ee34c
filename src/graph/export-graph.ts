import {
  coerceInputValue,
  getNamedType,
  isInputType,
  isObjectType,
  parseType,
  typeFromAST,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  type NamedTypeNode,
} from 'graphql';
import type { Caller } from '../auth/index.ts';
import { Reference, type Fields, type Subgraph } from '../domains/shared/subgraph.ts';
import { toGlobalId } from '../kernel/global-id.ts';
import { exceedsVariableDepth, tooDeepReason } from './limits/variables.ts';

type Json = Readonly<Record<string, unknown>>;
type ResolveField = (record: object, args: object, context: { readonly caller: Caller }) => unknown;
type Resolvers = Readonly<Record<string, Readonly<Record<string, ResolveField | undefined>> | undefined>>;
type Read = (record: object) => unknown;
type Readers = readonly (readonly [name: string, read: Read])[];

/** An export reads what any of the company's own people may read. */
const exporter: Caller = {
  tenant: '',
  kind: 'service',
  id: 'export',
  scopes: new Set(),
  expiresAt: Infinity,
};

/** Name of the field with the natural key, by entity. Other entities have a global id only. */
const naturalKeyNames: Readonly<Record<string, string>> = {
  Agent: 'username',
  Customer: 'accountCustomerId',
};

interface RecordJson {
  /** Stored paths that `toJson` reads. */
  readonly fields: Fields;
  readonly toJson: (record: object) => Json;
}

/** The view of one entity type that a file export needs from the graph. */
interface ExportGraph {
  /**
   * Converts records to JSON, as the graph answers a query of these fields with all that is nested in them.
   * @param names default: all fields of the type
   */
  readonly jsonOf: (names?: readonly string[]) => RecordJson;
  /**
   * Reads a JSON value as the graph reads an argument of the type.
   * @param refuse gets the path within the value and the reason
   * @returns undefined for null
   */
  readonly readArgument: (
    typeName: string,
    value: unknown,
    refuse: (path: readonly (string | number)[], reason: string) => never,
  ) => unknown;
}

/**
 * Creates the export's view of a subgraph's type. Field values come from the subgraph's own resolvers, so an export has what a query has.
 * Records are converted without execution, since an export may have millions of them. References to other entities become their keys.
 */
export function createExportGraph(schema: GraphQLSchema, subgraph: Subgraph, typeName: string): ExportGraph {
  const type = schema.getType(typeName);
  if (!isObjectType(type)) throw new Error(`The schema has no type ${typeName}.`);
  const readersOf = createReaders(schema, subgraph);
  return {
    jsonOf: (names = Object.keys(type.getFields())) => ({
      fields: Object.fromEntries(
        names.flatMap((name) => storedPaths(subgraph, typeName, name)).map((path) => [path, 1]),
      ),
      toJson: toJsonOf(readersOf(type).filter(([name]) => names.includes(name))),
    }),
    readArgument(argumentType, value, refuse) {
      const input = typeFromAST(schema, parseType(argumentType) as NamedTypeNode);
      if (!isInputType(input)) throw new Error(`The schema has no input ${argumentType}.`);
      if (value == null) return undefined;
      if (exceedsVariableDepth(value)) refuse([], tooDeepReason);
      return coerceInputValue(value, input, (path, _, { message }) => refuse(path, message));
    },
  };
}

/** Returns top-level paths only: MongoDB refuses a projection of a path and of a path inside it. */
function storedPaths({ paths, entities }: Subgraph, typeName: string, field: string): readonly string[] {
  const key = field === 'id' ? entities.find(({ type }) => type === typeName)?.key : undefined;
  return (paths?.[`${typeName}.${field}`] ?? [key ?? field]).map((path) => path.split('.')[0] ?? path);
}

/** Creates a function that returns the readers of a type's fields. */
function createReaders(schema: GraphQLSchema, { resolvers, entities }: Subgraph) {
  const readersOfType = new Map<GraphQLObjectType, Readers>();
  const resolverOf = (type: string, field: string) => (resolvers as Resolvers)[type]?.[field];
  const context = { caller: exporter };

  function readersOf(type: GraphQLObjectType): Readers {
    const known = readersOfType.get(type);
    if (known !== undefined) return known;
    const readers = Object.values(type.getFields()).map((field): [string, Read] => {
      const convert = converterOf(getNamedType(field.type));
      const read = readerOf(type.name, field.name);
      return [field.name, (record) => convertValue(read(record), convert)];
    });
    readersOfType.set(type, readers);
    return readers;
  }

  function readerOf(type: string, field: string): Read {
    const entity = entities.find((one) => one.type === type);
    if (field === 'id' && entity !== undefined)
      return (record) => toGlobalId(type, String((record as Json)[entity.key]));
    const resolve = resolverOf(type, field);
    return resolve === undefined
      ? (record) => (record as Json)[field]
      : (record) => resolve(record, {}, context);
  }

  function converterOf(type: GraphQLNamedType): (value: unknown) => unknown {
    if (isObjectType(type)) return (value) => toObject(value as object, readersOf(type));
    const typeNameOf = resolverOf(type.name, '__resolveType');
    if (typeNameOf === undefined) return (value) => value;
    return (value) => {
      const member = schema.getType(String(typeNameOf(value as object, {}, context)));
      return isObjectType(member) ? toObject(value as object, readersOf(member)) : null;
    };
  }

  return readersOf;
}

const toJsonOf =
  (readers: Readers) =>
  (record: object): Json =>
    toObject(record, readers);

const toObject = (record: object, readers: Readers): Json =>
  Object.fromEntries(readers.map(([name, read]) => [name, read(record)]));

function convertValue(value: unknown, convert: (item: unknown) => unknown): unknown {
  if (value == null) return null;
  if (Array.isArray(value)) return value.map((item) => convertValue(item, convert));
  return isReference(value) ? toKeys(value) : convert(value);
}

const isReference = (value: unknown): value is Reference => value instanceof Reference;

function toKeys({ __typename, naturalKey }: Reference): Json {
  const keyName = naturalKeyNames[__typename];
  return {
    id: toGlobalId(__typename, naturalKey),
    ...(keyName === undefined ? {} : { [keyName]: naturalKey }),
  };
}
