import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { check, readHistory } from './checker.ts';
import type { Limits } from './checks/liveness.ts';
import type { Invariant } from './checks/report.ts';
import type { Line } from './history.ts';
import type { FaultName } from './nemesis.ts';
import { runChaos } from './run.ts';

/** The short faults of `npm run chaos`: a mongod or a gateway ends suddenly, or leaves in order. */
const faults: readonly FaultName[] = [
  'primary killed',
  'primary stepped down',
  'gateway killed',
  'gateway drained',
];
/** Other tests run at the same time, so only long delays are a fault. */
const limits: Limits = {
  recoveryMs: 10_000,
  unknownShare: 0.1,
  deliveryMs: 10_000,
  openMs: 30_000,
  succeededShare: 0.5,
};

let lines: Line[] = [];
beforeAll(async () => {
  const directory = process.env.SWITCHBOARD_TEST_DIRECTORY ?? tmpdir();
  const historyPath = join(await mkdtemp(join(directory, 'chaos-')), 'history.jsonl');
  await runChaos({
    seconds: 0,
    gateways: 2,
    skewSeconds: 40,
    faults,
    holdMs: () => 1000,
    calmMs: 300,
    historyPath,
  });
  lines = await readHistory(historyPath);
}, 150_000);

const found = (changed: readonly Line[]): Invariant[] => [
  ...new Set(check(changed, limits).violations.map(({ invariant }) => invariant)),
];

test('CH-43 CH-49 no event is lost, repeated, out of order, or delivered without authorization while mongods and gateways fail', () => {
  const { violations, counts } = check(lines, limits);
  expect(violations).toEqual([]);
  expect(counts.faults).toBe(faults.length);
  const sentAway = lines.filter((line) => line.t === 'end' && line.reason === 'forbidden');
  expect(sentAway.length).toBeGreaterThan(0);
});

test('a missing or repeated delivery in the same history is detected', () => {
  const positions = lines.flatMap((line, position) =>
    line.t === 'evt' && line.subId.startsWith('chaos sue') ? [position] : [],
  );
  const position = positions[Math.floor(positions.length / 2)] ?? 0;
  expect(found(lines.toSpliced(position, 1))).toEqual(['I10']);
  const [again] = lines.slice(position, position + 1);
  if (again !== undefined) expect(found(lines.toSpliced(position, 0, again))).toEqual(['I8', 'I9']);
});

test('a repeated effect of one key, or an event delivered to an agent before it joined, is detected in the same history', () => {
  const message = lines.findLast((line) => line.t === 'final' && line.key !== null);
  const guest = lines.findLast(
    (line) => line.t === 'sub' && line.role === 'agent' && line.principal !== 'ada',
  );
  if (message?.t !== 'final' || guest?.t !== 'sub')
    throw new Error('The run has no message with a key, or no subscription of a guest.');
  expect(found([...lines, { ...message, seq: message.seq + 0.5, eventId: 'another' }])).toContain('I2');
  const event = lines.findLast((line) => line.t === 'evt' && line.conv === guest.conv);
  if (event?.t !== 'evt') throw new Error('The guest’s interaction has no delivered event.');
  expect(found([...lines, { ...event, subId: guest.subId, m: 0 }])).toContain('I16');
});
