import { reasonOf } from '../../src/kernel/reason-of.ts';

test.each([
  ['its words alone', new TypeError('no such thing'), 'no such thing'],
  ['all of its words, where it stands for several', new AggregateError([new Error('a'), 'b']), 'a, b'],
  ['what was thrown in place of one', 'gone', 'gone'],
])('an error says %s', (_, error, reason) => {
  expect(reasonOf(error)).toBe(reason);
});
