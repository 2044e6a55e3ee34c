import { createAgents } from '../../../src/domains/agents/index.ts';
import { createInteractions, type InteractionState } from '../../../src/domains/interactions/index.ts';
import type { Caller } from '../../../src/auth/index.ts';
import { createEventIds, createEventLog } from '../../../src/eventlog/index.ts';
import { systemClock } from '../../../src/kernel/clock.ts';
import { toGlobalId } from '../../../src/kernel/global-id.ts';
import { openChangeStream } from '../../../src/realtime/index.ts';
import { createStorage, type Storage } from '../../../src/storage/index.ts';
import { testDatabase } from '../../support/mongo.ts';
import { collectingLogger } from '../../support/server.ts';
import { until } from '../../support/until.ts';
import { openHarness, type TestClient, type Harness } from './harness.ts';
import { noFlows } from '../../support/no-flows.ts';
import { silentChangeStream } from '../../support/silent-change-stream.ts';

let harness: Harness;
const storages: Storage[] = [];
beforeAll(async () => {
  harness = await openHarness(import.meta.url, { OFFER_TIMEOUT_MS: '500', REOFFER_DELAY_MS: '0' });
});
afterAll(async () => {
  await harness.stop();
  for (const storage of storages) await storage.close();
});

class Crashed extends Error {}
type Point = 'projection' | 'history' | 'slots' | 'offer';

/**
 * Opens a process that crashes at one point of an operation: its earlier writes remain, and its later writes never happen. The server of
 * the harness continues to run.
 */
function crashingProcess(point?: Point) {
  const { uri, name } = testDatabase(import.meta.url);
  const storage = createStorage({ uri, database: name, timeoutMs: 10_000 });
  storages.push(storage);
  const log = createEventLog(storage, systemClock);
  const agents = createAgents(storage, systemClock, log, silentChangeStream);
  const logger = collectingLogger();
  const crash = (): Promise<never> => Promise.reject(new Crashed(point));
  const { operations, background } = createInteractions(
    {
      storage: {
        ...storage,
        collection: (collection, indexes) => {
          const original = storage.collection(collection, indexes);
          if (point === 'projection' && collection === 'interactions') original.replaceOlder = crash;
          return original as never;
        },
      },
      log,
      ids: createEventIds(storage, log, logger),
      changeStream: openChangeStream(storage, log, systemClock, logger),
      agents: {
        ...agents.port,
        setPhase: point === 'slots' ? crash : (...args) => agents.port.setPhase(...args),
        ...(point === 'offer' ? { skillsOf: crash } : {}),
      },
      flows: noFlows,
      history: { record: crash },
      clock: systemClock,
      logger,
    },
    { offerTimeoutMs: 500, reofferDelayMs: 0 },
  );
  return { operations, agents, background };
}

const callerOf = (client: TestClient, kind: Caller['kind']): Caller => ({
  tenant: 'acme',
  kind,
  id: client.name,
  scopes: new Set(),
  expiresAt: Infinity,
});

let number = 0;
async function conversation() {
  const n = ++number;
  const skill = `skill${n}`;
  const customer = await harness.customer(`customer${n}`);
  const ann = await harness.agent(`ann${n}`, { skills: [skill] });
  return { customer, ann, skill, id: await harness.conversation(customer, ann, { skill, text: 'hello' }) };
}
const readInteraction = (client: TestClient, id: string) =>
  client.request<{
    interaction: {
      status: string;
      chatTranscript: object | null;
      engagement: object | null;
      traceRecord: object | null;
    };
    currentAgent: { taskCount: number; state: string };
  }>(
    `query($id: ID!) { currentAgent { taskCount state }
      interaction(id: $id) { status chatTranscript { id } engagement { id } traceRecord { id } } }`,
    { id },
  );

test.concurrent.each(['projection', 'history', 'slots'] as const)(
  'another process finishes an interaction if a process crashes between the COMPLETED record and the update of the %s',
  async (point) => {
    const { ann, id } = await conversation();
    const { operations } = crashingProcess(point);
    await expect(operations.completeInteraction(callerOf(ann, 'agent'), id, [], 'k')).rejects.toThrow(
      Crashed,
    );
    const supervisor = await harness.client(
      ann.name,
      'chat.agent agent.view feed.view engagement.view hybris.interactionrecording_view',
    );
    await until(async () => {
      const { interaction, currentAgent } = await readInteraction(supervisor, id);
      return (
        interaction.status === 'COMPLETED' &&
        interaction.chatTranscript !== null &&
        interaction.engagement !== null &&
        interaction.traceRecord !== null &&
        currentAgent.taskCount === 0
      );
    });
    // A retry of the request whose response was lost succeeds.
    expect(await ann.mutate('completeInteraction', { id, idempotencyKey: 'k' })).toMatchObject({
      status: 'OK',
    });
  },
  40_000,
);

