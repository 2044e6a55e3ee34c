import { byApollo, byLibrary, composed, fieldIn } from './subgraphs.ts';

const media = `
  union Media = Book | Song
  type Book @key(fields: "id") { id: ID! }
  type Song @key(fields: "id") { id: ID! }
`;
const asRoot = (field: string) => `type Query { ${field} } ${media}`;
const asEntity = (fields: string) =>
  `type Query { any: Int @shareable } type Shelf @key(fields: "id") { id: ID! ${fields} } ${media}`;

test('a field with an object type and a union type in two subgraphs has the union type, and joins with both types', () => {
  const sdls = { a: asRoot('top: Book @shareable'), b: asRoot('top: Media @shareable') };
  expect(fieldIn(byLibrary(sdls), 'Query', 'top')).toBe('top: Book');
  expect(fieldIn(composed(sdls), 'Query', 'top')).toBe(
    'top: Media @join__field(graph: A, type: "Book") @join__field(graph: B, type: "Media")',
  );
});

test('the joins have both types if the wider type comes first', () => {
  const sdls = { a: asRoot('top: Media @shareable'), b: asRoot('top: Book @shareable') };
  expect(fieldIn(byLibrary(sdls), 'Query', 'top')).toBe('top: Media');
  expect(fieldIn(composed(sdls), 'Query', 'top')).toBe(
    'top: Media @join__field(graph: A, type: "Media") @join__field(graph: B, type: "Book")',
  );
});

const wide = 'top: Media @shareable';
const narrow = 'top: Book @shareable';
test.each([
  ['the narrow type first', asRoot, { a: narrow, b: wide }],
  ['a subgraph that does not have it', asRoot, { a: narrow, b: wide, c: 'other: Int' }],
  ['an entity', asEntity, { a: narrow, b: wide }],
  ['an object that cannot be null', asEntity, { a: 'top: Book! @shareable', b: wide }],
  ['neither can be null', asEntity, { a: 'top: Book! @shareable', b: 'top: Media! @shareable' }],
  ['lists of lists', asEntity, { a: 'top: [[Book!]!]! @shareable', b: 'top: [[Media]!] @shareable' }],
  ['the wide lists first', asEntity, { a: 'top: [[Media]!] @shareable', b: 'top: [[Book!]!]! @shareable' }],
  ['the narrow type overridden', asEntity, { a: 'top: Book', b: 'top: Media @override(from: "a")' }],
  ['the wide type overridden', asEntity, { a: 'top: Media', b: 'top: Book @override(from: "a")' }],
  ['a root field overridden', asRoot, { a: 'top: Book', b: 'top: Media @override(from: "a")' }],
  [
    'one of several overridden',
    asEntity,
    { a: narrow, b: 'top: Media @shareable @override(from: "a")', c: 'top: Book! @shareable' },
  ],
  [
    'a subgraph that only requires it',
    asEntity,
    {
      a: wide,
      b: 'top: Media @external size: Int @requires(fields: "top { __typename }")',
      c: narrow,
    },
  ],
] as const)('the result equals that of the reference implementation: %s', (_, sdlOf, fields) => {
  const sdls = Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, sdlOf(field)]));
  const type = sdlOf === asRoot ? 'Query' : 'Shelf';
  expect(fieldIn(composed(sdls), type, 'top')).toBe(fieldIn(byApollo(sdls), type, 'top'));
});

test('an interface is wider than its implementations', () => {
  const sdls = {
    a: 'type Query { top: Song @shareable } type Song @shareable { id: ID }',
    b: 'type Query { top: Work @shareable } interface Work { id: ID } type Song implements Work @shareable { id: ID }',
  };
  expect(fieldIn(composed(sdls), 'Query', 'top')).toBe(fieldIn(byApollo(sdls), 'Query', 'top'));
  expect(fieldIn(composed(sdls), 'Query', 'top')).toContain('top: Work');
});

test('types without a common supertype are rejected', () => {
  const sdls = { a: asRoot('top: Book @shareable'), b: asRoot('top: Song @shareable') };
  expect(() => composed(sdls)).toThrow('Type of field "Query.top" is incompatible across subgraphs');
});

test('types that differ only in nullability are not changed', () => {
  const sdls = { a: asEntity('top: Book! @shareable'), b: asEntity('top: Book @shareable') };
  expect(composed(sdls)).toBe(byLibrary(sdls));
});
