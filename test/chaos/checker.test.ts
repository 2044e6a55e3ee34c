import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { check, readHistory } from './checker.ts';
import type { Invariant } from './checks/report.ts';
import { SyntheticHistory } from './synthetic-history.ts';

const found = (run: SyntheticHistory): Invariant[] =>
  [...new Set(check(run.lines).violations.map(({ invariant }) => invariant))].sort();
const without = <T>(list: readonly T[], one: T | undefined): T[] => list.filter((other) => other !== one);

test('a correct run has no violations, also after it is written to a file and read again', async () => {
  const { lines } = new SyntheticHistory();
  const verdict = check(lines);
  expect(verdict.violations).toEqual([]);
  expect(verdict.counts).toMatchObject({ info: 1, fail: 1, resumes: 3, faults: 1, reads: 2 });
  expect(verdict.faults).toEqual({ 'gateway killed': { count: 1, longestMs: 0 } });
  const directory = await mkdtemp(join(tmpdir(), 'switchboard-chaos-'));
  const path = join(directory, 'history.jsonl');
  await writeFile(path, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  expect(check(await readHistory(path))).toEqual(verdict);
  await rm(directory, { recursive: true });
});

/** Each seeded fault with the invariants that it violates. */
const seeded: readonly (readonly [
  fault: string,
  violated: readonly Invariant[],
  seed: (run: SyntheticHistory) => void,
])[] = [
  [
    'an acknowledged message that is missing',
    ['I1'],
    (run) => {
      const { seq } = run.event('late 4');
      run.final.pop();
      run.deliveries = run.deliveries.filter((one) => one.seq !== seq);
      run.reads = [];
    },
  ],
  [
    'an acknowledged message with other content',
    ['I1', 'I3'],
    (run) => {
      run.operations = run.operations.map((one) =>
        one.key === 'late 3' ? { ...one, bodyHash: 'other' } : one,
      );
    },
  ],
  ['an ignored key', ['I2'], addAgain],
  [
    'an ignored key whose retry has another answer',
    ['I2', 'I5'],
    (run) => {
      const { eventId } = addAgain(run);
      run.operations.push({ ...run.operation('late 4'), m0: 90, m1: 95, eventId });
    },
  ],
  [
    'a message that nobody sent',
    ['I3'],
    (run) => {
      run.operations = run.operations.filter(({ key }) => key !== 'late 2');
    },
  ],
  [
    'a message that was delivered before it was sent',
    ['I3'],
    (run) => {
      run.change('deliveries', run.delivery('desk 2', run.event('late 2').seq), { m: 5 });
    },
  ],
  [
    'a refused message that is stored',
    ['I4'],
    (run) => {
      run.operations = run.operations.map((one) =>
        one.key === 'late 3' ? { ...one, out: 'fail', eventId: null } : one,
      );
    },
  ],
  [
    'a key that was accepted with two contents',
    ['I1', 'I5'],
    (run) => {
      run.operations.push({ ...run.operation('late 4'), bodyHash: 'other' });
    },
  ],
  [
    'a missing sequence number',
    ['I6'],
    (run) => {
      run.others = run.others.filter((line) => !(line.t === 'log' && line.seq === 5));
    },
  ],
  [
    'a repeated sequence number',
    ['I6'],
    (run) => {
      run.others.push({ t: 'log', conv: 'c', seq: 5, facts: 1 });
    },
  ],
  [
    'an epoch that changed',
    ['I6'],
    (run) => {
      run.change('final', run.event('late 4'), { epoch: 'f' });
    },
  ],
  [
    'a time before that of the preceding event',
    ['I6'],
    (run) => {
      run.change('final', run.event('late 2'), { at: 3 });
    },
  ],
  [
    'an order that contradicts real time',
    ['I7'],
    (run) => {
      const { eventId } = run.event('late 4');
      run.change('operations', run.operations[0], { eventId });
    },
  ],
  [
    'a repeated event',
    ['I8', 'I9'],
    (run) => {
      run.deliveries.push(run.delivery('desk 2', run.event('late 2').seq));
    },
  ],
  [
    'an event repeated after a resume',
    ['I9'],
    (run) => {
      run.deliveries.unshift({ ...run.delivery('desk 1', 4), subId: 'desk 2' });
    },
  ],
  [
    'a skipped event',
    ['I10'],
    (run) => {
      run.deliveries = without(run.deliveries, run.delivery('desk 2', run.event('late 2').seq));
    },
  ],
  [
    'an event skipped at a resume',
    ['I10'],
    (run) => {
      run.deliveries = without(run.deliveries, run.delivery('phone 2', run.event('early 3').seq));
    },
  ],
  [
    'a lost history that was not lost',
    ['I10'],
    (run) => {
      run.others = run.others.map((line) =>
        line.t === 'end' && line.subId === 'desk 1' ? { ...line, reason: 'history lost' } : line,
      );
    },
  ],
  [
    'a last event that is never delivered',
    ['I11'],
    (run) => {
      run.deliveries = without(run.deliveries, run.delivery('desk 2', run.event('late 4').seq));
    },
  ],
  [
    'an event delivered with other content',
    ['I12'],
    (run) => {
      run.change('deliveries', run.delivery('phone 2', run.event('late 2').seq), { bodyHash: 'other' });
    },
  ],
  [
    'a delivered event that was rolled back',
    ['I13'],
    (run) => {
      const last = run.delivery('desk 2', run.event('late 4').seq);
      run.deliveries.push({ ...last, seq: last.seq + 1, eventId: 'rolled back' });
    },
  ],
  [
    'a read that misses an acknowledged message',
    ['I14'],
    (run) => {
      run.change('reads', run.reads[1], {
        events: run.reads[1]?.events?.slice(0, -1) ?? [],
        principal: 'tom',
      });
    },
  ],
  [
    'a read that returns to an earlier state',
    ['I14'],
    (run) => {
      const late = run.operation('late 4');
      run.change('operations', late, { out: 'info', aborted: true, eventId: null });
      run.change('reads', run.reads[1], { events: run.reads[1]?.events?.slice(0, -1) ?? [] });
    },
  ],
  [
    'a read with a gap',
    ['I14'],
    (run) => {
      run.change('reads', run.reads[0], { events: run.reads[0]?.events?.toSpliced(2, 1) ?? [] });
    },
  ],
  [
    'a read that shows a message before it was sent',
    ['I3', 'I14'],
    (run) => {
      run.change('reads', run.reads[0], { m0: 1, m1: 2 });
    },
  ],
  [
    'an operation on an interaction of another tenant',
    ['I15'],
    (run) => {
      run.operations.push({ ...run.operation('late 4'), tenant: 'two', marks: [], key: 'x', eventId: null });
    },
  ],
  [
    'a read of an interaction of another tenant',
    ['I15'],
    (run) => {
      run.change('reads', run.reads[0], { tenant: 'two', marks: [] });
    },
  ],
  [
    'a delivery to a subscriber of another tenant',
    ['I15'],
    (run) => {
      run.others = run.others.map((line) =>
        line.t === 'sub' && line.subId === 'desk 2' ? { ...line, tenant: 'two' } : line,
      );
      run.deliveries = run.deliveries.map((one) => (one.subId === 'desk 2' ? { ...one, marks: [] } : one));
    },
  ],
  [
    'a text of another tenant in an error',
    ['I15'],
    (run) => {
      run.change(
        'operations',
        run.operations.find(({ out }) => out === 'fail'),
        { marks: ['two'] },
      );
    },
  ],
  [
    'a delivery after leaving',
    ['I16'],
    (run) => {
      run.deliveries.push({ ...run.delivery('desk 2', run.event('late 1').seq), subId: 'bob 2' });
    },
  ],
  [
    'a delivery before joining',
    ['I16'],
    (run) => {
      run.change('deliveries', run.delivery('bob 1', 1), { m: 1 });
    },
  ],
  [
    'a message between agents that reaches a customer',
    ['I16'],
    (run) => {
      revealToCustomer(run, 'psst');
    },
  ],
  [
    'an owner that reaches a customer',
    ['I16'],
    (run) => {
      revealToCustomer(run, 'OwnerChanged');
    },
  ],
  [
    'a delivery after the end of the token',
    ['I17'],
    (run) => {
      run.others = run.others.map((line) =>
        line.t === 'sub' && line.subId === 'phone 2' ? { ...line, tokenEnds: -2000 } : line,
      );
    },
  ],
  [
    'an operation with an expired token',
    ['I17'],
    (run) => {
      run.change('operations', run.operation('late 1'), { tokenEnds: -2000 });
    },
  ],
  [
    'a read with an expired token',
    ['I17'],
    (run) => {
      run.change('reads', run.reads[0], { tokenEnds: -2000 });
    },
  ],
  [
    'a status that may not follow',
    ['I18'],
    (run) => {
      run.change(
        'final',
        run.final.find(({ status }) => status === 'QUEUED'),
        { status: 'WRAP' },
      );
    },
  ],
  [
    'a message of a participant who has left',
    ['I18'],
    (run) => {
      const { seq } = run.event('late 1');
      run.change('final', run.event('late 1'), { actor: 'bob' });
      run.change('operations', run.operation('late 1'), { principal: 'bob' });
      run.deliveries = run.deliveries.map((one) => (one.seq === seq ? { ...one, actor: 'bob' } : one));
    },
  ],
  [
    'a query that shows another status than the events',
    ['I18'],
    (run) => {
      run.change('states', run.states[0], { status: 'WRAP' });
    },
  ],
  [
    'a query that shows a participant who has left',
    ['I18'],
    (run) => {
      run.change('states', run.states[0], { present: ['ann', 'ada', 'bob'] });
    },
  ],
  [
    'an offer that was accepted twice',
    ['I18'],
    (run) => {
      const accept = run.operations.find(({ f }) => f === 'acceptInteraction');
      if (accept !== undefined) run.operations.push({ ...accept, key: 'second' });
    },
  ],
  [
    'changes of an agent in another order',
    ['I19'],
    (run) => {
      run.changes.reverse();
    },
  ],
  [
    'a change that the agent did not make',
    ['I19'],
    (run) => {
      run.changes.push({ t: 'change', m: 900, client: 'board', agent: 'max', version: 9 });
    },
  ],
  [
    'unknown outcomes outside faults',
    ['I20'],
    (run) => {
      run.operations.push({ ...run.operation('late 4'), m0: 20_000, m1: 20_001, out: 'info', eventId: null });
    },
  ],
  [
    'a request that stays open',
    ['I20'],
    (run) => {
      run.change('operations', run.operation('late 4'), { m1: run.operation('late 4').m0 + 16_000 });
      run.reads = [];
    },
  ],
  [
    'a slow delivery outside faults',
    ['I20'],
    (run) => {
      run.operations = run.operations.map((one) => ({ ...one, m0: one.m0 + 20_000, m1: one.m1 + 20_000 }));
      run.deliveries = run.deliveries.map((one) => ({ ...one, m: one.m + 21_000 }));
      run.reads = [];
    },
  ],
  [
    'a connection that stays open after its client left',
    ['I21'],
    (run) => {
      run.resources.push({
        t: 'resource',
        owner: 'gateway 1',
        name: 'websockets_open',
        value: 1,
        expected: 0,
      });
    },
  ],
  [
    'typing that never ends',
    ['I22'],
    (run) => {
      run.typed.pop();
    },
  ],
  [
    'typing of a participant who never joined',
    ['I22'],
    (run) => {
      run.typed.push({ t: 'typed', m: 900, subId: 'typing 1', conv: 'c', by: 'eve', active: false });
    },
  ],
];

test.each(seeded)('the checker finds a seeded fault: %s', (_, violated, seed) => {
  const run = new SyntheticHistory();
  seed(run);
  expect(found(run)).toEqual([...violated].sort());
});

test('each invariant has a seeded fault', () => {
  const all = Array.from({ length: 22 }, (_, index) => `I${index + 1}`);
  expect(all.filter((name) => seeded.every(([, violated]) => !violated.includes(name as Invariant)))).toEqual(
    [],
  );
});

test('an attempt may have taken effect long before the last response', () => {
  const run = new SyntheticHistory();
  run.operations = run.operations.flatMap((one) =>
    one.key === 'early 1'
      ? [
          { ...one, out: 'info' as const, eventId: null, aborted: true },
          { ...one, m0: 90, m1: 91 },
        ]
      : [one],
  );
  expect(found(run)).toEqual([]);
});

test('the longest time without an acknowledged write is measured for each kind of fault', () => {
  const run = new SyntheticHistory();
  const last = run.operation('late 4');
  run.others.push({ t: 'nem', m: 10_000, fault: 'primary killed', target: 'one', phase: 'begin' });
  run.others.push({ t: 'nem', m: 12_000, fault: 'primary killed', target: 'one', phase: 'end' });
  for (const m of [9000, 13_500])
    run.operations.push({ ...last, m0: m - 1, m1: m, key: `at ${m}`, bodyHash: null, eventId: last.eventId });
  expect(check(run.lines).faults['primary killed']).toEqual({ count: 1, longestMs: 4500 });
});

test('a run without progress is a violation', () => {
  expect(check([]).violations.map(({ invariant }) => invariant)).toEqual(
    Array.from({ length: 5 }, () => 'progress'),
  );
  const unknown = new SyntheticHistory();
  unknown.operations = unknown.operations.map((one) =>
    one.f === 'sendMessage' ? { ...one, out: 'info', eventId: null } : one,
  );
  expect(found(unknown)).toContain('progress');
});

/** Adds a second event of the same key, with its deliveries. */
function addAgain(run: SyntheticHistory) {
  const seq = run.final.length + 1;
  const again = { ...run.event('late 4'), seq, at: seq, eventId: `e${seq}` };
  run.final.push(again);
  run.others.push({ t: 'log', conv: 'c', seq, facts: 1 });
  for (const subId of ['desk 2', 'phone 2'])
    run.deliveries.push({ ...run.delivery(subId, seq - 1), seq, eventId: again.eventId });
  return again;
}

function revealToCustomer(run: SyntheticHistory, name: string): void {
  const seq = run.final.find(({ key, type }) => key === name || type === name)?.seq ?? 0;
  const source = run.deliveries.find((one) => one.subId.startsWith('desk') && one.seq === seq);
  const after = run.deliveries.findIndex((one) => one.subId.startsWith('phone') && one.seq > seq);
  if (source === undefined) throw new Error('The event was not delivered to staff.');
  run.deliveries.splice(after, 0, { ...source, subId: run.deliveries[after]?.subId ?? '' });
}
