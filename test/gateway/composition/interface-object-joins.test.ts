import { byApollo, byLibrary, composed, fieldIn } from './subgraphs.ts';

const owner = (fields: string) => `
  type Query { users: [Node] }
  interface Node @key(fields: "id") { id: ID! ${fields} }
  type User implements Node @key(fields: "id") { id: ID! ${fields} }
`;
const extender = (fields: string) => `type Node @interfaceObject @key(fields: "id") { id: ID! ${fields} }`;

test('an external field of an interface object is joined to the other subgraphs', () => {
  const sdls = {
    a: owner('name: String'),
    b: extender('name: String @external called: String @requires(fields: "name")'),
  };
  expect(fieldIn(byLibrary(sdls), 'Node', 'name')).toBe('name: String');
  const supergraph = composed(sdls);
  expect(fieldIn(supergraph, 'Node', 'name')).toBe(
    'name: String @join__field(graph: A) @join__field(external: true, graph: B)',
  );
  for (const field of ['id', 'name', 'called'])
    expect(fieldIn(supergraph, 'Node', field)).toBe(fieldIn(byApollo(sdls), 'Node', field));
});

test('external non-null lists are joined to the other subgraphs', () => {
  const sdls = {
    a: owner('names: [[String!]!]!'),
    b: extender('names: [[String!]!]! @external called: String @requires(fields: "names")'),
  };
  expect(fieldIn(composed(sdls), 'Node', 'names')).toBe(fieldIn(byApollo(sdls), 'Node', 'names'));
});

test('provided fields are in the join', () => {
  const group = (fields: string) => `type Group @key(fields: "id") { id: ID! ${fields} }`;
  const sdls = {
    a: `
      type Query { users: [Node] }
      interface Node @key(fields: "id") { id: ID! group: Group }
      type User implements Node @key(fields: "id") { id: ID! group: Group @shareable }
      ${group('name: String @shareable')}
    `,
    b: `${extender('group: Group @shareable @provides(fields: "name")')} ${group('name: String @external')}`,
  };
  expect(fieldIn(byLibrary(sdls), 'Node', 'group')).toBe('group: Group');
  expect(fieldIn(composed(sdls), 'Node', 'group')).toBe(fieldIn(byApollo(sdls), 'Node', 'group'));
});

test('directives that are imported under other names have the same effect', () => {
  const sdls = {
    a: owner('name: String'),
    b: `
      extend schema @link(
        url: "https://specs.apollo.dev/federation/v2.3"
        import: ["@key", "@interfaceObject", { name: "@external", as: "@theirs" }]
      )
      type Node @interfaceObject @key(fields: "id") {
        id: ID!
        name: String @theirs
        called: String @federation__requires(fields: "name")
      }
    `,
  };
  expect(fieldIn(composed(sdls), 'Node', 'name')).toBe(
    'name: String @join__field(graph: A) @join__field(external: true, graph: B)',
  );
});

test('an interface object without external fields is not changed', () => {
  const sdls = { a: owner(''), b: extender('called: String') };
  expect(composed(sdls)).toBe(byLibrary(sdls));
});