test.concurrent('a slot is released if its process crashed before the offer, and the agent can accept the next interaction', async () => {
  const n = ++number;
  const skill = `skill${n}`;
  const customer = await harness.customer(`customer${n}`);
  const ann = await harness.agent(`ann${n}`, { skills: [skill] });
  const queued = await customer.mutate('startInteraction', { input: { skill } });
  const { agents } = crashingProcess('offer');
  const interactionId = Buffer.from(queued.interaction?.id ?? '', 'base64url')
    .toString()
    .slice('Interaction:'.length);
  expect(toGlobalId('Interaction', interactionId)).toBe(queued.interaction?.id);
  await ann.setState('UNAVAILABLE');
  // The slot is reserved as soon as the agent is available.
  const reserved = (async () => {
    for (;;) {
      const outcome = await agents.port.reserve('acme', ann.name, {
        interactionId,
        offerId: 'orphaned offer',
        seq: 4,
        type: 'WEBCHAT',
        reason: 'QUEUE',
      });
      if (outcome === 'RESERVED') return;
    }
  })();
  const other = await customer.mutate('startInteraction', {
    input: { skill: 'nobody', clientInteractionId: 'x' },
  });
  expect(other.status).toBe('OK');
  await customer.mutate('leaveInteraction', { id: queued.interaction?.id });
  await ann.setState('IDLE');
  await reserved;
  await until(
    async () => (await readInteraction(ann, queued.interaction?.id ?? '')).currentAgent.taskCount === 0,
  );
  const next = await customer.mutate('startInteraction', { input: { skill } });
  expect(await ann.mutate('acceptInteraction', { id: next.interaction?.id })).toMatchObject({
    status: 'OK',
  });
}, 40_000);

test.concurrent('an offer of a process that crashed expires, and the next agent gets an offer', async () => {
  const n = ++number;
  const skill = `skill${n}`;
  const customer = await harness.customer(`customer${n}`);
  const ann = await harness.agent(`ann${n}`, { skills: [skill] });
  const ben = await harness.agent(`ben${n}`, { skills: [skill] });
  await ann.setState('IDLE');
  const { operations, background } = crashingProcess();
  const started = await operations.startInteraction(callerOf(customer, 'customer'), {
    type: 'WEBCHAT',
    skill,
  });
  // The timer of the offer ends with its process.
  await background.stop();
  const withdrawals = ann.subscribe<{ __typename: string; withdrawalReason?: string }>(
    'subscription { notifications { __typename ... on OfferWithdrawn { withdrawalReason } } }',
  );
  const notifications = ben.subscribe<{ __typename: string }>(
    'subscription { notifications { __typename } }',
  );
  await ben.setState('IDLE');
  expect(await notifications.next()).toEqual({ __typename: 'InteractionOffered' });
  expect(await withdrawals.next()).toEqual({ __typename: 'InteractionOffered' });
  expect(await withdrawals.next()).toEqual({ __typename: 'OfferWithdrawn', withdrawalReason: 'MISSED' });
  expect(await ben.mutate('acceptInteraction', { id: started.interactionId })).toMatchObject({
    status: 'OK',
  });
}, 40_000);

test('a rebuild from the log yields the same interactions, transcripts, engagements and trace records', async () => {
  const { ann, customer, id } = await conversation();
  await customer.mutate('sendMessage', { id, text: 'more' });
  await ann.mutate('completeInteraction', { id, workCodes: [{ group: 'g', name: 'n' }] });
  const { uri, name } = testDatabase(import.meta.url);
  const storage = createStorage({ uri, database: name, timeoutMs: 10_000 });
  storages.push(storage);
  const collections = ['interactions', 'transcripts', 'engagements', 'traceRecords'];
  const { client, db } = storage.openClient({});
  try {
    const interactionId = Buffer.from(id, 'base64url').toString().slice('Interaction:'.length);
    const dump = () =>
      Promise.all(
        collections.map((collection) =>
          db.collection<InteractionState>(collection).find({ interactionId }).toArray(),
        ),
      );
    await until(async () => !JSON.stringify(await dump()).includes('unsettledSince'));
    const before = await dump();
    expect(before.map(({ length }) => length)).toEqual([1, 1, 1, 1]);
    for (const collection of collections) await db.collection(collection).deleteMany({});
    expect(await harness.server.app.rebuilds.interactions({ tenant: 'acme' })).toBeGreaterThan(0);
    await until(async () => !JSON.stringify(await dump()).includes('unsettledSince'));
    expect(await dump()).toEqual(before);
  } finally {
    await client.close();
  }
});
