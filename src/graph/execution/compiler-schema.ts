import { MapperKind, mapSchema } from '@graphql-tools/utils';
import {
  GraphQLInterfaceType,
  GraphQLScalarType,
  GraphQLSchema,
  GraphQLUnionType,
  isObjectType,
  type GraphQLAbstractType,
  type GraphQLFieldResolver,
  type GraphQLTypeResolver,
} from 'graphql';
import { createAbstractTypeResolver, isPromise, createNormalizer, toError } from './normalize-values.ts';

export type LeafSerializers = Readonly<Record<string, (value: unknown) => unknown>>;

export interface CompilerSchema {
  readonly schema: GraphQLSchema;
  readonly serializers: LeafSerializers;
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
  const names = createAbstractTypeResolver(schema);
  const typeResolver =
    (type: GraphQLAbstractType): GraphQLTypeResolver<unknown, unknown> =>
    (value, context, info) =>
      names.nameOf(type, value, context, info);
  const mapped = mapSchema(schema, {
    [MapperKind.OBJECT_FIELD]: (field, name, typeName) => {
      const type = schema.getType(typeName);
      const original = isObjectType(type) ? type.getFields()[name] : undefined;
      return original?.resolve === undefined
        ? field
        : { ...field, resolve: safeResolver(original.resolve, createNormalizer(original.type, names)) };
    },
    [MapperKind.UNION_TYPE]: (type) =>
      new GraphQLUnionType({ ...type.toConfig(), resolveType: typeResolver(originalOf(schema, type)) }),
    [MapperKind.INTERFACE_TYPE]: (type) =>
      new GraphQLInterfaceType({ ...type.toConfig(), resolveType: typeResolver(originalOf(schema, type)) }),
  });
  const coerced = new GraphQLScalarType({ name: passThrough });
  const serializers: Record<string, (value: unknown) => unknown> = {};
  for (const type of Object.values(schema.getTypeMap()))
    // What a store gives is what a client gets: its values are checked where they come in.
    if (type instanceof GraphQLScalarType)
      serializers[type.name] = carryingFailures(leafSerializers[type.name] ?? ((value) => value), type.name);
  const config = mapped.toConfig();
  return {
    schema: new GraphQLSchema({ ...config, types: [...config.types, coerced], assumeValid: true }),
    serializers,
  };
}

function originalOf(schema: GraphQLSchema, { name }: GraphQLAbstractType): GraphQLAbstractType {
  return schema.getType(name) as GraphQLAbstractType;
}

type Resolver = GraphQLFieldResolver<unknown, unknown>;

function safeResolver(resolve: Resolver, settle: ReturnType<typeof createNormalizer>): Resolver {
  return (source, args, context, info) => {
    let result: unknown;
    try {
      result = resolve(source, args, context, info);
      if (isPromise(result))
        return new GuardedPromise(
          settle === undefined ? result : result.then((value) => settle(value, context, info)),
        );
      if (settle !== undefined) result = settle(result, context, info);
    } catch (error) {
      // As a value: for an exception compiled code would count a null beside it.
      return toError(error);
    }
    return isPromise(result) ? new GuardedPromise(result) : result;
  };
}

/**
 * Compiled code goes on in `then`, and nobody waits for what that gives: an exception there would be an unhandled rejection, the
 * request would never end, and the process would. Here it becomes the failure of the field that was waited for, which also counts
 * the field as done.
 */
class GuardedPromise {
  readonly #promise: Promise<unknown>;

  constructor(promise: Promise<unknown>) {
    this.#promise = promise;
  }

  then(onValue: (value: unknown) => void, onError: (error: Error) => void): void {
    const fail = (error: unknown): void => {
      try {
        onError(toError(error));
      } catch {
        // The run ended before: an exception in its synchronous part has answered the request.
      }
    };
    // A foreign thenable may call back at once, before compiled code is ready for it.
    Promise.resolve(this.#promise).then((value) => {
      try {
        onValue(value);
      } catch (error) {
        fail(error);
      }
    }, fail);
  }
}

/** Compiled code keeps only the message of what a serializer throws: so the message is the error itself, and `realError` unpacks it. */
function carryingFailures(serialize: (value: unknown) => unknown, type: string) {
  return (value: unknown): unknown => {
    let written: unknown;
    try {
      written = serialize(value);
      if (written === null || written === undefined)
        throw new Error(`A value of the type ${type} was written as nothing.`);
      return written;
    } catch (error) {
      throw Object.assign(new Error(), { message: toError(error) });
    }
  };
}
