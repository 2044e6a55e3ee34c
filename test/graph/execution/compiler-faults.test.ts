import {
  buildClientSchema,
  getIntrospectionQuery,
  GraphQLError,
  lexicographicSortSchema,
  parse,
  printSchema,
  validate,
  type IntrospectionQuery,
} from 'graphql';
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createExecutor } from '../../../src/graph/execution/executor.ts';
import { executionRules } from '../../../src/graph/execution/validation-rules.ts';
import { faultySchema, runBoth } from './faulty-schema.ts';

/** Operations that fail in compiled execution without the remedies. */
const operations: Record<
  string,
  { query: string; variables?: Record<string, unknown>; engine: 'compiled' | 'interpreted' }
> = {
  'a variable of a recursive input type': {
    query: 'query ($where: Where) { person(where: $where) { id } }',
    variables: { where: { and: [{ and: [{ color: 'GREEN' }] }], near: { y: 2 } } },
    engine: 'compiled',
  },
  'variables without a value, with and without a default': {
    query:
      'query ($a: String, $b: String = "b", $c: Boolean = false) { a: echo(text: $a) b: echo(text: $b, flag: $c) }',
    engine: 'compiled',
  },
  'null for a variable with a default at a non-null position': {
    query:
      'query ($flag: Boolean = true, $first: Int = 1) { echo(flag: $flag) people(first: $first) { id } }',
    variables: { flag: null },
    engine: 'compiled',
  },
  'a custom scalar and an enum list as variables': {
    query: 'query ($at: Stamp, $colors: [Color!]) { person(at: $at, colors: $colors) { id } }',
    variables: { at: '2020-01-01', colors: ['RED'] },
    engine: 'compiled',
  },
  'a oneOf input as variable with two fields': {
    query: 'query ($by: One!) { one(by: $by) }',
    variables: { by: { byId: '1', byAge: 2 } },
    engine: 'compiled',
  },
  'a oneOf input as variable with null in its field': {
    query: 'query ($by: One!) { one(by: $by) }',
    variables: { by: { byId: null } },
    engine: 'compiled',
  },
  'a variable within a oneOf literal': {
    query: 'query ($id: ID!) { one(by: { byId: $id }) }',
    variables: { id: 'x' },
    engine: 'compiled',
  },
  'a type resolver that throws synchronously': {
    query: '{ person { brokenPet { ... on Cat { name } } } }',
    engine: 'compiled',
  },
  'a type resolver that throws after a promise': {
    query: '{ lazy { brokenPetLater { __typename ... on Dog { name owner { id } } } } }',
    engine: 'compiled',
  },
  'an iterator that throws after a promise': { query: '{ lazy { id brokenIterator } }', engine: 'compiled' },
  'a list of promises of which one fails': {
    query: '{ person { brokenItems promisedItems { id } } }',
    engine: 'compiled',
  },
  'an alias in the form of a path': {
    query: '{ person { agent { spouse { id } } agent_spouse: best { __typename } } }',
    engine: 'interpreted',
  },
  'a field name in the form of a path': {
    query: '{ person { agent { spouse { id } } agent_spouse } }',
    engine: 'interpreted',
  },
  'an alias in the form of a type in a path': {
    query: '{ Cat_name: named { name } }',
    engine: 'interpreted',
  },
  'an alias in the form of an index in a path': {
    query: '{ idx0_id: people { id } }',
    engine: 'interpreted',
  },
  'the alias constructor': { query: '{ constructor: pet { __typename } }', engine: 'interpreted' },
  'the alias toString': { query: '{ toString: pet { __typename } }', engine: 'interpreted' },
  'the alias __proto__': { query: '{ __proto__: pet { __typename } }', engine: 'interpreted' },
  'a fragment with a condition, spread twice under different conditions': {
    query: `query ($yes: Boolean!, $no: Boolean!) {
      person { ...P @include(if: $no) spouse { ...P @include(if: $yes) } agent { ...P } }
    }
    fragment P on Person { id ...Q @skip(if: $no) }
    fragment Q on Person { age @include(if: $yes) }`,
    variables: { yes: true, no: false },
    engine: 'compiled',
  },
  'fragments that double': {
    query: `{ person { ...F0 } } ${Array.from({ length: 14 }, (_, n) => `fragment F${n} on Person { spouse { id } ${n < 13 ? `...F${n + 1} agent { ...F${n + 1} }` : 'id'} }`).join(' ')}`,
    engine: 'interpreted',
  },
  'interfaces within interfaces': {
    query: '{ named { self { self { self { self { name ... on Dog { owner { id } } } } } } } }',
    engine: 'compiled',
  },
  'non-null fields that are null, nested in lists': {
    query: '{ people { id nothingHard } person { spouse { throwsHard } } }',
    engine: 'compiled',
  },
  'different errors in siblings': {
    query: '{ person { throwsNow throwsLater nothing spouse { throwsLater } } }',
    engine: 'compiled',
  },
  'thrown values that are no errors, GraphQL errors, and leaves that cannot be serialized': {
    query: '{ person { throwsText throwsNothing oddStamp spouse { throwsRefusal } } }',
    engine: 'compiled',
  },
  'a string instead of a list': { query: '{ person { noList } }', engine: 'compiled' },
  'lists of promises within lists': { query: '{ person { nestedPromises } }', engine: 'compiled' },
  'an iterable of records and promises': { query: '{ person { settled { id age } } }', engine: 'compiled' },
  'a type that is resolved asynchronously or cannot be resolved': {
    query: '{ person { latePets { __typename ... on Cat { name owner { id } } ... on Dog { barks } } } }',
    engine: 'compiled',
  },
  'a type that is not possible at its position': {
    query: '{ person { strangePet { __typename } } }',
    engine: 'compiled',
  },
  'a field of an input literal whose variable is absent': {
    query:
      'query ($color: Color, $y: Int) { person(where: { color: $color, near: { y: $y } }) { id } echo(list: [1, $y]) }',
    engine: 'compiled',
  },
  'a scalar that is parsed to a value that JSON cannot represent': {
    query: 'query ($bag: Bag) { echo(bag: "b") also: echo(bag: $bag) }',
    variables: { bag: 'v' },
    engine: 'compiled',
  },
  'a date literal': { query: '{ person(at: "2020-01-01") { id } }', engine: 'compiled' },
  'strings with special characters of JavaScript': {
    query: '{ a: echo(text: "\\u2028 \\" \\\\ ${1} `") b: echo(text: """block "quoted" \\n""") }',
    engine: 'compiled',
  },
  'the schema under an alias': {
    query: '{ it: __schema { types { name } } person { id } }',
    engine: 'interpreted',
  },
  'the variable __proto__': {
    query: 'query ($__proto__: Int) { echo(list: [$__proto__]) }',
    variables: { ['__proto__']: 1 },
    engine: 'interpreted',
  },
  'the variable constructor': {
    query: 'query ($constructor: Int) { echo(list: [$constructor]) }',
    variables: { constructor: 1 },
    engine: 'compiled',
  },
  'a selection that is too deep': {
    query: `{ person { ${'spouse { '.repeat(40)} id ${'}'.repeat(40)} } }`,
    engine: 'interpreted',
  },
  'a selection whose fields are all excluded': {
    query: '{ person { id @skip(if: true) } named @include(if: false) { name } }',
    engine: 'compiled',
  },
  'one mutation that fails': { query: 'mutation { failHard }', engine: 'compiled' },
  'one mutation with null for a variable with a default': {
    query: 'mutation ($by: Int = 1) { add(by: $by) }',
    variables: { by: null },
    engine: 'compiled',
  },
  'several mutations, one of which fails': {
    query: 'mutation { a: add fail b: add(by: 5) person { id throwsLater } c: add }',
    engine: 'interpreted',
  },
  'mutations after one whose error nulls the result': {
    query: 'mutation { a: add failHard b: add(by: 5) }',
    engine: 'interpreted',
  },
};

