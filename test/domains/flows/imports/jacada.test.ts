import { readFile } from 'node:fs/promises';
import type { FlowState } from '../../../../src/domains/flows/model/index.ts';
import { summaryOf, variableSetOf } from '../../../../src/domains/flows/model/index.ts';
import { minify } from '../../../../src/intake/index.ts';
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

/** Returns an envelope around JSON texts of the vendor. */
const envelope = (parts: Readonly<Record<string, string>>, id = '"040100713"') =>
  `{"interactionUniqueId":${id},${Object.entries(parts)
    .map(([name, text]) => `${JSON.stringify(name)}:${text}`)
    .join(',')}}`;
const variableSets = `{"customerInfo":${variableSet}}`;
const startedAt = '"2026-11-02T08:00:00Z"';

async function imported(record: string): Promise<FlowState> {
  expect(await harness.importRecords(tenant, record)).toMatchObject({
    ...counts(1, { added: 1 }),
    faults: [],
  });
  const [flow, ...others] = await harness.readFlows(tenant);
  if (flow === undefined || others.length > 0) throw new Error('Expected one flow.');
  return flow;
}

describe('the full flow', () => {
  const steps = async () => (await imported(envelope({ fullFlow }))).steps;

  test('FLX-6 has all steps with the chosen and typed answers', async () => {
    const [first, second, third] = await steps();
    expect(first?.choices).toEqual([
      {
        prompt: 'What is it & since when?',
        value: 'A stove',
        label: null,
        header: null,
        footer: null,
        referenceName: null,
        options: [
          { label: 'A tent', value: 'tent', selected: false },
          { label: 'A stove', value: 'stove', selected: true },
        ],
      },
    ]);
    const answers = second?.choices.map(({ prompt, value, label, referenceName }) => [
      prompt,
      value,
      label,
      referenceName,
    ]);
    expect(answers).toEqual([
      ['Colours it has', 'Red, Blue, dark', 'Colours it has', 'colours'],
      ['Bought in', '2025', 'Bought in', 'year'],
      ['Street', 'Lyngveien 7 <b>', 'Street', null],
      ['Town', null, 'Town', null],
      ['At home by day', 'true', 'At home by day', null],
    ]);
    expect(second?.choices[1]?.options).toEqual([
      { label: '2024', value: 'y1', selected: false },
      { label: '2025', value: 'y2', selected: true },
    ]);
    expect(third?.choices).toHaveLength(1);
  });

  test('FLX-7 each step starts when its page was entered, and ends when the next step starts', async () => {
    expect((await steps()).map(({ enteredAt, leftAt }) => [enteredAt, leftAt])).toEqual([
      [new Date(1793610002250), new Date(1793610031000)],
      [new Date(1793610031000), new Date('2026-11-02T09:01:00.500Z')],
      [new Date('2026-11-02T09:01:00.500Z'), new Date('2026-11-02T09:01:00.500Z')],
    ]);
    expect((await harness.readFlows(tenant))[0]).toMatchObject({
      seq: 0,
      status: 'COMPLETED',
      endReason: null,
      startedAt: new Date(1793610002250),
      endedAt: new Date('2026-11-02T09:01:00.500Z'),
      updatedAt: new Date('2026-11-02T09:01:00.500Z'),
    });
  });

  test('FLX-8 has the paths of images, and embedded images are rejected', async () => {
    expect((await steps())[2]?.choices[0]).toMatchObject({
      prompt: 'Show us',
      value: '/mnt/sdcard/i1.png, /mnt/sdcard/i2.png',
    });
    const bytes = fullFlow.replace('"/mnt/sdcard/i2.png"', '"data:image/png;base64,AAAA"');
    expect(await harness.importRecords(tenant, envelope({ fullFlow: bytes }))).toMatchObject({
      rejected: 1,
      faults: [expect.stringContaining('has an image, not the path of one')],
    });
  });

  test('FLX-9 a step has its navigation and its content', async () => {
    const [first, , third] = await steps();
    expect(first).toMatchObject({
      title: 'Repairs',
      pageNavigation: {
        title: 'Repairs',
        left: {
          label: 'Back',
          visible: true,
          state: 'DISABLED',
          action: 'local://navigationType?type=BACK_TO_COVER_APP',
        },
        right: {
          label: null,
          visible: false,
          state: 'NORMAL',
          action: 'server://navigationType?type=NEXT&shouldSendFormData=true',
        },
        kind: null,
      },
      pageContent: { header: 'What is it & since when?', text: null, footer: 'Care helps.' },
    });
    expect(third?.pageNavigation?.kind).toBe('FINISH');
  });

  test('a step has the id of its page, with a number if the page is repeated', async () => {
    expect((await steps()).map(({ id, pageId }) => [id, pageId])).toEqual([
      ['page-1', 'page-1'],
      ['page-2', 'page-2'],
      ['page-1-2', 'page-1'],
    ]);
  });

  test('an unknown kind of navigation is OTHER with the raw value', async () => {
    const unknownKind = fullFlow.replace('"FINISH"', '"TELEPORT"');
    const [, , third] = (await imported(envelope({ fullFlow: unknownKind }))).steps;
    expect(third?.pageNavigation).toMatchObject({ kind: 'OTHER', kindRaw: 'TELEPORT' });
  });

  test('pages without a title, an id or a time are imported', async () => {
    const flow = await imported(envelope({ startedAt, fullFlow: '[{},{"pageContent":{}}]' }));
    const at = new Date('2026-11-02T08:00:00Z');
    expect(flow.steps).toEqual(
      ['1', '2'].map((id) => ({
        id,
        pageId: null,
        title: '',
        enteredAt: at,
        leftAt: at,
        pageNavigation: null,
        pageContent: null,
        choices: [],
      })),
    );
  });
});

