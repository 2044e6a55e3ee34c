import { parse } from 'graphql';
import { directiveNames } from '../../../src/gateway/composition/directive-names.ts';

const namesIn = (sdl: string) => [...directiveNames(parse(sdl), 'requires')];
const federation = 'url: "https://specs.apollo.dev/federation/v2.3"';

test.each([
  ['nothing is imported', 'type Query { a: Int }', []],
  ['it is imported by its name', `extend schema @link(${federation}, import: ["@key", "@requires"])`, []],
  [
    'it is imported under another',
    `extend schema @link(${federation}, import: [{ name: "@key", as: "@id" }, { name: "@requires", as: "@needs" }])`,
    ['needs'],
  ],
  [
    'all are imported under a prefix',
    `schema @link(${federation}, as: "fed") { query: Q }`,
    ['fed__requires'],
  ],
  [
    'something else is imported under its name',
    'extend schema @link(url: "https://example.com/ours/v1.0", import: [{ name: "@requires", as: "@other" }])',
    [],
  ],
])('%s', (_, sdl, more) => {
  expect(namesIn(sdl)).toEqual(['requires', 'federation__requires', ...more]);
});
