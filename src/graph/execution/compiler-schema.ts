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

/** Type of the variables in a compiled operation. graphql-js has coerced their values already. */
export const passThrough = 'SwitchboardCoerced';

/**
 * Creates a copy of the schema for the compiler, with remedies for its faults: variables pass through, abstract types resolve without
 * throwing, lists are arrays, and promise continuations do not throw.
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
    // Values from stores are not serialized: their types are checked when they are stored.
    if (type instanceof GraphQLScalarType)
      serializers[type.name] = withErrorAsMessage(
        leafSerializers[type.name] ?? ((value) => value),
        type.name,
      );
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

/** Wraps a resolver so that it never throws and returns values that compiled code can handle. */
function safeResolver(resolve: Resolver, normalize: ReturnType<typeof createNormalizer>): Resolver {
  return (source, args, context, info) => {
    let result: unknown;
    try {
      result = resolve(source, args, context, info);
      if (isPromise(result))
        return new GuardedPromise(
          normalize === undefined ? result : result.then((value) => normalize(value, context, info)),
        );
      if (normalize !== undefined) result = normalize(result, context, info);
    } catch (error) {
      // Returned as a value: for an exception, compiled code adds a second error for the null.
      return toError(error);
    }
    return isPromise(result) ? new GuardedPromise(result) : result;
  };
}

/**
 * Promise whose `then` callbacks cannot cause an unhandled rejection. Compiled code continues in `then` and ignores the promise that `then`
 * returns, so an exception there would leave the request without an answer and end the process. Here the exception becomes the error of the
 * awaited field.
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
        // The execution has ended already: an exception in its synchronous part has answered the request.
      }
    };
    // Another thenable could call back synchronously, before compiled code is ready.
    Promise.resolve(this.#promise).then((value) => {
      try {
        onValue(value);
      } catch (error) {
        fail(error);
      }
    }, fail);
  }
}

/**
 * Wraps a serializer so that the message of an error is the error itself. Compiled code keeps only the message; `rebuildError` reads it.
 */
function withErrorAsMessage(serialize: (value: unknown) => unknown, type: string) {
  return (value: unknown): unknown => {
    let written: unknown;
    try {
      written = serialize(value);
      if (written === null || written === undefined)
        throw new Error(`A value of the type ${type} was serialized as null.`);
      return written;
    } catch (error) {
      throw Object.assign(new Error(), { message: toError(error) });
    }
  };
}