describe('the summary', () => {
  const flow = () => imported(envelope({ summary }));

  test('FLX-10 FLX-12 has the pages with input, each with its title, id and time', async () => {
    expect(summaryOf(await flow()).pages).toMatchObject([
      { title: 'Your stove', stepId: 'page-2', enteredAt: new Date(1793610031000) },
      { title: 'A picture', stepId: 'page-3', enteredAt: new Date(1793610060500) },
    ]);
  });

  test('FLX-11 FLX-13 FLX-14 has the answer, name, label, header, footer and chosen options of each question', async () => {
    const [colours, street, floor] = (await flow()).steps[0]?.choices ?? [];
    expect(colours).toEqual({
      prompt: 'Colours it has',
      value: 'Red, Blue, dark',
      label: 'Colours it has',
      header: 'Look at the lid',
      footer: 'All that you see',
      referenceName: 'colours',
      options: [
        { label: 'Red', value: 'Red', selected: true },
        { label: 'Blue, dark', value: 'c3', selected: true },
      ],
    });
    expect(street).toMatchObject({ value: 'Lyngveien 7', options: [] });
    expect(floor).toMatchObject({ value: '3', options: [] });
  });

  test('FLX-11 has only the chosen options of a full flow', async () => {
    const { pages } = summaryOf(await imported(envelope({ fullFlow })));
    expect(pages[1]?.choices[0]?.options.map(({ label }) => label)).toEqual(['Red', 'Blue, dark']);
  });

  test('can have its pages in an object', async () => {
    const { steps } = await imported(envelope({ summary: `{"pages":${summary}}` }));
    expect(steps).toHaveLength(2);
  });

  test('is ignored if there is a full flow', async () => {
    const { steps } = await imported(envelope({ summary, fullFlow }));
    expect(steps).toHaveLength(3);
  });
});

