import { randomBytes } from 'node:crypto';
import { openSampleData, withMark, type SampleData } from '../graph/federation/sample-data.ts';
import { agentExample, traceExample, usageExample, workCodeExample } from '../domains/feeds/examples.ts';
import { jpegImage } from '../domains/flows/photos/test-images.ts';
import { exampleRecord, laterRecord } from '../fixtures/liveperson/index.ts';
import { importInto } from '../support/importing.ts';
import { tokenFor, type TestServer } from '../support/server.ts';

/** One of several tenants that have the same local ids. All its texts contain its mark. */
export interface MarkedTenant {
  readonly name: string;
  readonly mark: string;
  readonly sampleData: SampleData;
  readonly server: TestServer;
  /** Tokens by the kind of the principal. */
  readonly tokens: Readonly<Record<Principal, string>>;
  /** Global ids of the tenant's objects, its cursors and its event ids, as its principals receive them. */
  readonly known: Known;
}

export interface Known {
  readonly ids: readonly string[];
  readonly cursors: readonly string[];
  /** The streams of the event ids: the id of the interaction or of the flow. */
  readonly streams: ReadonlyMap<string, string>;
  readonly photoUrls: readonly string[];
}

const reading =
  'engagement.view hybris.interactionrecording_view flow.view interaction.view agent.view customer.view feed.view feed.personal';
const writing =
  'hybris.interactionrecording_manage hybris.interactionrecording_delete flow.manage flow.secret agent.manage feed.ingest feed.erase';

const principals = {
  supervisor: { subject: 'sam', scopes: reading },
  operator: { subject: 'olga', scopes: `${reading} ${writing}` },
  agent: { subject: 'ann', scopes: 'chat.agent interaction.agent' },
  'agent with scopes': { subject: 'bob', scopes: `chat.agent interaction.agent ${reading}` },
  customer: { subject: 'cleo', scopes: 'chat.customer' },
  'customer with scopes': { subject: 'dora', scopes: `chat.customer ${reading} ${writing}` },
  'no read scopes': { subject: 'sam', scopes: 'feed.ingest' },
} as const;

export type Principal = keyof typeof principals;
export const principalKinds = Object.keys(principals) as readonly Principal[];
/** The kinds from which a fuzz test chooses: those that may do more are more frequent. */
export const frequentKinds: readonly Principal[] = [
  ...principalKinds,
  'operator',
  'operator',
  'supervisor',
  'agent with scopes',
  'customer with scopes',
];

/** Operations are limited by the fuzz itself. */
export const unlimited = {
  MAX_COST: '10000000',
  MAX_TOKENS: '100000',
  MAX_DEPTH: '30',
  MAX_ALIASES: '1000',
  OPERATIONS_PER_SECOND: '0',
};

const everything = `{
  engagements(filter: { start: { from: "2026-01-01T00:00:00Z", to: "2026-01-30T00:00:00Z" } }) { edges { cursor node { id } } }
  older: engagements(filter: { start: { from: "2018-11-01T00:00:00Z", to: "2018-11-30T00:00:00Z" } }) { edges { cursor node { id } } }
  chatTranscripts { edges { cursor node { id } } }
  agents { edges { cursor node { id } } }
  traceRecords { edges { cursor node { id } } }
  feedEvents { edges { cursor node { id } } }
  deadLetters { edges { cursor node { id } } }
  interactionFlows { edges { cursor node { id lastEventId photos { photoId url } } } }
  interactions { edges { cursor node { id
    events { edges { cursor node { id eventId } } } messages { edges { cursor node { id eventId } } } } } }
  agent(id: "ann") { stateHistory(range: { from: "2000-01-01T00:00:00Z", to: "2100-01-01T00:00:00Z" }) { edges { cursor node { id } } } }
}`;

/** Starts a server for each tenant, on one database, and creates the same records in each, with another mark. */
export const openTenants = (testFile: string, count: number): Promise<readonly MarkedTenant[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => openTenant(testFile, `fuzzed-${index}`)));

