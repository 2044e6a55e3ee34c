import { makeExecutableSchema } from '@graphql-tools/schema';
import { parse, type GraphQLResolveInfo } from 'graphql';
import { createExecutor } from '../../../src/graph/execution/index.ts';

const told: GraphQLResolveInfo[] = [];
const tell = (value: unknown) => (_: unknown, __: unknown, ___: unknown, info: GraphQLResolveInfo) => {
  told.push(info);
  return value;
};
const schema = makeExecutableSchema({
  typeDefs: /* GraphQL */ `
    interface Beast {
      name(as: String): String
    }
    type Cat implements Beast {
      name(as: String): String
      kin: [Beast!]!
    }
    type Query {
      cat(size: Int, words: [String]): Cat
      beasts: [Beast]
    }
  `,
  resolvers: {
    Query: { cat: tell({}), beasts: tell([{ __typename: 'Cat' }]) },
    Cat: { name: tell('Tom'), kin: tell([{ __typename: 'Cat' }]) },
    Beast: { __resolveType: ({ __typename }: { __typename: string }) => __typename },
  },
});
const document = parse(`
  query It($words: [String] = ["w"], $kin: Boolean!) {
    cat(words: $words) { ...C }
    other: cat(words: ["a"], size: 1) { ...C kin { name(as: "k") } }
    beasts { name }
  }
  fragment C on Cat { n: name(as: "n") kin @include(if: $kin) { name(as: "k") } }
`);
const withoutCondition = parse(`
  query It($words: [String] = ["w"]) {
    cat(words: $words) { ...C }
    other: cat(words: ["a"], size: 1) { ...C kin { name(as: "k") } }
    beasts { name }
  }
  fragment C on Cat { n: name(as: "n") kin { name(as: "k") } }
`);

/** Runs it in one engine, as often as it is called. */
function teller(compile: boolean, operation = withoutCondition) {
  const prepared = createExecutor(schema, { compile, leafSerializers: {} }).prepare(operation, undefined);
  return async (): Promise<readonly GraphQLResolveInfo[]> => {
    told.length = 0;
    const { errors } = await prepared.execute({ context: {}, variables: { kin: true } });
    expect(errors).toBeUndefined();
    if (operation === withoutCondition) expect(prepared.engine).toBe(compile ? 'compiled' : 'interpreted');
    return [...told];
  };
}

const pathOf = ({ path }: GraphQLResolveInfo): string => {
  const keys: (string | number)[] = [];
  for (let at: GraphQLResolveInfo['path'] | undefined = path; at; at = at.prev) keys.unshift(at.key);
  return keys.join('.');
};

test.each([
  ['without conditions', withoutCondition],
  ['with a condition', document],
])('a resolver is told the same in both engines, %s', async (_, operation) => {
  const byPath = (infos: readonly GraphQLResolveInfo[]) =>
    Object.fromEntries(
      infos.map((info) => [
        pathOf(info),
        {
          fieldName: info.fieldName,
          starts: [...new Set(info.fieldNodes.map(({ loc }) => loc?.start))],
          ownSchema: info.schema === schema,
          ownParent: info.parentType === schema.getType(info.parentType.name),
          type: `${info.parentType.name}: ${String(info.returnType)}`,
          words: info.variableValues.words,
          kin: info.variableValues.kin,
          operation: info.operation.name?.value,
          fragments: Object.keys(info.fragments),
        },
      ]),
    );
  const seen = byPath(await teller(true, operation)());
  expect(seen).toEqual(byPath(await teller(false, operation)()));
  expect(Object.keys(seen)).toContain('other.kin.0.name');
  expect(Object.values(seen).every(({ ownSchema, ownParent }) => ownSchema && ownParent)).toBe(true);
});

test('each place of a compiled operation has a first field node of its own, the same in every run', async () => {
  const run = teller(true);
  const nodes = (infos: readonly GraphQLResolveInfo[]) =>
    new Map(infos.map((info) => [pathOf(info), info.fieldNodes[0]]));
  const first = nodes(await run());
  const second = nodes(await run());
  expect(new Set(first.values()).size).toBe(first.size);
  expect([...first].every(([path, node]) => second.get(path) === node)).toBe(true);
});

test('a resolver of a compiled operation sees the arguments as the client wrote them', async () => {
  const other = (await teller(true)()).find((info) => pathOf(info) === 'other');
  expect(other?.fieldNodes[0]?.arguments?.map(({ value }) => value.kind)).toEqual(['ListValue', 'IntValue']);
});