test('FLX-15 a variable set keeps its groups, types and empty texts, and the exact form of its values', async () => {
  const flow = await imported(envelope({ startedAt, variableSets }));
  const variable = (group: string, name: string, type: string, value: string) => ({
    group,
    name,
    type,
    value,
    secret: false,
  });
  expect(variableSetOf(flow, 'customerInfo')?.variables).toEqual([
    variable('voice', 'customerProfile', 'STRING', '"club"'),
    variable('voice', 'targetQueue', 'STRING', '"repairs"'),
    variable('voice', 'agentSkill', 'STRING', '""'),
    variable('voice', 'language', 'STRING', '"en-gb"'),
    variable('voice', 'visits', 'NUMBER', '3'),
    variable('voice', 'account', 'NUMBER', '12345678901234567890'),
    variable('shop', 'isMember', 'BOOLEAN', 'true'),
    variable('shop', 'orders', 'LIST', '["NL-1","NL-2"]'),
    variable('shop', 'basket', 'OBJECT', '{"items":0}'),
  ]);
});

test('variables can have any name, and null variables are omitted', async () => {
  const odd = '{"s":{"":{"data":{"__proto__":1,"a.b":12345678901234567890,"$x":[1.50,null],"gone":null}}}}';
  const flow = await imported(envelope({ startedAt, variableSets: odd }));
  expect(flow.variableSets[0]?.variables.map(({ name, group, value }) => [name, group, value])).toEqual([
    ['__proto__', null, '1'],
    ['a.b', null, '12345678901234567890'],
    ['$x', null, '[1.50,null]'],
  ]);
});

test('FL-6 an identifier keeps its leading zeros, and a numeric identifier keeps all its digits', async () => {
  const ids = [
    '"0007"',
    '7',
    '"7 "',
    '12345678901234567890123456789012',
    '123456789012345678901234567890123',
    '-7',
    '1e3',
  ];
  const report = await harness.importRecords(
    tenant,
    ids.map((id) => envelope({ startedAt, variableSets }, id)).join('\n'),
  );
  expect(report).toMatchObject(counts(7, { added: 3, rejected: 4 }));
  expect((await harness.readFlows(tenant)).map(({ interactionUniqueId }) => interactionUniqueId)).toEqual([
    '0007',
    '12345678901234567890123456789012',
    '7',
  ]);
});

test('the fields beside the parts are imported', async () => {
  const flow = await imported(
    JSON.stringify({
      interactionUniqueId: '1',
      title: 'Repair',
      phoneNumber: '(213) 373-4253',
      status: 'ABANDONED',
      endReason: 'INTERRUPTED',
      startedAt: 1793610000000,
      endedAt: '2026-11-02T10:30:00+01:00',
      keys: { dtmf: '12#', dnid: '0042', callReturnNumber: '+44 20 7946 0958', historySearchId: 'h1' },
      summary: [],
    }),
  );
  expect(flow).toMatchObject({
    title: 'Repair',
    phoneNumber: '+12133734253',
    status: 'ABANDONED',
    endReason: 'INTERRUPTED',
    startedAt: new Date(1793610000000),
    endedAt: new Date('2026-11-02T09:30:00Z'),
    keys: {
      dtmf: '12#',
      dnid: '0042',
      callReturnNumber: '+442079460958',
      callerId: null,
      historySearchId: 'h1',
    },
    steps: [],
  });
});

