import { parse, validate } from 'graphql';
import { executionRules } from '../../../src/graph/execution/index.ts';
import { gauntlet, runBoth } from './gauntlet.ts';

/** Each of these was seen to go wrong in compiled execution without its remedy. */
const holes: Record<
  string,
  { query: string; variables?: Record<string, unknown>; engine: 'compiled' | 'interpreted' }
> = {
  'a variable of an input type that holds itself': {
    query: 'query ($where: Where) { person(where: $where) { id } }',
    variables: { where: { and: [{ and: [{ color: 'GREEN' }] }], near: { y: 2 } } },
    engine: 'compiled',
  },
  'a variable that is nowhere given, with and without a default': {
    query:
      'query ($a: String, $b: String = "b", $c: Boolean = false) { a: echo(text: $a) b: echo(text: $b, flag: $c) }',
    engine: 'compiled',
  },
  'null for a variable with a default where null may not stand': {
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
  'a oneOf input as variable with its one field null': {
    query: 'query ($by: One!) { one(by: $by) }',
    variables: { by: { byId: null } },
    engine: 'compiled',
  },
  'a variable within a oneOf literal': {
    query: 'query ($id: ID!) { one(by: { byId: $id }) }',
    variables: { id: 'x' },
    engine: 'compiled',
  },
  'a type resolver that throws at once': {
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
  'an alias that reads like a path': {
    query: '{ person { agent { spouse { id } } agent_spouse: best { __typename } } }',
    engine: 'interpreted',
  },
  'a field whose name reads like a path': {
    query: '{ person { agent { spouse { id } } agent_spouse } }',
    engine: 'interpreted',
  },
  'an alias that reads like a type in a path': {
    query: '{ Cat_name: named { name } }',
    engine: 'interpreted',
  },
  'an alias that reads like an index in a path': {
    query: '{ idx0_id: people { id } }',
    engine: 'interpreted',
  },
  'the alias constructor': { query: '{ constructor: pet { __typename } }', engine: 'interpreted' },
  'the alias toString': { query: '{ toString: pet { __typename } }', engine: 'interpreted' },
  'the alias __proto__': { query: '{ __proto__: pet { __typename } }', engine: 'interpreted' },
  'a fragment with a condition, spread twice under other conditions': {
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
  'errors of every kind in siblings': {
    query: '{ person { throwsNow throwsLater nothing spouse { throwsLater } } }',
    engine: 'compiled',
  },
  'mutations one after the other, one of which fails': {
    query: 'mutation { a: add fail b: add(by: 5) person { id throwsLater } c: add }',
    engine: 'compiled',
  },
};

test.each(Object.entries(holes))('%s: both engines answer alike', async (_, { query, variables, engine }) => {
  const both = await runBoth(query, variables);
  expect(both.compiled).toEqual(both.interpreted);
  expect([both.engine, both.reason]).toEqual([
    engine,
    engine === 'compiled' ? undefined : expect.any(String),
  ]);
});

test('a nullable variable within a oneOf literal is refused before anything runs', () => {
  const document = parse('query ($id: ID) { one(by: { byId: $id }) }');
  expect(validate(gauntlet, document, executionRules).map(({ message }) => message)).toEqual([
    'Variable "$id" must be non-null: it is the one field "byId" of One.',
  ]);
});

test('what is compiled is not written into: the same document runs again, and the copy is thrown away', async () => {
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
