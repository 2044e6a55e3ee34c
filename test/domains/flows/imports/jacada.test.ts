import { readFile } from 'node:fs/promises';
import type { FlowState } from '../../../../src/domains/flows/model/index.ts';
import { summaryOf, variableSetOf } from '../../../../src/domains/flows/model/index.ts';
import { minify } from '../../../../src/intake/index.ts';
import { counts } from '../../../support/importing.ts';
import { fullFlow, openDesk, summary, variableSet, type Desk } from './setup.ts';

let desk: Desk;
let tenant: string;
let count = 0;
beforeAll(async () => {
  desk = await openDesk(import.meta.url);
});
afterAll(() => desk.close());
beforeEach(() => {
  tenant = `t${count++}`;
});

/** An envelope around the vendor's own texts. */
const envelope = (parts: Readonly<Record<string, string>>, id = '"040100713"') =>
  `{"interactionUniqueId":${id},${Object.entries(parts)
    .map(([name, text]) => `${JSON.stringify(name)}:${text}`)
    .join(',')}}`;
const variableSets = `{"customerInfo":${variableSet}}`;
const startedAt = '"2026-11-02T08:00:00Z"';

async function imported(record: string): Promise<FlowState> {
  expect(await desk.take(tenant, record)).toMatchObject({ ...counts(1, { added: 1 }), faults: [] });
  const [flow, ...others] = await desk.all(tenant);
  if (flow === undefined || others.length > 0) throw new Error('There is one flow.');
  return flow;
}

