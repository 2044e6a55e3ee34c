import { createSwitchboard, interactionOf, type Switchboard } from '../../src/client/index.ts';
import { loadSamples, readExamples, sampleTenant } from '../../src/cli/samples.ts';
import { everyField } from '../support/every-field.ts';
import { startFront, startSubgraphs, type Front, type Subgraphs } from '../support/forms.ts';
import { clientOf, startTestServer, tokenFor, type TestServer } from '../support/server.ts';

/** Server of the unified graph, whose answers are expected of the other forms. */
let unified: TestServer;
let subgraphs: Subgraphs;
const fronts = new Map<string, Front>();
/** Hive Gateway is installed first, so its form is part of `npm run verify`. */
const forms =
  process.env.VERIFY === undefined ? (['gateway'] as const) : (['gateway', 'behind-hive'] as const);

const scopes = {
  supervisor:
    'feed.view engagement.view hybris.interactionrecording_view agent.view interaction.view flow.view customer.view',
  agent: 'chat.agent interaction.agent agent.view engagement.view flow.view hybris.interactionrecording_view',
  customer: 'chat.customer',
  application: 'flow.manage',
  stranger:
    'engagement.view hybris.interactionrecording_view agent.view interaction.view flow.view feed.view',
} as const;
type Role = keyof typeof scopes;
const subjects: Partial<Record<Role, string>> = {
  customer: 'C4327014826',
  agent: 'mandy@northlight.example',
};
const tokenOf = (role: Role): Promise<string> =>
  tokenFor(scopes[role], {
    tenant: role === 'stranger' ? 'elsewhere' : sampleTenant,
    subject: subjects[role] ?? `${role}@northlight.example`,
  });
const clientAs = (role: Role, url: string): Switchboard =>
  createSwitchboard({ url, token: () => tokenOf(role) });

const flow = '0042';

beforeAll(async () => {
  unified = await startTestServer(import.meta.url);
  await loadSamples(unified.app);
  const application = clientAs('application', unified.url);
  await application.startFlow({ interactionUniqueId: flow, title: 'A tent', customerId: 'C4327014826' });
  await application.recordFlowStep(flow, { title: 'Ground', choices: [{ prompt: 'Ground', value: 'Rock' }] });
  application.dispose();
  subgraphs = await startSubgraphs(import.meta.url);
  for (const form of forms) fronts.set(form, await startFront(form, subgraphs, import.meta.url));
}, 300_000);
afterAll(async () => {
  for (const front of fronts.values()) await front.stop();
  await subgraphs.stop();
  await unified.stop();
});

const urlOf = (form: string): string => fronts.get(form)?.url ?? unified.url;

/** Answer without the error messages, which differ between routers. */
interface ComparableAnswer {
  readonly data: unknown;
  readonly errors: readonly (readonly [path: string, code: string, field: unknown])[];
}

async function send(
  url: string,
  query: string,
  role: Role | undefined,
  variables: object = {},
): Promise<ComparableAnswer> {
  const token = role && (await tokenOf(role));
  const { body } = await clientOf(url).send(query, { token, variables: { ...variables } });
  return {
    data: body.data ?? null,
    errors: (body.errors ?? []).map(({ path, extensions }) => [
      (path ?? []).join('.'),
      extensions.code,
      extensions.field,
    ]),
  };
}

const start = '{ from: "2026-11-01T00:00:00Z", to: "2026-12-01T00:00:00Z" }';

/** Queries with their callers. They cover all entities, and all kinds of errors. */
const queries: readonly (readonly [name: string, role: Role | undefined, query: string])[] = [
  [
    'agents with all fields',
    'supervisor',
    '{ agents { totalCount nodes { id username nickname state skills maxConcurrent } } }',
  ],
  ['agents without the scope', 'stranger', '{ agents { totalCount nodes { username } } }'],
  [
    'engagements, their agents, customers and interactions',
    'supervisor',
    `{ engagements(filter: { start: ${start} }, first: 5) { totalCount nodes { engagementId startTime agent { id username nickname state skills }
       customer { id accountCustomerId } interaction { id status } info { visitorName } } pageInfo { hasNextPage endCursor } } }`,
  ],
  [
    'engagements for a customer',
    'customer',
    `{ engagements(filter: { start: ${start} }) { nodes { engagementId } } }`,
  ],
  [
    'engagements without a token',
    undefined,
    `{ engagements(filter: { start: ${start} }) { nodes { engagementId } } }`,
  ],
  [
    'an invalid filter',
    'supervisor',
    '{ engagements(filter: { start: { from: "2026-12-01T00:00:00Z", to: "2026-11-01T00:00:00Z" } }) { nodes { engagementId } } }',
  ],
  ['an unknown agent', 'supervisor', '{ agent(id: "nobody@nowhere.example") { username } }'],
  ['an unknown node', 'supervisor', '{ node(id: "bm90aGluZw") { id } }'],
  [
    'two root fields, one of which is forbidden',
    'agent',
    '{ currentAgent { username } traceRecords { nodes { id } } }',
  ],
  [
    'a flow by its key',
    'supervisor',
    `{ interactionFlow(id: "${flow}") { id interactionUniqueId title flowStatus customer { accountCustomerId } steps { title choices { prompt value } } summary { stepCount } } }`,
  ],
  [
    'aliases, fragments and conditions',
    'supervisor',
    `query($yes: Boolean = true, $no: Boolean = false) { one: agents(first: 1) { nodes { ...names } } two: agents(first: 2) { nodes { ...names state @skip(if: $yes) } } three: agents(first: 3) @include(if: $no) { totalCount } }
     fragment names on Agent { username nickname @include(if: $yes) }`,
  ],
];

