import fc, { type Arbitrary } from 'fast-check';
import {
  getNamedType,
  getNullableType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';

/** Draws a number. A counterexample is a list of numbers. */
type Draw = (arbitrary: () => Arbitrary<number>) => number;

/** The values for arguments and input fields. */
export interface Values {
  /**
   * Returns values that are often valid. Empty for an input type whose fields are to be generated.
   * @param result the type of the field that has the argument
   */
  of(argument: string, type: string, result: string): readonly unknown[];
  /** Values in the place of any scalar. */
  readonly odd: readonly unknown[];
}

export interface Operation {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly field: string;
}

const maxDepth = 3;
const maxFields = 30;

/** The chance of each paging argument, in percent. Both directions at once, and cursors of other lists, are refused. */
const forwards = { first: 50, after: 4, last: 1, before: 1, offset: 1, limit: 1 };
const backwards = { first: 1, after: 1, last: 80, before: 4, offset: 1, limit: 1 };
const numbered = { first: 1, after: 1, last: 1, before: 1, offset: 50, limit: 50 };
const pagings: readonly Readonly<Record<string, number>>[] = [forwards, forwards, backwards, numbered];

/** Generates a random operation of a schema with one root field. Its arguments are variables. */
export function generateOperation(
  schema: GraphQLSchema,
  kind: 'query' | 'mutation' | 'subscription',
  draw: Draw,
  values: Values,
): Operation {
  const variables: Record<string, unknown> = {};
  const definitions: string[] = [];
  let fields = 0;

  function pick<Value>(options: readonly Value[]): Value {
    return options[draw(() => fc.nat(options.length - 1))] as Value;
  }
  const chance = (percent: number) => draw(() => fc.nat(99)) < percent;

  function valueOf(type: GraphQLInputType, name: string, result: string, depth: number): unknown {
    if (!isNonNullType(type) && chance(3)) return null;
    const nullable = getNullableType(type);
    if (isListType(nullable))
      return Array.from({ length: pick([1, 1, 1, 1, 2, 2, 2, 3, 3, 0]) }, () =>
        valueOf(nullable.ofType, name, result, depth),
      );
    if (isEnumType(nullable)) return pick(nullable.getValues()).name;
    const known = values.of(name, nullable.name, result);
    if (!isInputObjectType(nullable)) return pick(chance(2) ? values.odd : known);
    if (known.length > 0) return pick(known);
    const fields = Object.values(nullable.getFields());
    const given = nullable.isOneOf
      ? [pick(fields)]
      : fields.filter(
          ({ type: of, defaultValue }) =>
            (isNonNullType(of) && defaultValue === undefined) || (depth < 2 && chance(25)),
        );
    return Object.fromEntries(
      given.map((field) => [field.name, valueOf(field.type, field.name, result, depth + 1)]),
    );
  }

  function argumentsOf({ args, type: output }: GraphQLField<unknown, unknown>): string {
    const result = getNamedType(output).name;
    const direction = pick(pagings);
    const given = args.flatMap(({ name, type, defaultValue }) => {
      if (!(isNonNullType(type) && defaultValue === undefined) && !chance(direction[name] ?? 40)) return [];
      const variable = `v${definitions.length}`;
      definitions.push(`$${variable}: ${String(type)}`);
      variables[variable] = valueOf(type, name, result, 0);
      return [`${name}: $${variable}`];
    });
    return given.length === 0 ? '' : `(${given.join(', ')})`;
  }

  function select(field: GraphQLField<unknown, unknown>, depth: number): string {
    const type = getNamedType(field.type);
    // A unique alias, so that fields with other arguments or another nullability never conflict.
    return `f${fields++}: ${field.name}${argumentsOf(field)}${isLeafType(type) ? '' : ` ${selection(type, depth + 1)}`}`;
  }

  function selection(type: GraphQLNamedType, depth: number): string {
    if (isAbstractType(type)) {
      const members = schema.getPossibleTypes(type).filter(() => chance(60));
      return `{ __typename ${members.map((member) => `... on ${member.name} ${selection(member, depth)}`).join(' ')} }`;
    }
    if (!isCompositeType(type) || !('getFields' in type)) return '{ __typename }';
    const chosen = Object.values(type.getFields()).filter((field) => {
      const isLeaf = isLeafType(getNamedType(field.type));
      return isLeaf ? chance(50) : depth < maxDepth && fields < maxFields && chance(depth < 2 ? 60 : 25);
    });
    return `{ __typename ${chosen.map((field) => select(field, depth)).join(' ')} }`;
  }

  const root = {
    query: schema.getQueryType(),
    mutation: schema.getMutationType(),
    subscription: schema.getSubscriptionType(),
  }[kind];
  if (!root) throw new Error(`The schema has no ${kind}.`);
  const field = pick(Object.values(root.getFields()));
  const body = select(field, 0);
  const declared = definitions.length === 0 ? '' : `(${definitions.join(', ')})`;
  return { query: `${kind} It${declared} { ${body} }`, variables, field: field.name };
}