describe('the full flow', () => {
  const steps = async () => (await imported(envelope({ fullFlow }))).steps;

  test('FLX-6 has all steps with what was chosen and typed', async () => {
    const [what, more, picture] = await steps();
    expect(what?.choices).toEqual([
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
    const asked = more?.choices.map(({ prompt, value, label, referenceName }) => [
      prompt,
      value,
      label,
      referenceName,
    ]);
    expect(asked).toEqual([
      ['Colours it has', 'Red, Blue, dark', 'Colours it has', 'colours'],
      ['Bought in', '2025', 'Bought in', 'year'],
      ['Street', 'Lyngveien 7 <b>', 'Street', null],
      ['Town', null, 'Town', null],
      ['At home by day', 'true', 'At home by day', null],
    ]);
    expect(more?.choices[1]?.options).toEqual([
      { label: '2024', value: 'y1', selected: false },
      { label: '2025', value: 'y2', selected: true },
    ]);
    expect(picture?.choices).toHaveLength(1);
  });

  test('FLX-7 each step has the time at which its page was come to, and is left by the next', async () => {
    expect((await steps()).map(({ enteredAt, leftAt }) => [enteredAt, leftAt])).toEqual([
      [new Date(1793610002250), new Date(1793610031000)],
      [new Date(1793610031000), new Date('2026-11-02T09:01:00.500Z')],
      [new Date('2026-11-02T09:01:00.500Z'), new Date('2026-11-02T09:01:00.500Z')],
    ]);
    expect((await desk.all(tenant))[0]).toMatchObject({
      seq: 0,
      status: 'COMPLETED',
      endReason: null,
      startedAt: new Date(1793610002250),
      endedAt: new Date('2026-11-02T09:01:00.500Z'),
      updatedAt: new Date('2026-11-02T09:01:00.500Z'),
    });
  });

  test('FLX-8 has the paths of images, and refuses an image', async () => {
    expect((await steps())[2]?.choices[0]).toMatchObject({
      prompt: 'Show us',
      value: '/mnt/sdcard/i1.png, /mnt/sdcard/i2.png',
    });
    const bytes = fullFlow.replace('"/mnt/sdcard/i2.png"', '"data:image/png;base64,AAAA"');
    expect(await desk.take(tenant, envelope({ fullFlow: bytes }))).toMatchObject({
      rejected: 1,
      faults: [expect.stringContaining('has an image, not the path of one')],
    });
  });

  test('FLX-9 a step has its navigation and its content', async () => {
    const [what, , picture] = await steps();
    expect(what).toMatchObject({
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
    expect(picture?.pageNavigation?.kind).toBe('FINISH');
  });

  test('a step is called as its page, and by its place where the page comes again', async () => {
    expect((await steps()).map(({ id, pageId }) => [id, pageId])).toEqual([
      ['page-1', 'page-1'],
      ['page-2', 'page-2'],
      ['page-1-2', 'page-1'],
    ]);
  });

  test('a kind of navigation that nobody knows is kept in its own word', async () => {
    const word = fullFlow.replace('"FINISH"', '"TELEPORT"');
    const [, , picture] = (await imported(envelope({ fullFlow: word }))).steps;
    expect(picture?.pageNavigation).toMatchObject({ kind: 'OTHER', kindRaw: 'TELEPORT' });
  });

  test('pages without a title, an id or a time are taken as they are', async () => {
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
      { title: 'Your stove', id: 'page-2', enteredAt: new Date(1793610031000) },
      { title: 'A picture', id: 'page-3', enteredAt: new Date(1793610060500) },
    ]);
  });

  test('FLX-11 FLX-13 FLX-14 a question has its answer, name, label, header and footer, and the options chosen', async () => {
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

  test('FLX-11 of a full flow the summary has only what was chosen', async () => {
    const { pages } = summaryOf(await imported(envelope({ fullFlow })));
    expect(pages[1]?.choices[0]?.options.map(({ label }) => label)).toEqual(['Red', 'Blue, dark']);
  });

  test('is taken with its pages inside an object too', async () => {
    const { steps } = await imported(envelope({ summary: `{"pages":${summary}}` }));
    expect(steps).toHaveLength(2);
  });

  test('gives way to the full flow', async () => {
    const { steps } = await imported(envelope({ summary, fullFlow }));
    expect(steps).toHaveLength(3);
  });
});

test('FLX-15 a variable set has its groups, its types, and empty texts; its values keep their form', async () => {
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

test('variables of any name are taken, and what is null is not there', async () => {
  const odd = '{"s":{"":{"data":{"__proto__":1,"a.b":12345678901234567890,"$x":[1.50,null],"gone":null}}}}';
  const flow = await imported(envelope({ startedAt, variableSets: odd }));
  expect(flow.variableSets[0]?.variables.map(({ name, group, value }) => [name, group, value])).toEqual([
    ['__proto__', null, '1'],
    ['a.b', null, '12345678901234567890'],
    ['$x', null, '[1.50,null]'],
  ]);
});

test('FL-6 an identifier keeps its leading zeros; a number is taken as it is written, however long', async () => {
  const ids = [
    '"0007"',
    '7',
    '"7 "',
    '12345678901234567890123456789012',
    '123456789012345678901234567890123',
    '-7',
    '1e3',
  ];
  const report = await desk.take(
    tenant,
    ids.map((id) => envelope({ startedAt, variableSets }, id)).join('\n'),
  );
  expect(report).toMatchObject(counts(7, { added: 3, rejected: 4 }));
  expect((await desk.all(tenant)).map(({ interactionUniqueId }) => interactionUniqueId)).toEqual([
    '0007',
    '12345678901234567890123456789012',
    '7',
  ]);
});

test('what stands beside the parts is taken', async () => {
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
  ['no identifier', { interactionUniqueId: undefined }, '{', 'interactionUniqueId: '],
  ['an identifier with letters', { interactionUniqueId: 'A1' }, '"A1"', 'must have 1 to 32 digits'],
  ['no part', { summary: null }, '{', 'has none of fullFlow, summary and variableSets'],
  ['no time at all', { startedAt: undefined }, '{', 'is missing, and no page has a timestamp'],
  ['a time that is none', { startedAt: '2026-02-30T00:00:00Z' }, '"2026-02-30', 'neither milliseconds'],
  ['a time that is part of a millisecond', { startedAt: 1.5 }, '1.5', 'neither milliseconds'],
  ['an end before the start', { endedAt: 1793609999999 }, '1793609999999', 'is before the start'],
  [
    'an end of what runs',
    { status: 'RUNNING', endedAt: 1793610000001 },
    '1793610000001',
    'of a flow that runs',
  ],
  ['a status that is none', { status: 'LOST' }, '"LOST"', 'status: '],
  ['a phone number that is none', { phoneNumber: 'x' }, '"x"', 'is no phone number'],
  ['a key that is no phone number', { keys: { callerId: '12' } }, '"12"', 'keys.callerId: '],
  ['a dnid of 5 digits', { keys: { dnid: '12345' } }, '"12345"', 'must have 4 or 6 digits'],
  ['a flow that is no list', { fullFlow: {} }, '{}', 'fullFlow: '],
  ['a page that is none', { fullFlow: [{}, 5] }, '5]', 'fullFlow[1]: '],
  [
    'a page with a time that is none',
    { fullFlow: [{ timestamp: 'soon' }] },
    '"soon"',
    'fullFlow[0].timestamp: ',
  ],
  ['a header of a number', page({ contentHeader: { innerHtml: 55 } }), '55', 'contentHeader.innerHtml: '],
  [
    'a title of a number',
    { fullFlow: [{ pageNavigation: { navigationTitle: 44 } }] },
    '44',
    'navigationTitle: ',
  ],
  ['sections that are no list', page({ contentSections: 'x' }), '"x"', 'contentSections: '],
  [
    'a choice with an object for a value',
    page({ contentSections: [{ sectionChoices: [{ choiceValue: { a: 66 } }] }] }),
    '{"a"',
    'sectionChoices[0].choiceValue: is no text',
  ],
  ['a summary that is none', { summary: 77 }, '77', 'summary: '],
  [
    'a question with an answer that is none',
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
  '%s is refused where it stands, with the reason, and the rest goes in',
  async (_, changes, place, reason) => {
    const bad = JSON.stringify({ ...good, ...changes });
    const rest = JSON.stringify({ ...good, interactionUniqueId: '3' });
    const { faults, ...report } = await desk.take(tenant, `${bad}\n${rest}`);
    expect(report).toEqual(counts(2, { added: 1, rejected: 1 }));
    expect(faults).toEqual([expect.stringContaining(reason)]);
    expect(faults).toEqual([expect.stringMatching(`^1:${bad.indexOf(place) + 1} `)]);
    expect(await desk.give(tenant)).toEqual([rest]);
  },
);

test('what comes out is what went in, to the letter: unknown keys, odd numbers, the order of keys', async () => {
  const odd = `{ "zzz": [1.0, 1e3, -0], ${envelope({ fullFlow, summary, variableSets }).slice(1, -1)}, "title": null, "title": "T" }`;
  expect(await desk.take(tenant, odd)).toMatchObject(counts(1, { added: 1 }));
  expect(await desk.give(tenant)).toEqual([minify(odd)]);
});

test('the samples come in, and go out as they are', async () => {
  const samples = await readFile(new URL('../../../../samples/jacada.json', import.meta.url), 'utf8');
  expect(await desk.take(tenant, samples)).toMatchObject({ ...counts(4, { added: 4 }), faults: [] });
  expect(`[${(await desk.give(tenant)).join(',')}]`).toBe(minify(samples));
});
