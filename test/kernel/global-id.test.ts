import fc from 'fast-check';
import { checkedId, naturalIdOf, parseGlobalId, toGlobalId } from '../../src/kernel/global-id.ts';

const typeName = fc.stringMatching(/^[A-Z][A-Za-z0-9]{0,20}$/);
const naturalId = fc.string({ unit: 'grapheme' });

test('a global id is parsed into its type and its natural id', () => {
  fc.assert(
    fc.property(typeName, naturalId, (type, id) => {
      const globalId = toGlobalId(type, id);
      expect(globalId).toMatch(/^[A-Za-z0-9_-]+$/);
      expect(parseGlobalId(globalId)).toEqual({ type, naturalId: id });
    }),
  );
});

test('an entity has exactly one global id: every other encoding is invalid', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.base64String(),
        fc.tuple(typeName, naturalId).map(([type, id]) => btoa(encodeURI(`${type}:${id}`))),
      ),
      (text) => {
        const parsed = parseGlobalId(text);
        if (parsed !== undefined) expect(toGlobalId(parsed.type, parsed.naturalId)).toBe(text);
      },
    ),
  );
  fc.assert(
    fc.property(typeName, naturalId, fc.constantFrom('=', '==', ' ', '\n', '.', 'A'), (type, id, more) => {
      const globalId = toGlobalId(type, id);
      for (const other of [`${globalId}${more}`, `${more}${globalId}`]) {
        const parsed = parseGlobalId(other);
        expect(parsed === undefined || toGlobalId(parsed.type, parsed.naturalId) === other).toBe(true);
        expect(parsed).not.toEqual({ type, naturalId: id });
      }
    }),
  );
});

test.each([
  ['with padding', `${toGlobalId('Agent', 'a')}=`],
  ['in the standard base64 alphabet', Buffer.from('Agent:??>').toString('base64')],
  ['without a type', Buffer.from(':a').toString('base64url')],
  ['without a colon', Buffer.from('Agent').toString('base64url')],
  ['of a type in lower case', Buffer.from('agent:a').toString('base64url')],
  ['of bytes that are not UTF-8', Buffer.from([65, 58, 0xff]).toString('base64url')],
  ['empty', ''],
])('an id %s is not a global id', (_, id) => {
  expect(parseGlobalId(id)).toBeUndefined();
});

test('an argument accepts global ids of its own type, and any other string counts as a natural id', () => {
  expect(naturalIdOf('Agent', toGlobalId('Agent', 'ann:b'))).toBe('ann:b');
  expect(naturalIdOf('Agent', toGlobalId('Engagement', 'ann'))).toBe(toGlobalId('Engagement', 'ann'));
  expect(naturalIdOf('Agent', 'ann')).toBe('ann');
});

test('an id that is empty or too long is rejected with the name of the field', () => {
  expect(checkedId('input.id', 'x'.repeat(512))).toHaveLength(512);
  for (const id of ['', 'x'.repeat(513)])
    expect(() => checkedId('input.id', id)).toThrow(
      expect.objectContaining({
        code: 'BAD_USER_INPUT',
        details: expect.objectContaining({ field: 'input.id' }) as object,
      }) as Error,
    );
});
