import { readFileSync } from 'node:fs';
import { redactChat } from '../../../src/domains/transcripts/redact.ts';
import { harmlessPhrasings, secretPhrasings } from './redaction-corpus.ts';

const at = new Date(0);
const say = (...lines: readonly (readonly [side: 'INBOUND' | 'OUTBOUND', text: string])[]) =>
  redactChat({
    sessionId: 's',
    lines: lines.map(([direction, text]) => ({ member: direction, at, direction, text })),
  }).lines.map(({ text }) => text);
const alone = (text: string) => say(['OUTBOUND', text])[0];
const answer = (question: string, text: string) => say(['OUTBOUND', question], ['INBOUND', text])[1];

test.each([
  [
    'Your one-time code is: 128751. Please try it now.',
    'Your one-time code is: [redacted]. Please try it now.',
  ],
  ['128751 is your verification code', '[redacted] is your verification code'],
  ['Your PIN: 12 87 51', 'Your PIN: [redacted]'],
  ['OTP 4711-0815', 'OTP [redacted]'],
  ['The password is x7Kp!', 'The password is [redacted]!'],
  ['my user id is jcustomer1.', 'my user id is [redacted].'],
  ['User name: jane_doe, thanks', 'User name: [redacted], thanks'],
  ['My username is jane', 'My username is [redacted]'],
])('EF-112 %s', (text, expected) => {
  expect(alone(text)).toBe(expected);
});

test.each([
  ['What is your User Id?', 'jcustomer1', '[redacted]'],
  ['What is your User Id?', 'jane', '[redacted]'],
  ['Please enter the code that we have sent you', '128751', '[redacted]'],
  ['Which user name do you have?', 'sure, it’s jane.doe@example.com', 'sure, it’s [redacted]'],
  ['Your login name, please?', 'I think it is jane42 or jane_42', 'I think it is [redacted] or [redacted]'],
])('EF-112 to "%s" the answer "%s" is "%s"', (question, text, expected) => {
  expect(answer(question, text)).toBe(expected);
});

test.each([
  'Hi, can I get my password reset please?',
  'Ok. Password is reset.',
  'I see you are looking for a password reset. No problem.',
  'The code has expired, and the password is wrong',
  'Order 128751 will be there on 2019-05-01, for 49.99',
  'Call 5551232100 between 9 and 17',
  'No that’s it. Thanks.',
  '',
])('EF-111 EF-112 "%s" is left as it is', (text) => {
  expect(alone(text)).toBe(text);
});

test('EF-112 a line that refuses an answer is kept, and only the next lines count as answers', () => {
  expect(answer('What is your user id?', 'Sorry')).toBe('Sorry');
  expect(
    say(
      ['OUTBOUND', 'What is your user id?'],
      ['INBOUND', 'moment'],
      ['INBOUND', 'jane'],
      ['OUTBOUND', 'Thanks'],
      ['INBOUND', 'Perfect'],
      ['INBOUND', 'Bye'],
    ),
  ).toEqual(['What is your user id?', 'moment', '[redacted]', 'Thanks', 'Perfect', 'Bye']);
});

test('redaction is idempotent', () => {
  const texts = ['What is your user id?', 'jane42', 'Your code is: 128751.'];
  const once = say(['OUTBOUND', texts[0] ?? ''], ['INBOUND', texts[1] ?? ''], ['OUTBOUND', texts[2] ?? '']);
  expect(say(['OUTBOUND', once[0] ?? ''], ['INBOUND', once[1] ?? ''], ['OUTBOUND', once[2] ?? ''])).toEqual(
    once,
  );
});

test.each([
  ...['what ', 'code', '1 ', 'user id is ', 'is is: ', '1-', ' "', 'password:', 'what code', 'a!', '4111 '],
  ...['use a to log ', 'log in with ', 'code is a ', 'order number ', 'security code '],
])('EF-129 a long line of "%s" is read in little time', (piece) => {
  const text = piece.repeat(32_768 / piece.length);
  const began = performance.now();
  say(['OUTBOUND', 'What is your user id?'], ['INBOUND', text], ['OUTBOUND', text]);
  expect(performance.now() - began).toBeLessThan(2000);
});

/** Returns the lines of a phrasing after redaction, and its secrets. */
function redactedPhrasing(phrasing: string | readonly [string, string]) {
  const lines = typeof phrasing === 'string' ? [phrasing] : phrasing;
  const last = lines.at(-1) ?? '';
  const plain = lines.map((text) => text.replaceAll(/[[\]]/g, ''));
  const shown = say(
    ...plain.map((text, index) => [index === plain.length - 1 ? 'INBOUND' : 'OUTBOUND', text] as const),
  );
  return {
    original: plain.at(-1) ?? '',
    shown: shown.at(-1) ?? '',
    secrets: [...last.matchAll(/\[([^\]]+)\]/g)].map(([, secret]) => secret ?? ''),
  };
}

describe('EF-112 a corpus of phrasings', () => {
  const secrets = secretPhrasings
    .map(redactedPhrasing)
    .flatMap(({ secrets: all, shown }) => all.map((secret) => !shown.includes(secret)));
  const hidden = secrets.filter(Boolean).length;
  const changed = harmlessPhrasings.map(redactedPhrasing).filter(({ original, shown }) => shown !== original);

  test('has 60 phrasings with a secret and 60 without at least', () => {
    expect(secretPhrasings.length).toBeGreaterThanOrEqual(60);
    expect(harmlessPhrasings.length).toBeGreaterThanOrEqual(60);
  });

  test('at least 97 % of the secrets are hidden', () => {
    expect(hidden / secrets.length).toBeGreaterThanOrEqual(0.97);
  });

  test('at most 2 % of the lines without a secret are changed', () => {
    expect(changed.length / harmlessPhrasings.length).toBeLessThanOrEqual(0.02);
  });

  test('docs/feeds.md states the measured numbers', () => {
    const docs = readFileSync(new URL('../../../docs/feeds.md', import.meta.url), 'utf8').replaceAll(
      /\s+/g,
      ' ',
    );
    expect(docs).toContain(`hides ${hidden} of ${secrets.length} secrets`);
    expect(docs).toContain(`changes ${changed.length} of ${harmlessPhrasings.length} lines`);
  });
});
