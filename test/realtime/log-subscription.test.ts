import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { lastSeq, type LogRecord } from '../../src/eventlog/index.ts';
import { LogSubscriptions, type ChangeStream, type LogEvent } from '../../src/realtime/index.ts';
import { openProcess, type Notes, type Process } from '../eventlog/open-process.ts';
import { until } from '../support/until.ts';

let writer: Process;
let reader: Process;
let followers: LogSubscriptions<Notes>;
let reopen: () => void = () => undefined;

/** The change stream of a process whose hints the test gives itself. */
const byHand: ChangeStream = {
  live: true,
  start: () => undefined,
  stop: () => Promise.resolve(),
  signal: () => Promise.resolve(),
  onSignal: () => () => undefined,
  onReopened(listener) {
    reopen = listener;
    return () => undefined;
  },
};

beforeAll(async () => {
  writer = await openProcess(import.meta.url);
  reader = await openProcess(import.meta.url);
  followers = new LogSubscriptions(reader.log, reader.streams.heads, byHand);
});
afterAll(async () => {
  await writer.storage.close();
  await reader.storage.close();
});

async function write(stream: string, count: number, facts = 1): Promise<LogRecord[]> {
  const outcomes = await Promise.all(
    Array.from({ length: count }, (_, index) =>
      writer.streams.appender.append('acme', stream, {
        by: 'somebody',
        key: randomUUID(),
        hash: '',
        isRepeatable: false,
        decide: () => ({
          facts: Array.from({ length: facts }, () => ({ type: 'note', text: String(index) })),
          changes: true,
        }),
      }),
    ),
  );
  return outcomes.flatMap((outcome) => ('record' in outcome ? [outcome.record] : []));
}

function follow(stream: string, after: number, options: { takes?: () => boolean } = {}) {
  const taken: LogEvent<Notes>[] = [];
  const failed: string[] = [];
  const following = followers.subscribe('acme', stream, after, {
    get ready() {
      return options.takes?.() ?? true;
    },
    take(entry) {
      taken.push(entry);
      return true;
    },
    fail: ({ code }) => {
      failed.push(code);
    },
  });
  return { taken, failed, ...following, numbers: () => taken.map(({ seq }) => seq) };
}
const upTo = (last: number, after = 0) =>
  Array.from({ length: last - after }, (_, index) => after + 1 + index);

test('lost, doubled and reordered hints: every follower gets everything once and in order', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.record({ facts: fc.integer({ min: 1, max: 4 }), hints: fc.array(fc.nat(20), { maxLength: 4 }) }),
        {
          minLength: 1,
          maxLength: 12,
        },
      ),
      fc.nat(20),
      async (steps, start) => {
        const stream = randomUUID();
        const [first] = await write(stream, 1, 3);
        const after = start % 4;
        const all = [follow(stream, after), follow(stream, 0)];
        const written = first === undefined ? [] : [first];
        for (const { facts, hints } of steps) {
          written.push(...(await write(stream, 1, facts)));
          for (const hint of hints) {
            const record = written[hint % written.length];
            if (record !== undefined) reader.log.hint(record);
          }
        }
        const [last] = await write(stream, 1);
        if (last === undefined) throw new Error('Nothing was written.');
        reader.log.hint(last);
        const end = lastSeq(last);
        for (const follower of all) await until(() => follower.numbers().at(-1) === end);
        expect(all[0]?.numbers()).toEqual(upTo(end, after));
        expect(all[1]?.numbers()).toEqual(upTo(end));
        for (const follower of all) follower.close();
      },
    ),
    { numRuns: 40 },
  );
});

test('what no hint told of is found when the change stream is open again', async () => {
  const stream = randomUUID();
  await write(stream, 3);
  const follower = follow(stream, 3);
  for (const record of await write(stream, 1)) reader.log.hint(record);
  await until(() => follower.taken.length === 1);
  await write(stream, 300);
  reopen();
  await until(() => follower.taken.length === 301);
  expect(follower.numbers()).toEqual(upTo(304, 3));
  follower.close();
});

test('who cannot take more keeps its place, and goes on from the log', async () => {
  const stream = randomUUID();
  let takes = true;
  const slow = follow(stream, 0, { takes: () => takes });
  const quick = follow(stream, 0);
  for (const record of await write(stream, 10, 2)) reader.log.hint(record);
  await until(() => slow.taken.length === 20);
  takes = false;
  for (const record of await write(stream, 450, 2)) reader.log.hint(record);
  await until(() => quick.taken.length === 920);
  expect(slow.taken).toHaveLength(20);
  takes = true;
  slow.resume();
  await until(() => slow.taken.length === 920);
  expect(slow.numbers()).toEqual(upTo(920));
  expect(slow.failed).toEqual([]);
  slow.close();
  quick.close();
});

test('who falls more than a thousand behind is told to come back', async () => {
  const stream = randomUUID();
  let takes = true;
  const slow = follow(stream, 0, { takes: () => takes });
  for (const record of await write(stream, 1)) reader.log.hint(record);
  await until(() => slow.taken.length === 1);
  takes = false;
  for (const record of await write(stream, 1002)) reader.log.hint(record);
  await until(() => slow.failed.length > 0);
  expect(slow.failed).toEqual(['SLOW_CONSUMER']);
  const back = follow(stream, slow.taken.at(-1)?.seq ?? 0);
  await until(() => back.taken.length === 1002);
  expect(back.numbers()).toEqual(upTo(1003, 1));
  back.close();
});

test('a history that is longer than what is kept at hand is read in pieces, and nothing is left open', async () => {
  const stream = randomUUID();
  await write(stream, 1500);
  const all = [0, 700, 1499].map((after) => ({ after, follower: follow(stream, after) }));
  for (const { after, follower } of all) {
    await until(() => follower.taken.length === 1500 - after);
    expect(follower.numbers()).toEqual(upTo(1500, after));
  }
  const before = followers.count;
  for (const { follower } of all) {
    follower.close();
    follower.close();
  }
  expect(followers.count).toBe(before - 3);
});