describe.each(forms)('%s gives the same answer as the unified graph to', (form) => {
  test.each(queries)('%s', async (_, role, query) => {
    const expected = await send(unified.url, query, role);
    expect(await send(urlOf(form), query, role)).toEqual(expected);
  });

  test("GraphiQL's example operations", async () => {
    for (const { name, query, who: role, variables = '{}' } of await readExamples()) {
      if (!query.includes('query ')) continue;
      const values = JSON.parse(variables) as object;
      const expected = await send(unified.url, query, role as Role, values);
      expect([name, await send(urlOf(form), query, role as Role, values)]).toEqual([name, expected]);
      expect(expected.errors).toEqual([]);
    }
  });

  test('every field of every entity by global id, for every caller', async () => {
    const ids = await entityIds();
    const schema = await unified.app.schema();
    for (const [type, id] of ids) {
      const query = `query($id: ID!) { node(id: $id) { __typename id ... on ${type} ${everyField(schema, type)} } }`;
      for (const role of ['supervisor', 'agent', 'customer', 'stranger'] as const) {
        const expected = await send(unified.url, query, role, { id });
        expect([type, role, await send(urlOf(form), query, role, { id })]).toEqual([type, role, expected]);
        if (role === 'supervisor') expect(expected).toMatchObject({ data: { node: { id } }, errors: [] });
      }
    }
  });

  test('the commands, events and queries of a whole conversation', async () => {
    const expected = await converse(unified.url);
    expect(await converse(urlOf(form))).toEqual(expected);
    expect(expected.events.length).toBeGreaterThan(6);
  });
});

/** Returns the id of one entity of each type. */
async function entityIds(): Promise<readonly (readonly [type: string, id: string])[]> {
  const { data } = await send(
    unified.url,
    `{ agents(first: 1) { nodes { id __typename } } chatTranscripts(first: 1) { nodes { id __typename } }
       engagements(filter: { start: ${start} }, first: 1) { nodes { id __typename } }
       traceRecords(first: 1) { nodes { id __typename } }
       interactionFlows(first: 1) { nodes { id __typename } } }`,
    'supervisor',
  );
  const lists = Object.values(data as Record<string, { nodes: { id: string; __typename: string }[] }>);
  return lists.flatMap(({ nodes }) => nodes.map(({ id, __typename }) => [__typename, id] as const));
}

/** Runs a conversation and returns what each participant sees of it, with normalized ids and times. */
async function converse(url: string) {
  const [customer, agent, supervisor] = [
    clientAs('customer', url),
    clientAs('agent', url),
    clientAs('supervisor', url),
  ];
  try {
    const notifications = agent.notifications();
    await agent.setAgentState('IDLE');
    const { id } = interactionOf(
      await customer.startInteraction({
        subject: 'A tent',
        nickname: 'Cora',
        text: 'Hello',
        interactionUniqueId: flow,
      }),
    );
    for await (const one of notifications)
      if (one.__typename === 'InteractionOffered' && one.interactionId === id) break;
    const steps = [
      await agent.acceptInteraction(id, { nickname: 'Mandy' }),
      await agent.sendMessage(id, 'Good day'),
      await agent.sendMessage(id, 'Between us', { visibility: 'AGENTS' }),
      await customer.sendMessage(id, 'Which stays dry?'),
      await agent.endChatSession(id),
      await agent.completeInteraction(id, { workCodes: [{ group: 'Result', name: 'Sold' }] }),
      await agent.sendMessage(id, 'Too late'),
    ].map(({ status, result }) => [status, result]);
    const eventsOf = async (client: Switchboard) => {
      const events: unknown[] = [];
      for await (const event of client.follow(id, { fromStart: true })) {
        events.push(event);
        if (event.__typename === 'StatusChanged' && event.status === 'COMPLETED') break;
      }
      return events;
    };
    const events = [...(await eventsOf(customer)), ...(await eventsOf(supervisor))];
    const query = `query($id: ID!) { interaction(id: $id) { status endReason owner { username nickname state } customer { accountCustomerId }
      participants { role nickname agent { username } customer { accountCustomerId } } messages { nodes { text by nickname visibility } }
      flow { title flowStatus } chatTranscript { transcriptId chatterDetails { defaultAlias agent { nickname } } transcript { chatContent } interaction { id } }
      engagement { engagementId agent { username } customer { accountCustomerId } lines { text by visibility } interaction { status } }
      traceRecord { taskType workCodes { group name } agent { username } interaction { id } } } }`;
    const after = await Promise.all(
      (['supervisor', 'agent', 'customer', 'stranger'] as const).map((role) =>
        send(url, query, role, { id }),
      ),
    );
    return normalize({ steps, events, after }) as { readonly events: readonly unknown[] };
  } finally {
    for (const client of [customer, agent, supervisor]) client.dispose();
  }
}

/** Replaces ids and cursors by the order of their first occurrence, and times by a constant, because they differ between conversations. */
function normalize(value: unknown): unknown {
  const names = new Map<string, string>();
  const nameOf = (text: string) => {
    let name = names.get(text);
    if (name === undefined) names.set(text, (name = `#${names.size}`));
    return name;
  };
  return JSON.parse(
    JSON.stringify(value, (_, item: unknown) =>
      typeof item === 'string' && /^(\d{4}-\d\d-\d\dT.*Z|[\w-]{16,}|switchboard:.*)$/.test(item)
        ? /^\d{4}-/.test(item)
          ? 'a time'
          : nameOf(item)
        : item,
    ),
  ) as unknown;
}
