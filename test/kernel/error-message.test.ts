import { messageOf } from '../../src/kernel/errors.ts';

test.each([
  ['an error without its class name', new TypeError('no such thing'), 'no such thing'],
  ['every error of an AggregateError without a message', new AggregateError([new Error('a'), 'b']), 'a, b'],
  ['a thrown value that is not an error', 'gone', 'gone'],
])('messageOf returns the message of %s', (_, error, message) => {
  expect(messageOf(error)).toBe(message);
});