test.each(Object.entries(operations))(
  '%s: both engines give the same answer',
  async (_, { query, variables, engine }) => {
    const both = await runBoth(query, variables);
    expect(both.compiled).toEqual(both.interpreted);
    expect(both.interpreted).toEqual(both.graphqlJs);
    expect([both.engine, both.reason]).toEqual([
      engine,
      engine === 'compiled' ? undefined : expect.any(String),
    ]);
  },
);

test('a nullable variable in a oneOf literal is a validation error', () => {
  const document = parse('query ($id: ID) { one(by: { byId: $id }) }');
  expect(validate(faultySchema, document, executionRules).map(({ message }) => message)).toEqual([
    'Variable "$id" must be non-null: it is the one field "byId" of One.',
  ]);
});

test('compilation does not modify the document: it can be executed again', async () => {
  const query =
    'query ($yes: Boolean!) { person { ...P @include(if: $yes) } } fragment P on Person { id age }';
  const [first, second, third] = [
    await runBoth(query, { yes: true }),
    await runBoth(query, { yes: false }),
    await runBoth(query, { yes: true }),
  ];
  expect(second.compiled).toEqual(second.interpreted);
  expect(third.compiled).toEqual(first.compiled);
});

// Marker of the compiler for dates in literal arguments. It writes the text after the marker into its code unchanged.
const marker = '__MAGIC_DATE__33a9e76d_02e0_4128_8e92_3530ad3da74d';