const good = { interactionUniqueId: '2', startedAt: 1793610000000, summary: [] };
const page = (content: object) => ({ fullFlow: [{}, { pageContent: content }] });
test.each<[string, object, string, string]>([
  ['no identifier', { interactionUniqueId: undefined }, '{', 'interactionUniqueId: is missing'],
  ['an identifier with letters', { interactionUniqueId: 'A1' }, '"A1"', 'must have 1 to 32 digits'],
  ['no part', { summary: null }, '{', 'has none of fullFlow, summary and variableSets'],
  ['no time at all', { startedAt: undefined }, '{', 'is missing, and no page has a timestamp'],
  ['an invalid time', { startedAt: '2026-02-30T00:00:00Z' }, '"2026-02-30', 'neither milliseconds'],
  ['a time with a fraction of a millisecond', { startedAt: 1.5 }, '1.5', 'neither milliseconds'],
  ['an end before the start', { endedAt: 1793609999999 }, '1793609999999', 'is before the start'],
  [
    'an end of a running flow',
    { status: 'RUNNING', endedAt: 1793610000001 },
    '1793610000001',
    'of a flow that runs',
  ],
  ['an unknown status', { status: 'LOST' }, '"LOST"', 'status: '],
  ['an invalid phone number', { phoneNumber: 'x' }, '"x"', 'is no phone number'],
  ['a key that is not a phone number', { keys: { callerId: '12' } }, '"12"', 'keys.callerId: '],
  ['a dnid of 5 digits', { keys: { dnid: '12345' } }, '"12345"', 'must have 4 or 6 digits'],
  ['a full flow that is not a list', { fullFlow: {} }, '{}', 'fullFlow: '],
  ['a summary without pages', { summary: {} }, '{}', 'summary.pages: is missing'],
  ['a page that is a number', { fullFlow: [{}, 5] }, '5]', 'fullFlow[1]: '],
  ['a page with an invalid time', { fullFlow: [{ timestamp: 'soon' }] }, '"soon"', 'fullFlow[0].timestamp: '],
  [
    'a header that is a number',
    page({ contentHeader: { innerHtml: 55 } }),
    '55',
    'contentHeader.innerHtml: ',
  ],
  [
    'a title that is a number',
    { fullFlow: [{ pageNavigation: { navigationTitle: 44 } }] },
    '44',
    'navigationTitle: ',
  ],
  ['sections that are not a list', page({ contentSections: 'x' }), '"x"', 'contentSections: '],
  [
    'a choice with an object as its value',
    page({ contentSections: [{ sectionChoices: [{ choiceValue: { a: 66 } }] }] }),
    '{"a"',
    'sectionChoices[0].choiceValue: is no text',
  ],
  ['a summary that is a number', { summary: 77 }, '77', 'summary: '],
  [
    'a question with an invalid answer',
    { summary: [{ questions: [{ answer: [true, { label: 88 }] }] }] },
    '88',
    'questions[0].answer[1].label: ',
  ],
  ['sets that are a list', { variableSets: [99] }, '[99]', 'variableSets: is not an object'],
  [
    'a group that is a number',
    { variableSets: { s: { g: 98 } } },
    '98',
    'variableSets.s.g: is not an object',
  ],
  ['data that are a text', { variableSets: { s: { g: { data: 'd' } } } }, '"d"', 'g.data: is not an object'],
])(
  '%s is rejected with its position and the reason, and other records are imported',
  async (_, changes, place, reason) => {
    const bad = JSON.stringify({ ...good, ...changes });
    const rest = JSON.stringify({ ...good, interactionUniqueId: '3' });
    const { faults, ...report } = await harness.importRecords(tenant, `${bad}\n${rest}`);
    expect(report).toEqual(counts(2, { added: 1, rejected: 1 }));
    expect(faults).toEqual([expect.stringContaining(reason)]);
    expect(faults).toEqual([expect.stringMatching(`^1:${bad.indexOf(place) + 1} `)]);
    expect(await harness.exportRecords(tenant)).toEqual([rest]);
  },
);

test('an export is verbatim, with unknown keys, unusual numbers and the order of keys', async () => {
  const odd = `{ "zzz": [1.0, 1e3, -0], ${envelope({ fullFlow, summary, variableSets }).slice(1, -1)}, "title": null, "title": "T" }`;
  expect(await harness.importRecords(tenant, odd)).toMatchObject(counts(1, { added: 1 }));
  expect(await harness.exportRecords(tenant)).toEqual([minify(odd)]);
});

test('the samples are imported and exported verbatim', async () => {
  const samples = await readFile(new URL('../../../../samples/jacada.json', import.meta.url), 'utf8');
  expect(await harness.importRecords(tenant, samples)).toMatchObject({
    ...counts(4, { added: 4 }),
    faults: [],
  });
  expect(`[${(await harness.exportRecords(tenant)).join(',')}]`).toBe(minify(samples));
});
