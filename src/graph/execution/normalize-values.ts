import {
  defaultTypeResolver,
  GraphQLError,
  isAbstractType,
  isListType,
  isNonNullType,
  isObjectType,
  locatedError,
  type GraphQLAbstractType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
} from 'graphql';

type NormalizeValue = (value: unknown, context: unknown, info: GraphQLResolveInfo) => unknown;

/** How the values of abstract types get their type's name. */
export interface AbstractTypeResolver {
  /** @returns the value, or why it cannot be told what it is; a promise of either if the schema's own resolver gives one */
  check(type: GraphQLAbstractType, value: unknown, context: unknown, info: GraphQLResolveInfo): unknown;
  /** For the compiler, which waits for no promise and survives no exception. */
  nameOf(
    type: GraphQLAbstractType,
    value: unknown,
    context: unknown,
    info: GraphQLResolveInfo,
  ): string | undefined;
}

export function createAbstractTypeResolver(schema: GraphQLSchema): AbstractTypeResolver {
  const awaited = new WeakMap<GraphQLAbstractType, WeakMap<object, string>>();
  const resolve = (
    type: GraphQLAbstractType,
    value: unknown,
    context: unknown,
    info: GraphQLResolveInfo,
  ): unknown => (type.resolveType ?? defaultTypeResolver)(value, context, info, type);

  const checkName = (
    type: GraphQLAbstractType,
    name: unknown,
    value: unknown,
    { parentType, fieldName }: GraphQLResolveInfo,
  ): unknown => {
    if (typeof name !== 'string')
      return new GraphQLError(
        `Abstract type "${type.name}" must resolve to an Object type at runtime for field "${parentType.name}.${fieldName}". Either the "${type.name}" type should provide a "resolveType" function or each possible type should provide an "isTypeOf" function.`,
      );
    const named = schema.getType(name);
    if (named === undefined)
      return new GraphQLError(
        `Abstract type "${type.name}" was resolved to a type "${name}" that does not exist inside the schema.`,
      );
    if (!isObjectType(named))
      return new GraphQLError(`Abstract type "${type.name}" was resolved to a non-object type "${name}".`);
    return schema.isSubType(type, named)
      ? value
      : new GraphQLError(`Runtime Object type "${name}" is not a possible type for "${type.name}".`);
  };

  return {
    check(type, value, context, info) {
      try {
        const name = resolve(type, value, context, info);
        if (!isPromise(name)) return checkName(type, name, value, info);
        return name.then((settled) => {
          if (typeof settled === 'string' && typeof value === 'object' && value !== null) {
            let names = awaited.get(type);
            if (names === undefined) awaited.set(type, (names = new WeakMap<object, string>()));
            names.set(value, settled);
          }
          return checkName(type, settled, value, info);
        }, toError);
      } catch (error) {
        return toError(error);
      }
    },
    nameOf(type, value, context, info) {
      try {
        const known = awaited.get(type)?.get(value as object);
        if (known !== undefined) return known;
        const name = resolve(type, value, context, info);
        if (isPromise(name)) name.then(undefined, () => undefined);
        return typeof name === 'string' ? name : undefined;
      } catch {
        return undefined;
      }
    },
  };
}

/**
 * Makes of what a resolver gives what compiled code can take: an array for every iterable, an Error for every failure in it, and one
 * promise around all instead of promises in it. Compiled code counts wrong when an item is a promise that fails, and does not survive
 * an iterator or a type resolver that throws.
 * @returns nothing if values of the type can be taken as they are
 */
export function createNormalizer(
  type: GraphQLOutputType,
  names: AbstractTypeResolver,
): NormalizeValue | undefined {
  if (isNonNullType(type)) return createNormalizer(type.ofType as GraphQLOutputType, names);
  if (isAbstractType(type))
    return (value, context, info) => (isNothing(value) ? value : names.check(type, value, context, info));
  if (!isListType(type)) return undefined;

  const settleItem = createNormalizer(type.ofType, names);
  return (value, context, info) => {
    if (isNothing(value)) return value;
    const items = itemsOf(value, info);
    if (items instanceof Error) return items;
    // The common case: records as they came from a store.
    if (settleItem === undefined && !items.some(isPromise)) return items;
    const settle = (item: unknown): unknown => (settleItem ? settleItem(item, context, info) : item);
    const settled = items.map((item) =>
      isPromise(item) ? item.then(settle).then(undefined, toError) : settle(item),
    );
    return settled.some(isPromise) ? Promise.all(settled) : settled;
  };
}

const isNothing = (value: unknown): boolean =>
  value === null || value === undefined || value instanceof Error;

/** @returns the items, or what went wrong while they were read */
export function itemsOf(
  value: unknown,
  { parentType, fieldName }: GraphQLResolveInfo,
): readonly unknown[] | Error {
  if (Array.isArray(value)) return value as readonly unknown[];
  if (typeof value !== 'object' || value === null || !(Symbol.iterator in value))
    return new GraphQLError(
      `Expected Iterable, but did not find one for field "${parentType.name}.${fieldName}".`,
    );
  const items: unknown[] = [];
  try {
    for (const item of value as Iterable<unknown>) items.push(item);
    return items;
  } catch (error) {
    // Nobody will wait for those that came before, and a rejection that nobody handles ends the process.
    for (const item of items) if (isPromise(item)) item.then(undefined, () => undefined);
    return toError(error);
  }
}

export const isPromise = (value: unknown): value is Promise<unknown> =>
  typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';

/** What graphql-js makes of whatever was thrown. */
export const toError = (thrown: unknown): Error =>
  thrown instanceof Error ? thrown : (locatedError(thrown, undefined).originalError ?? new Error('Unknown.'));