test.each([
  ['in an argument', (text: string) => `{ echo(text: ${text}) }`],
  ['within a scalar', (text: string) => `{ echo(any: { a: [${text}] }) }`],
  ['within an input', (text: string) => `{ one(by: { byId: ${text} }) }`],
  ['as the default of a variable', (text: string) => `query ($text: String = ${text}) { echo(text: $text) }`],
])('a string %s is never executed as code', async (_, query) => {
  const both = await runBoth(query(`"${marker}globalThis.intruder = true"`));
  expect(Object.keys(globalThis)).not.toContain('intruder');
  expect(both.engine).toBe('compiled');
  expect(both.compiled).toEqual(both.graphqlJs);
  expect(JSON.stringify(both.compiled)).toContain('intruder');
});

test('a variable that is nested too deep for the stack is a GraphQL error', async () => {
  let where: object = {};
  for (let depth = 0; depth < 20_000; depth++) where = { and: [where] };
  const document = parse('query ($where: Where) { person(where: $where) { id } }');
  for (const compile of [true, false]) {
    const executor = createExecutor(faultySchema, { compile, leafSerializers: {} });
    const prepared = executor.prepare(document, undefined);
    const { errors } = await prepared.execute({ context: {}, variables: { where } });
    expect(errors).toEqual([expect.any(GraphQLError)]);
  }
});

test('no failure of a resolver makes an engine hang or end the process', async () => {
  const script = fileURLToPath(new URL('./crash-probe.ts', import.meta.url));
  const { NODE_OPTIONS: _, ...env } = process.env;
  const { stdout } = await promisify(execFile)(process.execPath, [script], { env, timeout: 20_000 });
  expect(stdout.trim().split('\n')).toEqual(['compiled: survived', 'interpreted: survived']);
});

test('introspection answers with the original schema', async () => {
  const executor = createExecutor(faultySchema, { compile: true, leafSerializers: {} });
  const prepared = executor.prepare(parse(getIntrospectionQuery({ oneOf: true })), undefined);
  const { data } = await prepared.execute({ context: {}, variables: {} });
  const introspected = buildClientSchema(data as unknown as IntrospectionQuery);
  expect(printSchema(lexicographicSortSchema(introspected))).toBe(
    printSchema(lexicographicSortSchema(faultySchema)),
  );
});
