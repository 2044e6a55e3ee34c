import { parse } from 'graphql';
import { directiveNames } from '../../../src/gateway/composition/ast.ts';

const namesIn = (sdl: string) => [...directiveNames(parse(sdl), 'requires')];
const federation = 'url: "https://specs.apollo.dev/federation/v2.3"';

test.each([
  ['a directive without an import', 'type Query { a: Int }', []],
  [
    'a directive imported by its name',
    `extend schema @link(${federation}, import: ["@key", "@requires"])`,
    [],
  ],
  [
    'a directive imported under another name',
    `extend schema @link(${federation}, import: [{ name: "@key", as: "@id" }, { name: "@requires", as: "@needs" }])`,
    ['needs'],
  ],
  [
    'all directives imported under a prefix',
    `schema @link(${federation}, as: "fed") { query: Q }`,
    ['fed__requires'],
  ],
  [
    'a directive of another specification',
    'extend schema @link(url: "https://example.com/ours/v1.0", import: [{ name: "@requires", as: "@other" }])',
    [],
  ],
])('the names of %s are found', (_, sdl, more) => {
  expect(namesIn(sdl)).toEqual(['requires', 'federation__requires', ...more]);
});