async function openTenant(testFile: string, name: string): Promise<MarkedTenant> {
  const mark = `mark${randomBytes(6).toString('hex')}`;
  const sampleData = await openSampleData(testFile, unlimited, { tenant: name, mark });
  const { server } = sampleData.harness;
  const tokens = Object.fromEntries(
    await Promise.all(
      Object.entries(principals).map(async ([kind, { subject, scopes }]) => [
        kind,
        await tokenFor(scopes, { subject, tenant: name }),
      ]),
    ),
  ) as MarkedTenant['tokens'];
  await importInto(server.app, 'liveperson', name, [
    withMark(laterRecord(), mark),
    withMark(exampleRecord(4), mark),
  ]);
  const marked = { Attributes: { FullName: `John ${mark}` }, FarEndAddress: mark };
  await server.data(
    'mutation ($events: [JSON!]!) { ingestEvents(events: $events) { status } }',
    {
      events: [
        { ...traceExample, ...marked },
        { ...traceExample, ...marked, TaskId: 'two', OriginTaskId: traceExample.TaskId },
        { ...workCodeExample, WorkCodeDescription: mark },
        { ...usageExample, Browser: mark },
        { ...agentExample, CurrentStateReason: mark },
        { ActivityType: `unknown ${mark}` },
      ],
    },
    tokens.operator,
  );
  await server.data(
    'mutation ($input: AgentInput!) { upsertAgent(input: $input) { status } }',
    { input: { username: 'ann', nickname: `Ann ${mark}`, skills: ['tents'] } },
    tokens.operator,
  );
  const upload = await fetch(new URL('/flows/100/photos', server.url), {
    method: 'PUT',
    headers: { authorization: `Bearer ${tokens.operator}` },
    body: await jpegImage(),
  });
  if (!upload.ok) throw new Error(`The photo was not stored: ${await upload.text()}`);
  return { name, mark, sampleData, server, tokens, known: await readKnown(server, tokens) };
}

async function readKnown(server: TestServer, tokens: MarkedTenant['tokens']): Promise<Known> {
  const answers = await Promise.all(
    [tokens.operator, tokens['agent with scopes'], tokens.agent, tokens.customer].map((token) =>
      server.send(everything, { token }),
    ),
  );
  const found = new Map<string, Set<string>>([
    ['id', new Set()],
    ['cursor', new Set()],
    ['url', new Set()],
  ]);
  const streams = new Map<string, string>();
  JSON.stringify(answers, (name, value: unknown) => {
    if (typeof value === 'string') found.get(name)?.add(value);
    const node = value as StreamNode | null;
    if (name !== 'node' || node === null) return value;
    if (node.lastEventId !== undefined) streams.set(node.lastEventId, node.id);
    for (const connection of [node.events, node.messages])
      for (const edge of connection?.edges ?? []) streams.set(edge.node.eventId, node.id);
    return value;
  });
  const values = (name: string) => [...(found.get(name) ?? [])];
  return { ids: values('id'), cursors: values('cursor'), photoUrls: values('url'), streams };
}

interface EventEdges {
  readonly edges: readonly { readonly node: { readonly eventId: string } }[];
}
interface StreamNode {
  readonly id: string;
  readonly lastEventId?: string;
  readonly events?: EventEdges | null;
  readonly messages?: EventEdges | null;
}

/** Returns the tenants whose marks a text contains, also within base64. */
export function tenantsIn(text: string, tenants: readonly MarkedTenant[]): readonly string[] {
  const decoded = [...text.matchAll(/[\w-]{16,}/g)].map(([part]) =>
    Buffer.from(part, 'base64url').toString('latin1'),
  );
  const whole = [text, ...decoded].join('\n');
  return tenants.filter(({ mark }) => whole.includes(mark)).map(({ name }) => name);
}
