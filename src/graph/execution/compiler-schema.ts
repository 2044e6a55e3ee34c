import { MapperKind, mapSchema } from '@graphql-tools/utils';
import {
  getNullableType,
  GraphQLInterfaceType,
  GraphQLScalarType,
  GraphQLSchema,
  GraphQLUnionType,
  isListType,
  type GraphQLAbstractType,
  type GraphQLFieldResolver,
  type GraphQLResolveInfo,
} from 'graphql';

export type LeafSerializers = Readonly<Record<string, (value: unknown) => unknown>>;

export interface CompilerSchema {
  readonly schema: GraphQLSchema;
  readonly serializers: LeafSerializers;
  /** Ends a run whose continuation threw: see `guardedPromise`. */
  readonly failures: WeakMap<object, (error: unknown) => void>;
}

/** The type of every variable of a compiled operation: its value has been coerced by graphql-js already. */
export const passThrough = 'SwitchboardCoerced';

/**
 * A copy of the schema for the compiler alone. What differs from the real one are remedies: variables pass through, abstract types
 * resolve without throwing, lists are lists, and no continuation of a promise can throw where nobody catches.
 */
export function createCompilerSchema(
  schema: GraphQLSchema,
  leafSerializers: LeafSerializers,
): CompilerSchema {
  const failures: CompilerSchema['failures'] = new WeakMap();
  const mapped = mapSchema(schema, {
    [MapperKind.OBJECT_FIELD]: (field) => ({
      ...field,
      ...(field.resolve === undefined
        ? {}
        : { resolve: safeResolver(field.resolve, isListType(getNullableType(field.type)), failures) }),
    }),
    [MapperKind.UNION_TYPE]: (type) =>
      new GraphQLUnionType({ ...type.toConfig(), resolveType: safeTypeResolver(type) }),
    [MapperKind.INTERFACE_TYPE]: (type) =>
      new GraphQLInterfaceType({ ...type.toConfig(), resolveType: safeTypeResolver(type) }),
  });
  const coerced = new GraphQLScalarType({ name: passThrough });
  const serializers: Record<string, (value: unknown) => unknown> = { ...leafSerializers };
  for (const type of Object.values(schema.getTypeMap()))
    // What a store gives is what a client gets: its values are checked where they come in.
    if (type instanceof GraphQLScalarType && !Object.hasOwn(serializers, type.name))
      serializers[type.name] = (value) => value;
  const config = mapped.toConfig();
  return {
    schema: new GraphQLSchema({ ...config, types: [...config.types, coerced], assumeValid: true }),
    serializers,
    failures,
  };
}

type Resolver = GraphQLFieldResolver<unknown, object>;

function safeResolver(resolve: Resolver, isList: boolean, failures: CompilerSchema['failures']): Resolver {
  const settle = isList ? toPlainList : (value: unknown) => value;
  return (source, args, context, info) => {
    const result: unknown = resolve(source, args, context, info);
    if (!isPromise(result)) {
      const settled = settle(result);
      return isPromise(settled) ? guardedPromise(settled, context, failures) : settled;
    }
    return guardedPromise(isList ? result.then(toPlainList) : result, context, failures);
  };
}

const isPromise = (value: unknown): value is Promise<unknown> =>
  typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';

/**
 * Compiled code goes on in `then`, and nobody waits for what that gives: an exception there would be an unhandled rejection, the
 * request would never end, and the process would. Here it ends the run instead.
 */
function guardedPromise(
  promise: Promise<unknown>,
  context: object,
  failures: CompilerSchema['failures'],
): PromiseLike<unknown> {
  const guard =
    (act: ((value: never) => unknown) | null | undefined) =>
    (value: unknown): void => {
      try {
        act?.(value as never);
      } catch (error) {
        failures.get(context)?.(error);
      }
    };
  return {
    then(onValue, onError) {
      promise.then(guard(onValue), guard(onError));
      return promise as Promise<never>;
    },
  };
}

/** Compiled code counts wrong when an item of a list is a promise that fails, and cannot survive an iterator that throws. */
function toPlainList(value: unknown): unknown {
  if (value === null || value === undefined || value instanceof Error) return value;
  if (typeof value === 'string' || typeof (value as Iterable<unknown>)[Symbol.iterator] !== 'function')
    return value;
  const items = Array.isArray(value) ? (value as unknown[]) : Array.from(value as Iterable<unknown>);
  if (!items.some(isPromise)) return items;
  return Promise.all(
    items.map((item) =>
      isPromise(item)
        ? item.then(
            (settled) => settled,
            (error: unknown) => (error instanceof Error ? error : new Error(String(error))),
          )
        : item,
    ),
  );
}

/** @returns a type resolver that gives a name or nothing: an exception in one would end the process, a promise is not waited for */
function safeTypeResolver(type: GraphQLAbstractType) {
  const { resolveType } = type;
  return (value: unknown, context: unknown, info: GraphQLResolveInfo): string | undefined => {
    try {
      const name: unknown =
        resolveType === undefined || resolveType === null
          ? (value as { __typename?: unknown } | null)?.__typename
          : resolveType(value, context, info, type);
      return typeof name === 'string' ? name : undefined;
    } catch {
      return undefined;
    }
  };
}
