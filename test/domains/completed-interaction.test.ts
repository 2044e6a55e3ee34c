import { transcriptIdOf } from '../../src/domains/shared/completed-interaction.ts';
import { conversationOf } from '../../src/domains/shared/completed-interaction.ts';
import { completedInteraction, messageAt } from '../fixtures/completed-interaction.ts';

const conversation = (count: number, text: string) =>
  conversationOf(
    completedInteraction('i', {
      messages: Array.from({ length: count }, (_, n) => messageAt(n, 'p1', text)),
    }),
  );

test('each message has its sender, and none if the participant is unknown', () => {
  const { lines, isWhole } = conversationOf(
    completedInteraction('i', { messages: [messageAt(1, 'p1', 'a'), messageAt(2, 'p9', 'b')] }),
  );
  expect(isWhole).toBe(true);
  expect(lines.map(({ sender }) => sender?.nickname)).toEqual(['Joe', undefined]);
});

test('a record holds 10,000 messages, and is marked as partial if there were more', () => {
  expect(conversation(10_000, '')).toMatchObject({ isWhole: true, lines: { length: 10_000 } });
  expect(conversation(10_001, '')).toMatchObject({ isWhole: false, lines: { length: 10_000 } });
});

test('a record holds 4 MiB of text, counted in bytes: more would not fit into a document', () => {
  const text = 'ü'.repeat(16_384); // 32 KiB
  expect(conversation(128, text)).toMatchObject({ isWhole: true, lines: { length: 128 } });
  expect(conversation(500, text)).toMatchObject({ isWhole: false, lines: { length: 128 } });
});

test('TR-18 the id of a transcript has 24 hexadecimal digits and follows from that of its interaction', () => {
  expect(transcriptIdOf('a')).toMatch(/^[0-9a-f]{24}$/);
  expect(transcriptIdOf('a')).toBe(transcriptIdOf('a'));
  expect(transcriptIdOf('a')).not.toBe(transcriptIdOf('b'));
});
