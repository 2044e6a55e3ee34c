import { GraphQLError, Kind, valueFromASTUntyped, type ValueNode } from 'graphql';
import { formatDateTime, parseDateTime } from '../kernel/date-time.ts';
import { parseJson, toPlainNumber } from '../kernel/json.ts';

const reject = (message: string): never => {
  throw new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
};

function readDateTime(value: unknown): Date {
  const date = typeof value === 'string' ? parseDateTime(value) : undefined;
  return (
    date ??
    reject(`${JSON.stringify(value)} is no date-time: write it like 2016-06-19T12:29:08.000Z or …+0200.`)
  );
}

function readMilliseconds(given: unknown): number {
  const value = toPlainNumber(given);
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
    ? value
    : reject(
        `${JSON.stringify(value)} is no length of time: it is a whole number of milliseconds from 0 to 2^53-1.`,
      );
}

const textOf = (node: ValueNode): unknown => ('value' in node ? node.value : undefined);

const writeDateTime = (value: unknown): string => {
  if (value instanceof Date) return formatDateTime(value);
  throw new TypeError('A DateTime field holds something else than a Date.');
};

const writeMilliseconds = (value: unknown): number => {
  if (Number.isSafeInteger(value)) return value as number;
  throw new TypeError('A Milliseconds field holds something else than a whole number.');
};

type Variables = Parameters<typeof valueFromASTUntyped>[1];

/** Reads a literal of any JSON. Numbers keep their text. */
export function jsonLiteral(node: ValueNode, variables?: Variables): unknown {
  switch (node.kind) {
    case Kind.INT:
    case Kind.FLOAT:
      return parseJson(node.value);
    case Kind.LIST:
      return node.values.map((item) => jsonLiteral(item, variables));
    case Kind.OBJECT:
      return Object.fromEntries(
        node.fields.map(({ name, value }) => [name.value, jsonLiteral(value, variables)]),
      );
    default:
      return valueFromASTUntyped(node, variables);
  }
}

const unchanged = (value: unknown): unknown => value;

/** Serializers in compiled execution. Values of all other leaf types are returned unchanged: the stores guarantee their types. */
export const leafSerializers = { DateTime: writeDateTime };

/**
 * Resolvers of the custom scalars. They are plain objects, because a GraphQLScalarType would replace the SDL's description with its own.
 */
export const scalarResolvers = {
  JSON: { serialize: unchanged, parseValue: unchanged, parseLiteral: jsonLiteral },
  DateTime: {
    serialize: writeDateTime,
    parseValue: readDateTime,
    parseLiteral: (node: ValueNode) => readDateTime(node.kind === Kind.STRING ? node.value : textOf(node)),
  },
  Milliseconds: {
    serialize: writeMilliseconds,
    parseValue: readMilliseconds,
    parseLiteral: (node: ValueNode) =>
      readMilliseconds(node.kind === Kind.INT ? Number(node.value) : textOf(node)),
  },
};
