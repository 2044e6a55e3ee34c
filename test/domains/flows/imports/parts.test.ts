import fc from 'fast-check';
import { buildFlow } from '../../../../src/domains/flows/imports/build.ts';
import { createEnvelopeParser } from '../../../../src/domains/flows/imports/parse/envelope.ts';
import {
  noKeys,
  initialFlow,
  type FlowChoice,
  type FlowState,
  type FlowStepRecord,
} from '../../../../src/domains/flows/model/index.ts';
import { counts } from '../../../support/importing.ts';
import { fullFlow, openImportHarness, summary, variableSet, type ImportHarness } from './harness.ts';

let harness: ImportHarness;
let tenant: string;
let count = 0;
beforeAll(async () => {
  harness = await openImportHarness(import.meta.url);
});
afterAll(() => harness.close());
beforeEach(() => {
  tenant = `t${count++}`;
});

const interactionUniqueId = '040100713';
const set = JSON.parse(variableSet) as object;
const startedAt = 1793610000000;
const parts = [
  { interactionUniqueId, startedAt, fullFlow: JSON.parse(fullFlow) as object },
  { interactionUniqueId, summary: JSON.parse(summary) as object, keys: { dtmf: '12' } },
  { interactionUniqueId, startedAt, variableSets: { info: set, more: {} }, title: 'Repair' },
  { interactionUniqueId, startedAt, variableSets: { order: { shop: { data: { size: '' } } } } },
];
const whole = {
  ...parts[0],
  ...parts[1],
  ...parts[2],
  variableSets: { ...parts[2]?.variableSets, ...parts[3]?.variableSets },
};

test('a repeated import changes nothing', async () => {
  expect(await harness.importRecords(tenant, [...parts, whole])).toMatchObject(counts(5, { added: 5 }));
  const before = await harness.readFlows(tenant);
  const lines = await harness.exportRecords(tenant);
  expect(await harness.importRecords(tenant, [...parts, whole])).toMatchObject(counts(5, { duplicate: 5 }));
  expect(await harness.readFlows(tenant)).toEqual(before);
  expect(await harness.exportRecords(tenant)).toEqual(lines);
});

test('parts in any order, in one file or several, yield the same flow as one whole record', async () => {
  await harness.importRecords(tenant, [whole]);
  const [{ bytes: _, ...expected }] = (await harness.readFlows(tenant)) as [FlowState];
  const byName = (flow: FlowState) => flow.variableSets.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const cut = fc
    .shuffledSubarray(parts, { minLength: parts.length })
    .chain((order) => fc.record({ order: fc.constant(order), at: fc.subarray([1, 2, 3]) }));
  let run = 0;
  let first: FlowState | undefined;
  await fc.assert(
    fc.asyncProperty(cut, async ({ order, at }) => {
      const own = `${tenant}-${run++}`;
      for (const [index, from] of [0, ...at].entries())
        await harness.importRecords(own, order.slice(from, at[index]));
      const [flow] = (await harness.readFlows(own)) as [FlowState];
      expect({ ...flow, variableSets: byName(flow) }).toMatchObject({
        ...expected,
        variableSets: byName(expected as FlowState),
      });
      first ??= flow;
      expect(flow).toEqual(first);
    }),
    { numRuns: 30 },
  );
});

test('the records of a concurrent import are included in the flow', async () => {
  await harness.importDuring(tenant, parts.slice(0, 1), () => harness.importRecords(tenant, parts.slice(1)));
  const [flow] = (await harness.readFlows(tenant)) as [FlowState];
  expect(flow).toMatchObject({ title: 'Repair', keys: { dtmf: '12' } });
  expect(flow.steps).toHaveLength(3);
  expect(flow.variableSets.map(({ name }) => name).sort()).toEqual(['info', 'more', 'order']);
});

test('an import is rejected if its flow is started during the import, and its records are not stored', async () => {
  const started: FlowState = { ...initialFlow, interactionUniqueId, seq: 1, startedAt: new Date(startedAt) };
  const start = () => harness.flows.project(tenant, started);
  expect(await harness.importDuring(tenant, parts, start)).toMatchObject(counts(4, { rejected: 4 }));
  expect(await harness.readFlows(tenant)).toMatchObject([{ seq: 1, steps: [] }]);
  expect(await harness.importRecords(tenant, parts)).toMatchObject(counts(4, { rejected: 4 }));
});

