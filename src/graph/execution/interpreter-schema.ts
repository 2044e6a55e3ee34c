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
 * Creates a copy of the schema for graphql-js with a remedy for one of its faults. If an item of a list of non-null items fails
 * synchronously, graphql-js drops the promises of earlier items, and a later rejection of one of these ends the process. In the copy, every
 * item that may be asynchronous is a promise from the start, so graphql-js awaits all of them.
 */
export function createInterpreterSchema(schema: GraphQLSchema): GraphQLSchema {
  return mapSchema(schema, {
    [MapperKind.OBJECT_FIELD]: (field, name, typeName) => {
      const parentType = schema.getType(typeName);
      const original = isObjectType(parentType) ? parentType.getFields()[name] : undefined;
      if (original === undefined || !isObjectType(parentType)) return field;
      const { type, resolve } = original;
      const toPromises = createItemPromiser(type);
      if (toPromises === undefined && resolve === undefined) return field;
      const inner: GraphQLFieldResolver<unknown, unknown> = resolve ?? defaultFieldResolver;
      return {
        ...field,
        resolve: (source, args, context, info) => {
          // Resolvers get the types of the original schema, as in compiled execution.
          const originalInfo: GraphQLResolveInfo = { ...info, schema, parentType, returnType: type };
          const result: unknown = inner(source, args, context, originalInfo);
          if (toPromises === undefined) return result;
          return isPromise(result)
            ? result.then((value) => toPromises(value, originalInfo))
            : toPromises(result, originalInfo);
        },
      };
    },
  });
}

type ItemPromiser = (value: unknown, info: GraphQLResolveInfo) => unknown;

/**
 * Creates the function that replaces asynchronous items of a list with promises.
 * @returns undefined if the type is no list
 */
function createItemPromiser(type: GraphQLOutputType): ItemPromiser | undefined {
  if (isNonNullType(type)) return createItemPromiser(type.ofType as GraphQLOutputType);
  if (!isListType(type)) return undefined;
  const item = type.ofType;
  const inner = createItemPromiser(item);
  const mayBeAsync = inner !== undefined || isCompositeType(isNonNullType(item) ? item.ofType : item);
  return (value, info) => {
    if (value === null || value === undefined || value instanceof Error) return value;
    const items = itemsOf(value, info);
    if (items instanceof Error) return items;
    if (!mayBeAsync && !items.some(isPromise)) return items;
    return items.map((entry) =>
      inner === undefined ? Promise.resolve(entry) : Promise.resolve(entry).then((list) => inner(list, info)),
    );
  };
}
