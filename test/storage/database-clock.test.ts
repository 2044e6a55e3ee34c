import type { Clock } from '../../src/kernel/clock.ts';
import { betterOf, createDatabaseClock } from '../../src/storage/database-clock.ts';
import { createStorage } from '../../src/storage/index.ts';
import { testDatabase } from '../support/mongo.ts';
import { collectingLogger } from '../support/server.ts';

/** The clock of a database in real time 0 of these tests. */
const start = Date.UTC(2026, 0, 1);

/** A process and a database, with clocks that the test sets and answers that take as long as the test says. */
function openClock({ hostAheadMs = 0 } = {}) {
  const world = { ms: 0, databaseAheadMs: 0, hostAheadMs, requestMs: 1, answerMs: 1, isDown: false };
  const host: Clock = { now: () => new Date(start + world.ms + world.hostAheadMs) };
  const log = collectingLogger();
  const clock = createDatabaseClock({
    read: () => {
      if (world.isDown) return Promise.reject(new Error('down'));
      world.ms += world.requestMs;
      const sent = new Date(start + world.ms + world.databaseAheadMs);
      world.ms += world.answerMs;
      return Promise.resolve(sent);
    },
    host,
    monotonic: () => 1_000_000 + world.ms,
    log,
  });
  /** How far the clock is ahead of the database's, in milliseconds. */
  const errorMs = () => clock.now().getTime() - (start + world.ms + world.databaseAheadMs);
  return { world, clock, log, errorMs };
}

test.each([600_000, 40_000, -40_000, -600_000])(
  'a host whose clock is wrong by %i ms has the database’s time, and knows the difference',
  async (hostAheadMs) => {
    const { world, clock, errorMs } = openClock({ hostAheadMs });
    expect(clock.offsetMs).toBeUndefined();
    await clock.measure();
    world.ms += 60_000;
    expect(Math.abs(errorMs())).toBeLessThanOrEqual(1);
    expect(Math.abs((clock.offsetMs ?? 0) - hostAheadMs)).toBeLessThanOrEqual(1);
  },
);

test('a slow answer does not change the time, whichever way was slow', async () => {
  const { world, clock, errorMs } = openClock();
  await clock.measure();
  for (const slow of [{ requestMs: 3000 }, { answerMs: 3000 }]) {
    Object.assign(world, { requestMs: 1, answerMs: 1, ...slow });
    await clock.measure();
    expect(Math.abs(errorMs())).toBeLessThanOrEqual(2);
  }
});

test('an accurate answer replaces a first answer that was slow', async () => {
  const { world, clock, errorMs } = openClock();
  world.answerMs = 800;
  await clock.measure();
  expect(Math.abs(errorMs())).toBeGreaterThan(300);
  world.answerMs = 1;
  await clock.measure();
  expect(Math.abs(errorMs())).toBeLessThanOrEqual(1);
});

test('a database whose clock was set is followed with the next answer, also if that is slow', async () => {
  const { world, clock, errorMs } = openClock();
  await clock.measure();
  Object.assign(world, { databaseAheadMs: 90_000, answerMs: 500 });
  await clock.measure();
  expect(Math.abs(errorMs())).toBeLessThanOrEqual(500);
  Object.assign(world, { databaseAheadMs: -90_000, answerMs: 1 });
  await clock.measure();
  expect(Math.abs(errorMs())).toBeLessThanOrEqual(1);
});

test('the time goes on evenly while the database is down and the host’s clock is set', async () => {
  const { world, clock, errorMs } = openClock();
  await clock.measure();
  world.isDown = true;
  world.hostAheadMs = -3_600_000;
  world.ms += 60_000;
  await clock.measure();
  expect(Math.abs(errorMs())).toBeLessThanOrEqual(1);
});

test('an old measurement is replaced by a newer one that is almost as accurate, because clocks drift apart', () => {
  const measured = (at: number, errorMs: number) => ({ differenceMs: 0, errorMs, at });
  expect(betterOf(measured(0, 1), measured(5000, 5)).at).toBe(0);
  expect(betterOf(measured(0, 1), measured(60_000, 5)).at).toBe(60_000);
});

test('a difference of more than two seconds is logged once, and its end too', async () => {
  const { world, clock, log } = openClock({ hostAheadMs: -2500 });
  await clock.measure();
  await clock.measure();
  world.hostAheadMs = 100;
  await clock.measure();
  await clock.measure();
  expect(log.lines.map(({ level, message }) => [level, message])).toEqual([
    ['warn', expect.stringMatching(/^The clock of this host is 2\.5 s behind the clock of the database\./)],
    ['info', expect.stringContaining('agrees')],
  ]);
});

test('the first command is sent with the database’s time, although the database was not reached before', async () => {
  const { uri, name } = testDatabase(import.meta.url);
  const storage = createStorage({ uri, database: name, timeoutMs: 10_000 });
  try {
    expect(storage.clock.offsetMs).toBeUndefined();
    await storage.answers();
    expect(Math.abs(storage.clock.offsetMs ?? Infinity)).toBeLessThan(1000);
  } finally {
    await storage.close();
  }
});
