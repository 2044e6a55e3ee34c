import { makeExecutableSchema } from '@graphql-tools/schema';
import {
  execute,
  GraphQLError,
  GraphQLScalarType,
  parse,
  print,
  specifiedRules,
  validate,
  valueFromASTUntyped,
  type ExecutionResult,
  type GraphQLSchema,
} from 'graphql';
import { createExecutor } from '../../../src/graph/execution/executor.ts';
import { executionRules } from '../../../src/graph/execution/validation-rules.ts';

/** Schema whose resolvers fail in every possible way. */
const typeDefs = /* GraphQL */ `
  scalar Stamp
  "Any JSON value."
  scalar Anything
  "Parsed to a value that JSON cannot represent."
  scalar Bag
  enum Color {
    RED
    GREEN
  }
  interface Named {
    name: String
    label(suffix: String = "!"): String
    self: Named
  }
  type Cat implements Named {
    name: String
    label(suffix: String = "!"): String
    self: Named
    lives: Int!
    born: Stamp
    friends: [Pet!]
    owner: Person
  }
  type Dog implements Named {
    name: String
    label(suffix: String = "!"): String
    self: Named
    barks: Boolean!
    color: Color
    owner: Person!
  }
  union Pet = Cat | Dog
  "Resolves its type asynchronously."
  union LatePet = Cat | Dog
  type Person {
    id: ID!
    age: Int
    height: Float
    pets: [Pet]
    named: [Named!]!
    best: Pet
    tags: [String!]!
    matrix: [[Int]]
    color: Color!
    stamps: [Stamp]
    brokenIterator: [Int]
    brokenItems: [Int]
    promisedItems: [Person]
    throwsNow: String
    throwsLater: String
    throwsHard: String!
    nothing: String
    nothingHard: String!
    brokenPet: Pet
    brokenPetLater: Pet
    throwsText: String
    throwsNothing: [String]
    throwsRefusal: String!
    oddStamp: Stamp
    noList: [String]
    nestedPromises: [[Int!]]
    latePets: [LatePet]
    strangePet: Pet
    settled: [Person!]
    spouse: Person
    agent: Person
    agent_spouse: String
  }
  input Where {
    color: Color = RED
    near: Point
    and: [Where!]
  }
  input Point {
    x: Int! = 1
    y: Int
  }
  input One @oneOf {
    byId: ID
    byAge: Int
    byPoint: Point
  }
  type Query {
    person(id: ID, where: Where, at: Stamp, colors: [Color!]): Person
    people(first: Int! = 2, ids: [ID!]): [Person!]!
    one(by: One!): String
    echo(text: String, list: [Int], flag: Boolean! = true, any: Anything, bag: Bag): String
    pet: Pet
    named: Named
    lazy: Person
  }
  type Mutation {
    add(by: Int = 1): Int!
    fail: Int
    failHard: Int!
    person(where: Where): Person
  }
`;

const unresolved = 'no type';
const boom = () => {
  throw new Error('boom');
};
const later = async <Value>(value: Value): Promise<Value> => {
  await Promise.resolve();
  return value;
};
function* brokenIterator() {
  yield 1;
  boom();
}

/** Throws an error with a code. The code must be kept, so that masking recognizes it. */
const reject = () => {
  throw new GraphQLError('rejected', { extensions: { code: 'FORBIDDEN' } });
};

type Data = Readonly<Record<string, unknown>>;
const cat = {
  kind: 'Cat',
  name: 'Tom',
  lives: 9,
  born: new Date(0),
  self: { kind: 'Dog', name: null, barks: false },
};
const dog = { kind: 'Dog', name: 'Rex', barks: true, color: 'GREEN', self: cat };
const odd = { kind: 'Fish', name: 'Wanda' };
const person = (id: string): Data => ({
  id,
  age: 30,
  height: 1.5,
  pets: [cat, null, dog],
  named: [dog, cat],
  best: cat,
  tags: ['a', 'b'],
  matrix: [[1, null], null, []],
  color: 'RED',
  stamps: [new Date(1), null],
  nothing: null,
  nothingHard: null,
  agent_spouse: 'not a path',
});

const bagOf = (value: unknown) => new Set([value]);
const typeOf = (value: Data) => {
  if (value.kind === 'Fish') throw new Error(unresolved);
  return value.kind as string;
};
const petFields = {
  label: ({ name }: Data, { suffix }: Data) => `${String(name)}${String(suffix)}`,
  owner: () => later(person('owner')),
};

