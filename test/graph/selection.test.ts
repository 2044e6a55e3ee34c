import { exampleRecord } from '../fixtures/liveperson/index.ts';
import { inBothEngines } from '../support/engines.ts';
import { importInto } from '../support/importing.ts';
import { openProfiler } from '../support/profiler.ts';
import { tokenFor } from '../support/server.ts';

type Json = Record<string, unknown>;

const profiler = openProfiler(import.meta.url);
afterAll(() => profiler.close());

const id = 'qa844815054294982965';
/** Paths that are always read: the key of an engagement, and the field by which lists are sorted. */
const always = ['engagementId', 'startTime'];

inBothEngines(import.meta.url, (server) => {
  let agent: string;
  let customer: string;
  beforeAll(async () => {
    agent = await tokenFor('chat.agent engagement.view');
    customer = await tokenFor('chat.customer engagement.view');
    await importInto(server().app, 'liveperson', 'acme', [exampleRecord(4)]);
  });

  /** Executes an operation and returns its answer and the paths of each MongoDB query. */
  async function execute(
    query: string,
    { variables = {}, token = agent }: { variables?: Json; token?: string } = {},
  ) {
    let answer: Json = {};
    const queries = await profiler.during(async () => {
      answer = await server().data(query, variables, token);
    });
    return { answer, paths: queries.map(({ projection }) => projection) };
  }
  const pathsOf = async (selection: string, token = agent) =>
    (await execute(`{ engagement(id: "${id}") { ${selection} } }`, { token })).paths[0]?.filter(
      (path) => !always.includes(path),
    );

  test.each([
    ['id', []],
    ['__typename id engagementId startTime', []],
    ['duration', ['duration']],
    ['info { visitorId }', ['info.visitorId']],
    ['info { __typename }', ['info']],
    ['info { visitorId } info { visitorName }', ['info.visitorId', 'info.visitorName']],
    ['info { visitorId } info { __typename }', ['info']],
    ['lines { text score { mcs } }', ['lines.score.mcs', 'lines.text']],
    ['surveys { preChat { value } operator { value } }', ['surveys.operator.value', 'surveys.preChat.value']],
    ['agent { username }', ['agentUsername']],
    ['info { endReasonRaw }', ['info.endReason', 'info.endReasonRaw']],
    ['lines { json }', ['lines.json']],
    ['sdes { kind attribute { ... on LeadAttribute { topic } } }', ['sdes.attribute', 'sdes.kind']],
    ['metadata { version } erasedAt', ['erasedAt', 'metadata.version']],
    ['messages: lines { content: text }', ['lines.text']],
    ['... on Engagement { duration } ... on Node { id }', ['duration']],
  ])('the selection { %s } of an engagement reads %j', async (selection, paths) => {
    expect(await pathsOf(selection)).toEqual(paths);
  });

  test.each([
    ['lines { text }', ['lines.text', 'lines.visibility']],
    ['lines { __typename }', ['lines']],
    ['info { visitorId }', ['info.visitorId']],
  ])(
    'the selection { %s } of a customer reads %j, including the visibility of lines',
    async (selection, paths) => {
      expect(await pathsOf(selection, customer)).toEqual(paths);
    },
  );

  test('paths of fragments, nodes and edges are merged and read once', async () => {
    const { paths } = await execute(
      `query ($span: DateTimeRange!) {
        engagements(filter: { start: $span }) { ...Nodes edges { node { lines { text } info { ...Visitor } } } }
      }
      fragment Nodes on EngagementConnection { nodes { lines { text by } info { ...Visitor } campaign { goalId } } }
      fragment Visitor on EngagementInfo { visitorId }`,
      { variables: { span: { from: '2015-05-15T00:00:00Z', to: '2015-06-15T00:00:00Z' } } },
    );
    expect(paths).toEqual([
      ['campaign.goalId', 'engagementId', 'info.visitorId', 'lines.by', 'lines.text', 'startTime'],
    ]);
  });

  test('the same document reads the paths that its variables include, in any order of requests', async () => {
    const query = `query ($duration: Boolean!, $who: Boolean = false, $lines: Boolean!) {
      engagement(id: "${id}") {
        duration @include(if: $duration)
        ...Who @include(if: $who)
        lines @skip(if: $lines) { text @include(if: $duration) by }
        campaign @include(if: false) { goalId }
      }
    }
    fragment Who on Engagement { info { visitorName visitorId @skip(if: $duration) } }`;
    const runs: [variables: Json, paths: string[], answer: Json][] = [
      [{ duration: false, lines: true }, [], {}],
      [{ duration: true, lines: true }, ['duration'], { duration: 0 }],
      [
        { duration: false, who: true, lines: true },
        ['info.visitorId', 'info.visitorName'],
        { info: { visitorName: 'Joe', visitorId: 'ozimnjlwddrzbhnfhjkdao' } },
      ],
      [
        { duration: true, who: true, lines: false },
        ['duration', 'info.visitorName', 'lines.by', 'lines.text'],
        { duration: 0, info: { visitorName: 'Joe' } },
      ],
      [{ duration: false, lines: false }, ['lines.by'], {}],
    ];
    for (const [variables, paths, answer] of [...runs, ...runs.toReversed()]) {
      const read = await execute(query, { variables });
      expect([variables, read.paths]).toEqual([variables, [[...paths, ...always].sort()]]);
      const { lines, ...rest } = read.answer.engagement as Json & { lines?: Json[] };
      expect([variables, rest]).toEqual([variables, answer]);
      expect(lines?.map((line) => Object.keys(line)) ?? []).toEqual(
        variables.lines === true
          ? []
          : [1, 2, 3].map(() => (variables.duration === true ? ['text', 'by'] : ['by'])),
      );
    }
  });

  test('an excluded field causes no query', async () => {
    const query = `query ($read: Boolean!) {
      engagement(id: "${id}") @include(if: $read) { duration }
      agents: __typename
    }`;
    const { paths, answer } = await execute(query, { variables: { read: false } });
    expect([paths, answer]).toEqual([[], { agents: 'Query' }]);
    expect((await execute(query, { variables: { read: true } })).paths).toHaveLength(1);
  });

  test('each alias of a field is a separate query with its own paths', async () => {
    const { answer, paths } = await execute(
      `{ a: engagement(id: "${id}") { duration }
         b: engagement(id: "${id}") { info { visitorName } }
         none: engagement(id: "none") { duration } }`,
    );
    expect(answer).toEqual({ a: { duration: 0 }, b: { info: { visitorName: 'Joe' } }, none: null });
    expect(paths.map((read) => read.filter((path) => !always.includes(path))).sort()).toEqual([
      ['duration'],
      ['duration'],
      ['info.visitorName'],
    ]);
  });
});
