import { MapperKind, mapSchema } from '@graphql-tools/utils';
import {
  defaultFieldResolver,
  isCompositeType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLFieldResolver,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
} from 'graphql';
import { isPromise, itemsOf } from './normalize-values.ts';

/**
 * A copy of the schema for graphql-js, which can end the process as well: when an item of a list of non-null things fails at once, it
 * drops the promises of the items before it, and when one of those fails later, nobody handles the rejection. Here each item that may
 * have to be waited for is a promise from the start, and they all are waited for.
 */
export function createInterpreterSchema(schema: GraphQLSchema): GraphQLSchema {
  return mapSchema(schema, {
    [MapperKind.OBJECT_FIELD]: (field, name, typeName) => {
      const parentType = schema.getType(typeName);
      const original = isObjectType(parentType) ? parentType.getFields()[name] : undefined;
      if (original === undefined || !isObjectType(parentType)) return field;
      const { type, resolve } = original;
      const promise = promiserFor(type);
      if (promise === undefined && resolve === undefined) return field;
      const inner: GraphQLFieldResolver<unknown, unknown> = resolve ?? defaultFieldResolver;
      return {
        ...field,
        resolve: (source, args, context, info) => {
          // What a resolver is told is of the caller's schema, as in compiled execution.
          const told: GraphQLResolveInfo = { ...info, schema, parentType, returnType: type };
          const result: unknown = inner(source, args, context, told);
          if (promise === undefined) return result;
          return isPromise(result) ? result.then((value) => promise(value, told)) : promise(result, told);
        },
      };
    },
  });
}

type Promiser = (value: unknown, info: GraphQLResolveInfo) => unknown;

/** @returns nothing if the type is no list */
function promiserFor(type: GraphQLOutputType): Promiser | undefined {
  if (isNonNullType(type)) return promiserFor(type.ofType as GraphQLOutputType);
  if (!isListType(type)) return undefined;
  const item = type.ofType;
  const inner = promiserFor(item);
  const mayWait = inner !== undefined || isCompositeType(isNonNullType(item) ? item.ofType : item);
  return (value, info) => {
    if (value === null || value === undefined || value instanceof Error) return value;
    const items = itemsOf(value, info);
    if (items instanceof Error) return items;
    if (!mayWait && !items.some(isPromise)) return items;
    return items.map((entry) =>
      inner === undefined ? Promise.resolve(entry) : Promise.resolve(entry).then((list) => inner(list, info)),
    );
  };
}
