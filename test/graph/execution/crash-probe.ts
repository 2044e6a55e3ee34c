import { makeExecutableSchema } from '@graphql-tools/schema';
import { parse } from 'graphql';
import { createExecutor } from '../../../src/graph/execution/executor.ts';

/*
 * Script that executes operations that have ended a process without the remedies. An unhandled rejection ends this process with an error. An
 * execution without an answer lets it exit before it prints its last line.
 */

const late = (message: string) =>
  new Promise((_, reject) => {
    setTimeout(() => {
      reject(new Error(message));
    }, 5);
  });
const soon = async (value: unknown): Promise<unknown> => {
  await Promise.resolve();
  return value;
};
const boom = () => {
  throw new Error('boom');
};
const trap = {
  get id() {
    return boom();
  },
  __typename: 'Item',
};

const schema = makeExecutableSchema({
  typeDefs: /* GraphQL */ `
    type Item {
      id: ID
      hard: ID!
      items: [Item!]
    }
    union Thing = Item
    type Query {
      failsAmongPromises: [Int!]
      iteratorAmongPromises: [Int!]
      listsOfPromises: [[Int!]!]
      hardItems: [Item!]
      trap: Item
      lateTrap: Item
      lateTraps: [Item]
      thing: Thing
      lateThings: [Thing]
      hasty: Item
      plainPromises: Item
    }
    type Mutation {
      trap(n: Int! = 1): Item
      other: Int
    }
  `,
  resolvers: {
    Query: {
      failsAmongPromises: () => [late('item'), new Error('at once')],
      *iteratorAmongPromises() {
        yield late('item');
        boom();
      },
      listsOfPromises: () => [[late('item')], [new Error('at once')], boom],
      hardItems: () => [{ hard: late('hard') }, {}, { hard: late('hard') }],
      trap: () => trap,
      lateTrap: () => soon(trap),
      lateTraps: () => soon([trap, soon(trap)]),
      thing: () =>
        soon({
          get __typename() {
            return boom();
          },
        }),
      lateThings: () => [
        soon({
          get __typename() {
            return boom();
          },
        }),
        soon(trap),
      ],
      // A thenable that calls back synchronously.
      hasty: () => ({
        then: (resolve: (value: unknown) => void) => {
          resolve(trap);
        },
      }),
      plainPromises: () =>
        soon({
          *items() {
            yield late('item');
            boom();
          },
        }),
    },
    Item: { hard: ({ hard }: { hard?: unknown }) => hard ?? null },
    Mutation: { trap: () => soon(trap), other: () => 1 },
  },
});

const operations = [
  ...Object.keys(schema.getQueryType()?.getFields() ?? {}).map((name) => {
    const leaf = /^(?:fails|iterator|lists)/.test(name);
    const selection = name.includes('hing') ? '{ ... on Item { id } }' : '{ id hard items { id } }';
    return `{ ${name} ${leaf ? '' : selection} }`;
  }),
  'mutation ($n: Int = 1) { trap(n: $n) { id } }',
  'mutation ($n: Int = 1) { other trap(n: $n) { id } last: other }',
];

for (const compile of [true, false]) {
  const executor = createExecutor(schema, { compile, leafSerializers: {} });
  for (const operation of operations)
    for (const variables of [{}, { n: null }])
      await executor.prepare(parse(operation), undefined).execute({ context: {}, variables });
  await new Promise((resolve) => setTimeout(resolve, 30));
  console.log(`${compile ? 'compiled' : 'interpreted'}: survived`);
}