export const faultySchema: GraphQLSchema = makeExecutableSchema({
  typeDefs,
  resolvers: {
    Stamp: new GraphQLScalarType({
      name: 'Stamp',
      serialize: (value) => (value as Date).toISOString(),
      parseValue: (value) => {
        const date = new Date(String(value));
        if (Number.isNaN(date.getTime())) throw new Error('no stamp');
        return date;
      },
    }),
    Anything: new GraphQLScalarType({
      name: 'Anything',
      parseValue: (value: unknown) => value,
      parseLiteral: valueFromASTUntyped,
    }),
    Bag: new GraphQLScalarType({
      name: 'Bag',
      parseValue: bagOf,
      parseLiteral: (node) => bagOf(print(node)),
    }),
    Named: { __resolveType: typeOf },
    Pet: { __resolveType: typeOf },
    LatePet: { __resolveType: (value: Data) => later(value).then(typeOf) },
    Cat: { ...petFields, friends: () => later([dog, cat]) },
    Dog: petFields,
    Person: {
      brokenIterator: () => later(brokenIterator()),
      brokenItems: () => [1, Promise.reject(new Error('boom')), later(3)],
      promisedItems: () => [later(person('p1')), Promise.reject(new Error('boom')), null, person('p2')],
      throwsNow: boom,
      throwsLater: async () => {
        await later(1);
        boom();
      },
      throwsHard: boom,
      brokenPet: () => odd,
      brokenPetLater: () => later(odd),
      throwsText: () => {
        // oxlint-disable-next-line typescript/only-throw-error -- a resolver might
        throw 'text';
      },
      // oxlint-disable-next-line typescript/prefer-promise-reject-errors -- a resolver might
      throwsNothing: () => Promise.reject(),
      throwsRefusal: () => later(1).then(reject),
      oddStamp: () => later('no date'),
      noList: () => 'text',
      nestedPromises: () => [[1, 2], later([3, Promise.reject(new Error('boom'))]), [later(4)]],
      latePets: () => [cat, later(dog), odd, null],
      strangePet: () => ({ kind: 'Person' }),
      settled: () => new Set([person('s1'), later(person('s2'))]),
      spouse: () => later(person('spouse')),
      agent: () => person('agent'),
    },
    Query: {
      person: (_: unknown, args: Data) => ({ ...person(inOrder(args)), ...args }),
      people: (_: unknown, { first }: { first: number }) =>
        Array.from({ length: Math.min(Math.max(first, 0), 3) }, (__, index) => person(String(index))),
      one: (_: unknown, { by }: Data) => inOrder(by),
      echo: (_: unknown, args: Data) => inOrder(args),
      pet: () => dog,
      named: () => later(cat),
      lazy: () => later(person('lazy')),
    },
    Mutation: {
      add: (_: unknown, { by }: { by: number }, context: { total?: number }) =>
        later((context.total = (context.total ?? 0) + by)),
      fail: () => Promise.reject(new Error('boom')),
      failHard: () => Promise.reject(new Error('boom')),
      person: (_: unknown, args: Data) => later(person(inOrder(args))),
    },
  },
});

/** Serializes a value with sorted keys, because the order of arguments is not defined. */
function inOrder(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    part instanceof Set
      ? ['a bag of', ...part]
      : typeof part === 'object' && part !== null && !Array.isArray(part)
        ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
        : part,
  );
}

const leafSerializers = { Stamp: (value: unknown) => (value as Date).toISOString() };
const compiled = createExecutor(faultySchema, { compile: true, leafSerializers });
const interpreted = createExecutor(faultySchema, { compile: false, leafSerializers });

interface ComparableResult {
  readonly data: unknown;
  /** Sorted, because the order of errors is not defined. */
  readonly errors: readonly string[];
}

function toComparable(result: ExecutionResult): ComparableResult {
  // Compiled execution creates plain objects, graphql-js objects without a prototype.
  const data = result.data === undefined ? undefined : (JSON.parse(JSON.stringify(result.data)) as unknown);
  const errors = (result.errors ?? []).map((error) => {
    const { message, path = [], extensions, originalError } = error;
    if (!(error instanceof GraphQLError)) throw new TypeError(`${String(error)} is no GraphQLError.`);
    const nulled = nullAt(data, path);
    // If an error nulls parent fields, any of the errors below the null can be reported, and several can be.
    return JSON.stringify(
      nulled.length < path.length
        ? { nulled }
        : { path, message, extensions, isMasked: originalError !== undefined },
    );
  });
  return { data, errors: [...new Set(errors)].sort() };
}

/** Returns the part of the path up to the first null. */
function nullAt(data: unknown, path: readonly (string | number)[]): readonly (string | number)[] {
  let value = data;
  for (const [depth, key] of path.entries()) {
    if (value === null || value === undefined) return path.slice(0, depth);
    value = (value as Record<string | number, unknown>)[key];
  }
  return path;
}

// Locations are not compared: for merged fields, compiled execution includes those that a condition excludes.

export const validationErrors = (query: string) =>
  validate(faultySchema, parse(query), [...specifiedRules, ...executionRules]);

/** Executes a valid operation in both engines and with plain graphql-js. */
export async function runBoth(query: string, variables: Record<string, unknown> = {}) {
  const document = parse(query);
  const invalid = validationErrors(query);
  if (invalid.length > 0) throw new Error(`${query}\n${invalid.map(String).join('\n')}`);
  const prepared = compiled.prepare(document, undefined);
  return {
    engine: prepared.engine,
    reason: prepared.reason,
    compiled: toComparable(await prepared.execute({ context: {}, variables })),
    interpreted: toComparable(
      await interpreted.prepare(document, undefined).execute({ context: {}, variables }),
    ),
    graphqlJs: toComparable(
      await execute({ schema: faultySchema, document, contextValue: {}, variableValues: variables }),
    ),
  };
}
