import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { check, readHistory, type Invariant } from './checker.ts';
import { SyntheticHistory } from './synthetic-history.ts';

const found = (run: SyntheticHistory): Invariant[] => [
  ...new Set(check(run.lines).violations.map(({ invariant }) => invariant)),
];
const without = <T>(list: readonly T[], one: T): T[] => list.filter((other) => other !== one);

test('a correct run has no violations, also after it is written to a file and read again', async () => {
  const { lines } = new SyntheticHistory();
  const { violations, counts } = check(lines);
  expect(violations).toEqual([]);
  expect(counts).toMatchObject({ info: 1, resumes: 3, faults: 1 });
  const directory = await mkdtemp(join(tmpdir(), 'switchboard-chaos-'));
  const path = join(directory, 'history.jsonl');
  await writeFile(path, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  expect(check(await readHistory(path))).toEqual({ violations, counts });
  await rm(directory, { recursive: true });
});

describe('seeded faults', () => {
  test('a skipped event violates I10', () => {
    const run = new SyntheticHistory();
    run.deliveries = without(run.deliveries, run.delivery('desk 2', run.event('late 2').seq));
    expect(found(run)).toEqual(['I10']);
  });

  test('an event skipped at a resume violates I10', () => {
    const run = new SyntheticHistory();
    run.deliveries = without(run.deliveries, run.delivery('phone 2', run.event('early 3').seq));
    expect(found(run)).toEqual(['I10']);
  });

  test('a last event that is never delivered violates I11', () => {
    const run = new SyntheticHistory();
    run.deliveries = without(run.deliveries, run.delivery('desk 2', run.event('late 4').seq));
    expect(found(run)).toEqual(['I11']);
  });

  test('a repeated event violates I8 and I9', () => {
    const run = new SyntheticHistory();
    run.deliveries.push(run.delivery('desk 2', run.event('late 2').seq));
    expect(found(run)).toEqual(['I8', 'I9']);
  });

  test('an event repeated after a resume violates I9', () => {
    const run = new SyntheticHistory();
    run.deliveries.unshift({ ...run.delivery('desk 1', 4), subId: 'desk 2' });
    expect(found(run)).toEqual(['I9']);
  });

  test('an ignored key violates I2, and I5 if the retry has another answer', () => {
    const run = new SyntheticHistory();
    const seq = run.final.length + 1;
    const again = { ...run.event('late 4'), seq, eventId: `e${seq}` };
    run.final.push(again);
    run.others.push({ t: 'log', conv: 'c', seq, facts: 1 });
    for (const subId of ['desk 2', 'phone 2'])
      run.deliveries.push({ ...run.delivery(subId, seq - 1), seq, eventId: again.eventId });
    expect(found(run)).toEqual(['I2']);
    const retry = run.operations.find(({ key }) => key === 'late 4');
    if (retry !== undefined) run.operations.push({ ...retry, m0: 900, m1: 901, eventId: again.eventId });
    expect(found(run)).toEqual(['I2', 'I5']);
  });

  test('a delivery to a non-member violates I16: after leaving, and before joining', () => {
    const late = new SyntheticHistory();
    const event = late.delivery('desk 2', late.event('late 1').seq);
    late.deliveries.push({ ...event, subId: 'bob 2' });
    expect(found(late)).toEqual(['I16']);
    const early = new SyntheticHistory();
    const first = early.delivery('bob 1', 1);
    early.deliveries = early.deliveries.map((one) => (one === first ? { ...first, m: 1 } : one));
    expect(found(early)).toEqual(['I16']);
  });

  test.each([['psst', 'AGENTS'] as const, [undefined, 'OwnerChanged'] as const])(
    'an event that is hidden from customers violates I16 when delivered to one (%s, %s)',
    (text, type) => {
      const run = new SyntheticHistory();
      const hidden = run.final.find((event) =>
        text === undefined ? event.type === type : event.key === text,
      );
      const { seq = 0 } = hidden ?? {};
      const source = run.deliveries.find((one) => one.subId.startsWith('desk') && one.seq === seq);
      const after = run.deliveries.findIndex((one) => one.subId.startsWith('phone') && one.seq > seq);
      if (source === undefined) throw new Error('The event was not delivered to staff.');
      run.deliveries.splice(after, 0, { ...source, subId: run.deliveries[after]?.subId ?? '' });
      expect(found(run)).toEqual(['I16']);
    },
  );

  test('an acknowledged message that is missing or has other content violates I1', () => {
    const lost = new SyntheticHistory();
    const { seq } = lost.event('late 4');
    lost.final.pop();
    lost.deliveries = lost.deliveries.filter((one) => one.seq !== seq);
    expect(found(lost)).toEqual(['I1']);
    const other = new SyntheticHistory();
    other.operations = other.operations.map((one) =>
      one.key === 'late 3' ? { ...one, bodyHash: 'other' } : one,
    );
    expect(found(other)).toEqual(['I1']);
  });

  test('a missing or repeated sequence number violates I6', () => {
    const hole = new SyntheticHistory();
    hole.others = hole.others.filter((line) => !(line.t === 'log' && line.seq === 5));
    expect(found(hole)).toEqual(['I6']);
    const twice = new SyntheticHistory();
    twice.others.push({ t: 'log', conv: 'c', seq: 5, facts: 1 });
    expect(found(twice)).toEqual(['I6']);
  });

  test('an order that contradicts real time violates I7, measured from the first attempt', () => {
    const run = new SyntheticHistory();
    const late = run.event('late 1').eventId;
    const renamed = run.operations.map((one) =>
      one.key === 'early 1' ? { ...one, eventId: late, bodyHash: null, key: 'other' } : one,
    );
    run.operations = renamed;
    expect(found(run)).toContain('I7');
    // The first attempt may have taken effect long before the last response.
    const tried = new SyntheticHistory();
    tried.operations = tried.operations.flatMap((one) =>
      one.key === 'early 1'
        ? [
            { ...one, out: 'info' as const, eventId: null },
            { ...one, m0: 900, m1: 901 },
          ]
        : [one],
    );
    expect(found(tried)).toEqual([]);
  });

  test('an event delivered with other content violates I12', () => {
    const run = new SyntheticHistory();
    const event = run.delivery('phone 2', run.event('late 2').seq);
    run.deliveries = run.deliveries.map((one) => (one === event ? { ...one, bodyHash: 'other' } : one));
    expect(found(run)).toEqual(['I12']);
  });

  test('a run without progress is a violation', () => {
    expect(check([]).violations.map(({ invariant }) => invariant)).toEqual(
      Array.from({ length: 5 }, () => 'progress'),
    );
    const refused = new SyntheticHistory();
    refused.operations = refused.operations.map((one) =>
      one.f === 'sendMessage' ? { ...one, out: 'fail', eventId: null } : one,
    );
    expect(found(refused)).toEqual(['progress']);
  });
});
