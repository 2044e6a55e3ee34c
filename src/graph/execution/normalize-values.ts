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

/** Resolves the object types of values of abstract types. */
export interface AbstractTypeResolver {
  /** @returns the value, or an error if its type is invalid; a promise of either if the schema's type resolver returns a promise */
  check(type: GraphQLAbstractType, value: unknown, context: unknown, info: GraphQLResolveInfo): unknown;
  /** Returns the name of a checked value's type. Never throws and returns no promise: the compiler handles neither. */
  nameOf(
    type: GraphQLAbstractType,
    value: unknown,
    context: unknown,
    info: GraphQLResolveInfo,
  ): string | undefined;
}

export function createAbstractTypeResolver(schema: GraphQLSchema): AbstractTypeResolver {
  // Names that a type resolver returned as a promise.
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
        return name.then((resolved) => {
          if (typeof resolved === 'string' && typeof value === 'object' && value !== null) {
            let names = awaited.get(type);
            if (names === undefined) awaited.set(type, (names = new WeakMap<object, string>()));
            names.set(value, resolved);
          }
          return checkName(type, resolved, value, info);
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
 * Creates the function that converts the result of a resolver to a value that compiled code can handle: an array for every iterable, an
 * Error for every failed item, and one promise of an array instead of an array of promises. Compiled code miscounts items if a promise
 * among them fails, and breaks if an iterator or a type resolver throws.
 * @returns undefined if values of the type need no conversion
 */
export function createNormalizer(
  type: GraphQLOutputType,
  names: AbstractTypeResolver,
): NormalizeValue | undefined {
  if (isNonNullType(type)) return createNormalizer(type.ofType as GraphQLOutputType, names);
  if (isAbstractType(type))
    return (value, context, info) => (isNothing(value) ? value : names.check(type, value, context, info));
  if (!isListType(type)) return undefined;

  const normalizeItem = createNormalizer(type.ofType, names);
  return (value, context, info) => {
    if (isNothing(value)) return value;
    const items = itemsOf(value, info);
    if (items instanceof Error) return items;
    // The common case: an array of records from a store.
    if (normalizeItem === undefined && !items.some(isPromise)) return items;
    const normalize = (item: unknown): unknown => (normalizeItem ? normalizeItem(item, context, info) : item);
    const normalized = items.map((item) =>
      isPromise(item) ? item.then(normalize).then(undefined, toError) : normalize(item),
    );
    return normalized.some(isPromise) ? Promise.all(normalized) : normalized;
  };
}

const isNothing = (value: unknown): boolean =>
  value === null || value === undefined || value instanceof Error;

/** @returns the items of an iterable, or the error if it is no iterable or its iterator throws */
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
    // Earlier items are dropped. Handle their rejections, because an unhandled one ends the process.
    for (const item of items) if (isPromise(item)) item.then(undefined, () => undefined);
    return toError(error);
  }
}

export const isPromise = (value: unknown): value is Promise<unknown> =>
  typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';

/** Converts a thrown value to an Error, as graphql-js does. */
export const toError = (thrown: unknown): Error =>
  thrown instanceof Error ? thrown : (locatedError(thrown, undefined).originalError ?? new Error('Unknown.'));
