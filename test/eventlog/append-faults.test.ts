import { randomUUID } from 'node:crypto';
import { openProcess, type Process } from './open-process.ts';

let process: Process;
beforeAll(async () => {
  process = await openProcess(import.meta.url);
});
afterAll(async () => {
  await process.storage.close();
});

test('an append with too many or no facts fails, and the appends of the same insert succeed', async () => {
  const stream = randomUUID();
  const append = (count: number) =>
    process.streams.appender.append('acme', stream, {
      by: 'somebody',
      key: randomUUID(),
      hash: '',
      isRepeatable: false,
      decide: () => ({ facts: Array.from({ length: count }, () => ({ type: 'note' })), changes: true }),
    });
  // The first append is inserted alone. The others are queued and inserted together.
  const outcomes = await Promise.allSettled([append(1), append(1), append(17), append(0), append(1)]);
  expect(outcomes.map(({ status }) => status)).toEqual([
    'fulfilled',
    'fulfilled',
    'rejected',
    'rejected',
    'fulfilled',
  ]);
});