test('the newest of several records takes precedence', async () => {
  const record = (more: object) => ({ interactionUniqueId, startedAt, ...more });
  await harness.importRecords(tenant, [
    record({ fullFlow: [{ title: 'old' }], title: 'One', status: 'ABANDONED' }),
    record({ fullFlow: [{ title: 'new' }], variableSets: { a: { g: { data: { x: 1 } } } }, title: 'Two' }),
  ]);
  expect(await harness.readFlows(tenant)).toMatchObject([
    { title: 'Two', status: 'ABANDONED', steps: [{ title: 'new' }] },
  ]);
  expect(await harness.importRecords(tenant, [record({ fullFlow: [{ title: 'newest' }] })])).toMatchObject(
    counts(1, { updated: 1 }),
  );
  expect(await harness.readFlows(tenant)).toMatchObject([
    { title: 'Two', status: 'COMPLETED', steps: [{ title: 'newest' }], variableSets: [{ name: 'a' }] },
  ]);
});

test('a repeated import builds the flow that an interrupted import did not build', async () => {
  await harness.importRecords(tenant, parts.slice(0, 1));
  const [flow] = (await harness.readFlows(tenant)) as [FlowState];
  await harness.flows.replaceImported(tenant, { ...flow, steps: [] });
  expect(await harness.importRecords(tenant, parts.slice(0, 1))).toMatchObject(counts(1, { duplicate: 1 }));
  expect(await harness.readFlows(tenant)).toEqual([flow]);
});

test('an import does not replace a flow of this system, and its records are not stored', async () => {
  const started: FlowState = { ...initialFlow, interactionUniqueId, seq: 3, startedAt: new Date(startedAt) };
  await harness.flows.project(tenant, started);
  const other = { interactionUniqueId: '7', startedAt, summary: [] };
  const { faults, ...report } = await harness.importRecords(tenant, [...parts, other]);
  expect(report).toEqual(counts(5, { added: 1, rejected: 4 }));
  expect(faults).toHaveLength(4);
  expect(faults[0]).toMatch(/^1:24 interactionUniqueId: is a flow that ran here/);
  expect((await harness.readFlows(tenant)).map((flow) => [flow.interactionUniqueId, flow.seq])).toEqual([
    [interactionUniqueId, 3],
    ['7', 0],
  ]);
  expect(await harness.exportRecords(tenant)).toHaveLength(2);
});

test('an export has the flows that started in the span, oldest first, with all parts of a flow together', async () => {
  const record = (id: string, day: string, more: object = { summary: [] }) => ({
    interactionUniqueId: id,
    startedAt: `2026-11-${day}T00:00:00Z`,
    ...more,
  });
  await harness.importRecords(tenant, [record('3', '03'), record('1', '01'), record('2', '02')]);
  await harness.importRecords(tenant, [record('1', '01', { fullFlow: [] })]);
  const ids = async (range?: { from?: Date; to?: Date }) =>
    (await harness.exportRecords(tenant, range)).map(
      (line) => (JSON.parse(line) as { interactionUniqueId: string }).interactionUniqueId,
    );
  const second = new Date('2026-11-02T00:00:00Z');
  expect(await ids()).toEqual(['1', '1', '2', '3']);
  expect(await ids({ from: second })).toEqual(['2', '3']);
  expect(await ids({ to: second })).toEqual(['1', '1']);
  expect(await ids({ from: second, to: second })).toEqual([]);
});

test('tenants are separate', async () => {
  await harness.importRecords(tenant, [whole]);
  expect(await harness.readFlows(`${tenant}-other`)).toEqual([]);
  expect(await harness.exportRecords(`${tenant}-other`)).toEqual([]);
});

