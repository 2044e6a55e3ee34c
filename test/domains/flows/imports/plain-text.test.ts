import fc from 'fast-check';
import { asHtml, plainText } from '../../../../src/domains/flows/plain-text.ts';

test.each([
  ['styles', '<style>b { color: red }</style><b style="color:red">Hello</b>', 'Hello'],
  ['images', 'a<img src="x.png" alt="a tent">b', 'ab'],
  ['videos', '<video controls><source src="x.mp4">No video here</video>Watch', 'Watch'],
  ['scripts', '<script>alert(1)</script>Hello', 'Hello'],
  ['comments', '<!-- secret -->Hello', 'Hello'],
])('FLX-14 %s are removed', (_, html, text) => {
  expect(plainText(html)).toBe(text);
});

test.each([
  ['a link keeps only its text', '<a href="https://shop.northlight.example">our <b>shop</b></a>', 'our shop'],
  [
    'a heading keeps its capitalization',
    '<h1>Your order</h1><p>It is here.</p>',
    'Your order\n\nIt is here.',
  ],
  ['entities are decoded', 'salt &amp; pepper &#x1F525; &lt;3', 'salt & pepper 🔥 <3'],
  ['line breaks are kept', 'one<br>two', 'one\ntwo'],
  ['a list has bullets', '<ul><li>one</li><li>two</li></ul>', ' * one\n * two'],
  ['table cells are separated', '<table><tr><td>Tent</td><td>179</td></tr></table>', 'Tent 179'],
  ['HTML without visible text is empty', '<span style="x"><img src="y"></span>', ''],
])('FLX-14 %s', (_, html, text) => {
  expect(plainText(html)).toBe(text);
});

test('FLX-14 long lines are not broken', () => {
  const words = Array.from({ length: 100 }, (_, n) => `word${n}`).join(' ');
  expect(plainText(`<p>${words}</p>`)).toBe(words);
});

test.each(['a < b & c  d\n\n e', '', '  Hello\tyou ', '5 <3', 'AT& T', 'a <', '&'])(
  'a text without markup is unchanged: %j',
  (text) => {
    expect(plainText(text)).toBe(text);
  },
);

test('content that is nested too deep is omitted', () => {
  expect(plainText(`Hello ${'<b>'.repeat(100_000)}x`)).toBe('Hello');
});

test('any text survives the conversion to HTML and back', () => {
  const text = fc
    .array(
      fc.oneof(
        fc.constantFrom('<b>', '</b>', '&amp;', '&', '<', '<!--', ' ', '\n', '\u00a0', '<pre>', '</pre>'),
        fc.string({ unit: 'grapheme' }),
      ),
    )
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(text, (one) => {
      expect(plainText(asHtml(one))).toBe(one);
    }),
    { numRuns: 1000 },
  );
});
