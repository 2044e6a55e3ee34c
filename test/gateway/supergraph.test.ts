import { composeServices } from '@theguild/federation-composition';
import { parse } from 'graphql';
import { readSdl } from '../../src/domains/shared/subgraph.ts';
import { domainNames } from '../../src/config/index.ts';
import { composeSupergraph, CompositionError } from '../../src/gateway/index.ts';

const link =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@external", "@requires"])';
const reasonsOf = (sdls: Readonly<Record<string, string>>): readonly string[] => {
  try {
    composeSupergraph(Object.entries(sdls).map(([name, sdl]) => ({ name, url: `http://${name}`, sdl })));
  } catch (error) {
    if (error instanceof CompositionError) return error.reasons;
    throw error;
  }
  return [];
};

test('a supergraph without errors of the library is not changed', () => {
  // In the order that the library uses for descriptions.
  const services = domainNames.toSorted().map((name) => ({
    name,
    url: `http://${name}`,
    sdl: `${readSdl('common')}\n${readSdl(name)}`,
  }));
  expect(composeSupergraph(services)).toBe(
    composeServices(services.map(({ sdl, ...service }) => ({ ...service, typeDefs: parse(sdl) })))
      .supergraphSdl,
  );
});

test('an unsatisfiable field is rejected with its path', () => {
  const [reason, ...others] = reasonsOf({
    a: `${link} type Query { user: User } type User @key(fields: "id", resolvable: false) { id: ID! name: String }`,
    b: `${link} type User @key(fields: "number") { number: ID! size: Int }`,
  });
  expect(reason).toContain('cannot be satisfied by the subgraphs');
  expect(reason).toContain('from subgraph "a"');
  expect([reason, ...others].join()).toContain('User.size');
});

test('an SDL that does not parse is rejected with the name of its subgraph', () => {
  expect(reasonsOf({ a: 'type Query { a: Int }', crm: 'type Query {' })).toEqual([
    '[crm] Syntax Error: Expected Name, found <EOF>.',
  ]);
});

test('an exception of the library is a composition error', () => {
  const common = 'interface Shape { name: String }';
  expect(
    reasonsOf({
      a: `${link} type Query { d: D } type D @key(fields: "id") { id: ID! shape: Shape } ${common}`,
      b: `${link} ${common} type D @key(fields: "id") {
        id: ID! shape: Shape @external size: Int @requires(fields: "shape { ... on Unknown { name } }")
      }`,
    }),
  ).toEqual(['Type "Unknown" is not defined.']);
});
