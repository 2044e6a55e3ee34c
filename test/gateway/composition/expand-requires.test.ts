import { parse } from 'graphql';
import { expandRequires } from '../../../src/gateway/composition/expand-requires.ts';
import { byLibrary, composed, fieldIn } from './subgraphs.ts';

const shapes = `
  interface Shape { name: String }
  interface Round implements Shape { name: String radius: Int }
  interface Coloured { colour: String }
  union Any = Circle | Ball | Square
  type Circle implements Shape & Round @shareable { name: String radius: Int }
  type Ball implements Shape & Round & Coloured @shareable { name: String radius: Int colour: String }
  type Square implements Shape & Coloured @shareable { name: String colour: String }
`;
const owner = `
  type Query { drawing: Drawing }
  type Drawing @key(fields: "id") { id: ID! shape: Shape any: Any shapes: [[Shape!]!]! }
  ${shapes}
`;
const requiring = (fields: string, requires = '@requires') => `
  type Drawing @key(fields: "id") {
    id: ID! shape: Shape @external any: Any @external shapes: [[Shape!]!]! @external
    used: Int ${requires}(fields: "shape { __typename } any { __typename } shapes { __typename }")
    size: Int ${requires}(fields: "${fields}")
  }
  ${shapes}
`;
const withFields = (fields: string) => ({ a: owner, b: requiring(fields) });

/** Returns the required fields in the supergraph, in the usual format. */
function requiredOf(sdls: Readonly<Record<string, string>>): string {
  const [, fields = ''] = /requires: "([^"]*)"/.exec(fieldIn(composed(sdls), 'Drawing', 'size')) ?? [];
  return fields
    .replace(/\s*([{}]|\.\.\.)\s*/g, ' $1 ')
    .replace(/\s+/g, ' ')
    .trim();
}

test('a fragment on another interface composes, although the library rejects it', () => {
  const sdls = withFields('shape { ... on Round { radius } }');
  expect(byLibrary(sdls)).toContain('cannot satisfy @require conditions on field "Drawing.size"');
  expect(requiredOf(sdls)).toBe('shape { ... on Circle { radius } ... on Ball { radius } }');
});

test.each([
  ['any { ... on Round { radius } }', 'any { ... on Circle { radius } ... on Ball { radius } }'],
  [
    'shapes { ... on Round { radius } name }',
    'shapes { ... on Circle { radius } ... on Ball { radius } name }',
  ],
  ['shape { ... on Round { ... on Coloured { colour } } }', 'shape { ... on Ball { colour } }'],
  [
    'shape { ... on Round { ... on Shape { name } } }',
    'shape { ... on Circle { name } ... on Ball { name } }',
  ],
  ['shape { ... { ... on Round { radius } } }', 'shape { ... on Circle { radius } ... on Ball { radius } }'],
  ['shape { ... on Any { __typename } }', /Circle.*Ball.*Square/],
])('%s is expanded to its possible object types', (fields, required) => {
  expect(requiredOf(withFields(fields))).toEqual(
    typeof required === 'string' ? required : expect.stringMatching(required),
  );
});

test('a @requires that is imported under another name is expanded', () => {
  const link = `extend schema @link(
    url: "https://specs.apollo.dev/federation/v2.3"
    import: ["@key", "@shareable", "@external", { name: "@requires", as: "@needs" }]
  )`;
  const sdls = { a: owner, b: `${link} ${requiring('shape { ... on Round { radius } }', '@needs')}` };
  expect(requiredOf(sdls)).toBe('shape { ... on Circle { radius } ... on Ball { radius } }');
});

test.each([
  'shape { name }',
  'shape { ... on Circle { radius } }',
  'shape { ... on Unknown { radius } }',
  'shape { ... on Round { radius }',
  'shape { ... on ',
])('%s is not changed', (fields) => {
  const document = parse(requiring(fields));
  expect(expandRequires(document)).toBe(document);
});

test('fragments without possible object types are not changed and are rejected', () => {
  const fields = 'shape { ... on Empty { name } }';
  const sdls = { a: owner, b: `${requiring(fields)} interface Empty { name: String }` };
  expect(() => composed(sdls)).toThrow('cannot satisfy @require conditions on field "Drawing.size"');
});

test('an unknown field is rejected', () => {
  expect(() => composed(withFields('shape { ... on Round { nothing } }'))).toThrow(
    'Cannot query field "nothing" on type "Circle"',
  );
});
