import { byApollo, byLibrary, composed, fieldIn } from './subgraphs.ts';

const media = `
  union Media = Book | Song
  type Book @key(fields: "id") { id: ID! }
  type Song @key(fields: "id") { id: ID! }
`;
const asRoot = (field: string) => `type Query { ${field} } ${media}`;
const asEntity = (fields: string) =>
  `type Query { any: Int @shareable } type Shelf @key(fields: "id") { id: ID! ${fields} } ${media}`;

test('a field that is an object here and a union there is the union, and each subgraph is asked for its own', () => {
  const sdls = { a: asRoot('top: Book @shareable'), b: asRoot('top: Media @shareable') };
  expect(fieldIn(byLibrary(sdls), 'Query', 'top')).toBe('top: Book');
  expect(fieldIn(composed(sdls), 'Query', 'top')).toBe(
    'top: Media @join__field(graph: A, type: "Book") @join__field(graph: B, type: "Media")',
  );
});

test('whose type is which is said also where the wider one comes first', () => {
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
  ['the narrow one taken over', asEntity, { a: 'top: Book', b: 'top: Media @override(from: "a")' }],
  ['the wide one taken over', asEntity, { a: 'top: Media', b: 'top: Book @override(from: "a")' }],
  ['a root field taken over', asRoot, { a: 'top: Book', b: 'top: Media @override(from: "a")' }],
  [
    'one taken over among others',
    asEntity,
    { a: narrow, b: 'top: Media @shareable @override(from: "a")', c: 'top: Book! @shareable' },
  ],
  [
    'one who only requires it',
    asEntity,
    {
      a: wide,
      b: 'top: Media @external size: Int @requires(fields: "top { __typename }")',
      c: narrow,
    },
  ],
] as const)('is as the reference composes it: %s', (_, sdlOf, fields) => {
  const sdls = Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, sdlOf(field)]));
  const type = sdlOf === asRoot ? 'Query' : 'Shelf';
  expect(fieldIn(composed(sdls), type, 'top')).toBe(fieldIn(byApollo(sdls), type, 'top'));
});

test('an interface is wider than what implements it', () => {
  const sdls = {
    a: 'type Query { top: Song @shareable } type Song @shareable { id: ID }',
    b: 'type Query { top: Work @shareable } interface Work { id: ID } type Song implements Work @shareable { id: ID }',
  };
  expect(fieldIn(composed(sdls), 'Query', 'top')).toBe(fieldIn(byApollo(sdls), 'Query', 'top'));
  expect(fieldIn(composed(sdls), 'Query', 'top')).toContain('top: Work');
});

test('types of which neither is within the other stay refused', () => {
  const sdls = { a: asRoot('top: Book @shareable'), b: asRoot('top: Song @shareable') };
  expect(() => composed(sdls)).toThrow('Type of field "Query.top" is incompatible across subgraphs');
});

test('types that differ only in what can be null are left to the library', () => {
  const sdls = { a: asEntity('top: Book! @shareable'), b: asEntity('top: Book @shareable') };
  expect(composed(sdls)).toBe(byLibrary(sdls));
});
