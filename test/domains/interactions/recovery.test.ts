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
import { openStage, type Person, type Stage } from './stage.ts';
import { noFlows } from '../../support/no-flows.ts';
import { silentChangeStream } from '../../support/silent-change-stream.ts';

let stage: Stage;
const storages: Storage[] = [];
beforeAll(async () => {
  stage = await openStage(import.meta.url, { OFFER_TIMEOUT_MS: '500', REOFFER_DELAY_MS: '0' });
});
afterAll(async () => {
  await stage.stop();
  for (const storage of storages) await storage.close();
});

class Killed extends Error {}
type Point = 'projection' | 'history' | 'slots' | 'offer' | 'deadline';

/**
 * A process that stops for good at one point of what it does: what it has written is there, what it would have written never comes. The
 * server of the stage is the one that lives.
 */
function doomedProcess(point: Point) {
  const { uri, name } = testDatabase(import.meta.url);
  const storage = createStorage({ uri, database: name, timeoutMs: 10_000 });
  storages.push(storage);
  const log = createEventLog(storage, systemClock);
  const agents = createAgents(storage, systemClock, log, silentChangeStream);
  const logger = collectingLogger();
  const die = (): Promise<never> => Promise.reject(new Killed(point));
  const { operations } = createInteractions(
    {
      storage: {
        ...storage,
        collection: (collection, indexes) => {
          const made = storage.collection(collection, indexes);
          if (point === 'projection' && collection === 'interactions') made.replaceOlder = die;
          return made as never;
        },
      },
      log,
      ids: createEventIds(storage),
      changeStream: openChangeStream(storage, log, systemClock, logger),
      agents: {
        ...agents.port,
        setPhase: point === 'slots' ? die : (...args) => agents.port.setPhase(...args),
        ...(point === 'offer' ? { skillsOf: die } : {}),
      },
      flows: noFlows,
      history: { record: die },
      clock: systemClock,
      logger,
    },
    { offerTimeoutMs: 500, reofferDelayMs: 0 },
  );
  return { operations, agents };
}

const callerOf = (person: Person, kind: Caller['kind']): Caller => ({
  tenant: 'acme',
  kind,
  id: person.name,
  scopes: new Set(),
  expiresAt: Infinity,
});

let number = 0;
async function conversation() {
  const n = ++number;
  const skill = `skill${n}`;
  const customer = await stage.customer(`customer${n}`);
  const ann = await stage.agent(`ann${n}`, { skills: [skill] });
  return { customer, ann, skill, id: await stage.conversation(customer, ann, { skill, text: 'hello' }) };
}
const look = (person: Person, id: string) =>
  person.ask<{
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
  'who dies after the log says COMPLETED and before the %s: the others finish it',
  async (point) => {
    const { ann, id } = await conversation();
    const { operations } = doomedProcess(point);
    await expect(operations.completeInteraction(callerOf(ann, 'agent'), id, [], 'k')).rejects.toThrow(Killed);
    const supervisor = await stage.person(
      ann.name,
      'chat.agent agent.view feed.view engagement.view hybris.interactionrecording_view',
    );
    await until(async () => {
      const { interaction, currentAgent } = await look(supervisor, id);
      return (
        interaction.status === 'COMPLETED' &&
        interaction.chatTranscript !== null &&
        interaction.engagement !== null &&
        interaction.traceRecord !== null &&
        currentAgent.taskCount === 0
      );
    });
    // The retry of who never had an answer finds it done.
    expect(await ann.do('completeInteraction', { id, idempotencyKey: 'k' })).toMatchObject({ status: 'OK' });
  },
  40_000,
);

test.concurrent(
  'who dies with a slot reserved, and no offer made: the slot is free again, and the interaction is offered',
  async () => {
    const n = ++number;
    const skill = `skill${n}`;
    const customer = await stage.customer(`customer${n}`);
    const ann = await stage.agent(`ann${n}`, { skills: [skill] });
    const queued = await customer.do('startInteraction', { input: { skill } });
    const { agents } = doomedProcess('offer');
    const interactionId = Buffer.from(queued.interaction?.id ?? '', 'base64url')
      .toString()
      .slice('Interaction:'.length);
    expect(toGlobalId('Interaction', interactionId)).toBe(queued.interaction?.id);
    await ann.setState('UNAVAILABLE');
    // Between the two the agent is nobody else's.
    const reserved = (async () => {
      for (;;) {
        const outcome = await agents.port.reserve('acme', ann.name, {
          interactionId,
          offerId: 'of the dead',
          seq: 4,
          type: 'WEBCHAT',
          reason: 'QUEUE',
        });
        if (outcome === 'RESERVED') return;
      }
    })();
    const other = await customer.do('startInteraction', {
      input: { skill: 'nobody', clientInteractionId: 'x' },
    });
    expect(other.status).toBe('OK');
    await customer.do('leaveInteraction', { id: queued.interaction?.id });
    await ann.setState('IDLE');
    await reserved;
    await until(async () => (await look(ann, queued.interaction?.id ?? '')).currentAgent.taskCount === 0);
    const next = await customer.do('startInteraction', { input: { skill } });
    expect(await ann.do('acceptInteraction', { id: next.interaction?.id })).toMatchObject({ status: 'OK' });
  },
  40_000,
);

test.concurrent(
  'an offer whose process has died runs out, and goes to the next',
  async () => {
    const n = ++number;
    const skill = `skill${n}`;
    const customer = await stage.customer(`customer${n}`);
    const ann = await stage.agent(`ann${n}`, { skills: [skill] });
    const ben = await stage.agent(`ben${n}`, { skills: [skill] });
    await ann.setState('IDLE');
    const { operations } = doomedProcess('deadline');
    const started = await operations.startInteraction(callerOf(customer, 'customer'), {
      type: 'WEBCHAT',
      skill,
    });
    const heard = ben.hear<{ __typename: string }>('subscription { notifications { __typename } }');
    await ben.setState('IDLE');
    expect(await heard.next()).toEqual({ __typename: 'InteractionOffered' });
    expect(await ben.do('acceptInteraction', { id: started.interactionId })).toMatchObject({ status: 'OK' });
  },
  40_000,
);

test('what is made of the log once more is what was there', async () => {
  const { ann, customer, id } = await conversation();
  await customer.do('sendMessage', { id, text: 'more' });
  await ann.do('completeInteraction', { id, workCodes: [{ group: 'g', name: 'n' }] });
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
    expect(await stage.server.app.rebuilds.interactions({ tenant: 'acme' })).toBeGreaterThan(0);
    await until(async () => !JSON.stringify(await dump()).includes('unsettledSince'));
    expect(await dump()).toEqual(before);
  } finally {
    await client.close();
  }
});