describe('a flow of this system', () => {
  const word = fc.constantFrom('Tent', '<b>', 'a & b', '&amp;', 'one\n\ntwo', 'x  y', '🔥', '<3');
  const text = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(''));
  const maybe = fc.option(text);
  const instant = fc.integer({ min: 0, max: 2_000_000_000_000 }).map((ms) => new Date(ms));
  const options = fc.array(fc.record({ label: text, value: maybe, selected: fc.boolean() }), {
    maxLength: 3,
  });
  const choice: fc.Arbitrary<FlowChoice> = fc.record({
    prompt: text,
    value: fc.option(fc.oneof(text, fc.constant(''))),
    label: maybe,
    header: maybe,
    footer: maybe,
    referenceName: maybe,
    options,
  });
  const button = fc.option(
    fc.record({ label: maybe, visible: fc.option(fc.boolean()), state: maybe, action: maybe }),
  );
  const step = fc.record({
    title: text,
    pageId: maybe,
    stay: fc.nat(100_000),
    pageNavigation: fc.option(
      fc.record({
        title: maybe,
        left: button,
        right: button,
        kind: fc.option(fc.constantFrom('NEXT' as const, 'PREVIOUS' as const)),
        kindRaw: fc.constant(null),
        reason: maybe,
      }),
    ),
    pageContent: fc.option(fc.record({ header: maybe, text: maybe, footer: maybe })),
    choices: fc.array(choice, { maxLength: 3 }),
  });
  const variable = fc.record({
    name: text,
    value: fc.json(),
    secret: fc.boolean(),
  });
  const flow = fc
    .record({
      title: maybe,
      customer: maybe,
      phoneNumber: fc.option(fc.constant('+12133734253')),
      startedAt: instant,
      isRunning: fc.boolean(),
      steps: fc.array(step, { maxLength: 4 }),
      sets: fc.uniqueArray(
        fc.tuple(text, maybe, fc.uniqueArray(variable, { selector: ({ name }) => name, maxLength: 4 })),
        { selector: ([name]) => name, maxLength: 3 },
      ),
      historySearchId: maybe,
    })
    .map(({ isRunning, sets, historySearchId, steps, ...read }): FlowState => {
      let at = read.startedAt.getTime();
      const walked = steps.map(({ stay, ...one }, place): FlowStepRecord => {
        const enteredAt = new Date(at);
        at += stay;
        const isOn = isRunning && place === steps.length - 1;
        return { ...one, id: `s${place}`, enteredAt, leftAt: isOn ? null : new Date(at) };
      });
      return {
        ...initialFlow,
        ...read,
        interactionUniqueId,
        seq: 4,
        status: isRunning ? 'RUNNING' : 'COMPLETED',
        endReason: isRunning ? null : 'FINISHED',
        endedAt: isRunning ? null : new Date(at),
        keys: { ...noKeys, historySearchId },
        steps: walked,
        variableSets: sets.map(([name, group, variables]) => ({
          name,
          variables: variables
            .filter(({ value }) => value !== 'null')
            .map((one) => ({ ...one, value: JSON.stringify(JSON.parse(one.value)), group, type: 'STRING' })),
        })),
      };
    });

  test('is exported in the source’s form, and imported as the same flow, including secrets', async () => {
    let run = 0;
    await fc.assert(
      fc.asyncProperty(flow, async (ran) => {
        const [from, to] = [`${tenant}-a${run}`, `${tenant}-b${run++}`];
        await harness.flows.project(from, ran);
        const file = (await harness.exportRecords(from)).join('\n');
        expect(await harness.importRecords(to, file)).toMatchObject({
          ...counts(1, { added: 1 }),
          faults: [],
        });
        const [copy] = await harness.readFlows(to);
        const typeless = ({ variableSets }: FlowState) =>
          variableSets.map((one) => ({
            ...one,
            variables: one.variables.map((each) => ({ ...each, type: 'STRING' })),
          }));
        expect(copy && { ...copy, variableSets: typeless(copy) }).toEqual({
          ...ran,
          seq: 0,
          updatedAt: copy?.updatedAt,
          bytes: copy?.bytes,
        });
        expect(await harness.exportRecords(to)).toEqual([file]);
      }),
      { numRuns: 60 },
    );
  });
});

test('the last record of a list is the newest', () => {
  const parse = createEnvelopeParser((number) => number);
  const read = (more: object) => {
    const record = parse(JSON.stringify({ interactionUniqueId, startedAt, summary: [], ...more }));
    if ('rejected' in record) throw new Error(record.rejected.reason);
    return record;
  };
  const [one, two] = [
    read({ title: 'One', keys: { dtmf: '1' } }),
    read({ title: 'Two', keys: { dnid: '1234' } }),
  ];
  expect(buildFlow([one, two])).toMatchObject({ title: 'Two', keys: { dtmf: '1', dnid: '1234' } });
  expect(buildFlow([two, one])).toMatchObject({ title: 'One', keys: { dtmf: '1', dnid: '1234' } });
});
