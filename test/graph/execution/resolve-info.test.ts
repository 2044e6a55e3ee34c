import { makeExecutableSchema } from '@graphql-tools/schema';
import { parse, type GraphQLResolveInfo } from 'graphql';
import { createExecutor } from '../../../src/graph/execution/executor.ts';

const infos: GraphQLResolveInfo[] = [];
const record = (value: unknown) => (_: unknown, __: unknown, ___: unknown, info: GraphQLResolveInfo) => {
  infos.push(info);
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
    Query: { cat: record({}), beasts: record([{ __typename: 'Cat' }]) },
    Cat: { name: record('Tom'), kin: record([{ __typename: 'Cat' }]) },
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

/** Prepares the operation in one engine and returns a function that executes it and returns the recorded infos. */
function prepareRecorder(compile: boolean, operation = withoutCondition) {
  const prepared = createExecutor(schema, { compile, leafSerializers: {} }).prepare(operation, undefined);
  return async (): Promise<readonly GraphQLResolveInfo[]> => {
    infos.length = 0;
    const { errors } = await prepared.execute({ context: {}, variables: { kin: true } });
    expect(errors).toBeUndefined();
    if (operation === withoutCondition) expect(prepared.engine).toBe(compile ? 'compiled' : 'interpreted');
    return [...infos];
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
])('resolvers get equal infos in both engines, %s', async (_, operation) => {
  const byPath = (recorded: readonly GraphQLResolveInfo[]) =>
    Object.fromEntries(
      recorded.map((info) => [
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
  const compiled = byPath(await prepareRecorder(true, operation)());
  expect(compiled).toEqual(byPath(await prepareRecorder(false, operation)()));
  expect(Object.keys(compiled)).toContain('other.kin.0.name');
  expect(Object.values(compiled).every(({ ownSchema, ownParent }) => ownSchema && ownParent)).toBe(true);
});

test('each position of a compiled operation has its own first field node, which is the same in every execution', async () => {
  const run = prepareRecorder(true);
  const nodes = (recorded: readonly GraphQLResolveInfo[]) =>
    new Map(recorded.map((info) => [pathOf(info), info.fieldNodes[0]]));
  const first = nodes(await run());
  const second = nodes(await run());
  expect(new Set(first.values()).size).toBe(first.size);
  expect([...first].every(([path, node]) => second.get(path) === node)).toBe(true);
});

test('field nodes of a compiled operation have the arguments of the document', async () => {
  const other = (await prepareRecorder(true)()).find((info) => pathOf(info) === 'other');
  expect(other?.fieldNodes[0]?.arguments?.map(({ value }) => value.kind)).toEqual(['ListValue', 'IntValue']);
});
