import { createAgents } from '../../../../src/domains/agents/index.ts';
import { createInteractions } from '../../../../src/domains/interactions/index.ts';
import type { Caller } from '../../../../src/auth/index.ts';
import { createEventIds, createEventLog } from '../../../../src/eventlog/index.ts';
import { systemClock } from '../../../../src/kernel/clock.ts';
import { openChangeStream } from '../../../../src/realtime/index.ts';
import { createStorage, type Storage } from '../../../../src/storage/index.ts';
import { openHarness, type TestClient, type Harness } from '../../interactions/harness.ts';
import { testDatabase } from '../../../support/mongo.ts';
import { collectingLogger } from '../../../support/server.ts';
import { until } from '../../../support/until.ts';
import { noFlows } from '../../../support/no-flows.ts';
import { silentChangeStream } from '../../../support/silent-change-stream.ts';

let harness: Harness;
const storages: Storage[] = [];
beforeAll(async () => {
  harness = await openHarness(import.meta.url, { OFFER_TIMEOUT_MS: '60000', OPERATIONS_PER_SECOND: '0' });
});
afterAll(async () => {
  await harness.stop();
  for (const storage of storages) await storage.close();
});

/** Opens a process that is suspended between the reservation of a slot and the offer. */
function slowProcess(beforeOffer: () => Promise<void>) {
  const { uri, name } = testDatabase(import.meta.url);
  const storage = createStorage({ uri, database: name, timeoutMs: 10_000 });
  storages.push(storage);
  const log = createEventLog(storage, systemClock);
  const agents = createAgents(storage, systemClock, log, silentChangeStream);
  const logger = collectingLogger();
  const { operations } = createInteractions(
    {
      storage,
      log,
      ids: createEventIds(storage, log, logger),
      changeStream: openChangeStream(storage, log, systemClock, logger),
      agents: {
        ...agents.port,
        async reserve(...args) {
          const outcome = await agents.port.reserve(...args);
          await beforeOffer();
          return outcome;
        },
      },
      flows: noFlows,
      history: { record: () => Promise.resolve() },
      clock: systemClock,
      logger,
    },
    { offerTimeoutMs: 60_000, reofferDelayMs: 0 },
  );
  return { operations, storage };
}

const callerOf = (client: TestClient): Caller => ({
  tenant: 'acme',
  kind: 'agent',
  id: client.name,
  scopes: new Set(),
  expiresAt: Infinity,
});

const stateOf = async (agent: TestClient) =>
  (
    await agent.request<{ currentAgent: { state: string; taskCount: number } }>(
      '{ currentAgent { state taskCount } }',
    )
  ).currentAgent;

async function createClients(name: string) {
  const customer = await harness.customer(`customer of ${name}`);
  const ann = await harness.agent(`ann of ${name}`, { skills: [name] });
  const bob = await harness.agent(`bob of ${name}`);
  const id = await harness.conversation(customer, ann, { skill: name });
  await bob.setState('IDLE');
  return { customer, ann, bob, id };
}

const naturalIdOf = (id: string) => Buffer.from(id, 'base64url').toString().slice('Interaction:'.length);

const offersToAgent = [
  [
    'inviteUser',
    (operations: Operations, caller: Caller, id: string, bob: string, key: string | null = null) =>
      operations.inviteUser(caller, id, bob, key),
  ],
  [
    'singleStepTransfer',
    (operations: Operations, caller: Caller, id: string, bob: string, key: string | null = null) =>
      operations.singleStepTransfer(caller, id, { agentId: bob }, key),
  ],
] as const;

test.concurrent.each(offersToAgent)(
  '%s repeated before its first attempt has made the offer is BUSY, and later has the outcome of the first attempt',
  async (name, operation) => {
    const { ann, bob, id } = await createClients(`repeated ${name}`);
    const other = slowProcess(() => Promise.resolve()).operations;
    const statuses: string[] = [];
    const attempt = async (operations: Operations) => {
      const outcome = await operation(operations, callerOf(ann), id, bob.name, 'once');
      statuses.push(outcome.status);
      return outcome;
    };
    const { operations } = slowProcess(async () => {
      await attempt(other);
    });
    const first = await attempt(operations);
    const again = await attempt(other);
    expect(statuses).toEqual(['BUSY', 'OK', 'OK']);
    expect(again.event?.eventId).toBe(first.event?.eventId);
    expect(await stateOf(bob)).toEqual({ state: 'RESERVED', taskCount: 1 });
  },
  60_000,
);

test.concurrent.each(offersToAgent)(
  '%s makes no offer if its process was suspended until the reserved slot was released',
  async (name, operation) => {
    const { ann, bob, id } = await createClients(name);
    const { operations } = slowProcess(() => until(async () => (await stateOf(bob)).state === 'IDLE'));
    const outcome = await operation(operations, callerOf(ann), id, bob.name);
    expect(outcome).toMatchObject({ status: 'BUSY', retryAfter: expect.any(Number) as number });
    const accepted = await bob.mutate('acceptInteraction', { id });
    expect({ accepted: accepted.status, ...(await stateOf(bob)) }).toEqual({
      accepted: 'NOT_OFFERED',
      state: 'IDLE',
      taskCount: 0,
    });
  },
  60_000,
);
type Operations = ReturnType<typeof slowProcess>['operations'];

test.concurrent('a sweep of the interaction keeps the slot reserved for an agent that had left it', async () => {
  const { customer, ann, bob, id } = await createClients('sweep');
  await ann.mutate('inviteUser', { id, agentId: bob.name });
  expect(await bob.mutate('acceptInteraction', { id })).toMatchObject({ status: 'OK' });
  expect(await bob.mutate('leaveConference', { id })).toMatchObject({ status: 'OK' });
  const { operations, storage } = slowProcess(async () => {
    await customer.mutate('sendMessage', { id, text: 'in between' });
    const documents = storage.systemCollection<{ interactionId: string; unsettledSince?: Date }>(
      'interactions',
      [],
    );
    const one = { interactionId: naturalIdOf(id) };
    await documents.updateOne(one, { $set: { unsettledSince: new Date(0) } });
    await until(async () => (await documents.findOne(one))?.unsettledSince === undefined);
  });
  // If the sweep is so late that the process counts as dead, the result is BUSY and the invitation is repeated.
  await until(async () => {
    const { status } = await operations.inviteUser(callerOf(ann), id, bob.name, null);
    expect(['OK', 'BUSY']).toContain(status);
    return status === 'OK';
  });
  expect(await stateOf(bob)).toEqual({ state: 'RESERVED', taskCount: 1 });
}, 60_000);

test.concurrent('a repeated old request of an agent keeps the slot that is reserved for the agent again', async () => {
  const { customer, ann, bob, id } = await createClients('repeat');
  await ann.mutate('inviteUser', { id, agentId: bob.name });
  const reject = () => bob.mutate('rejectInteraction', { id, idempotencyKey: 'no' });
  expect(await reject()).toMatchObject({ status: 'OK' });
  const { operations } = slowProcess(async () => {
    await customer.mutate('sendMessage', { id, text: 'in between' });
    expect(await reject()).toMatchObject({ status: 'OK' });
  });
  expect(await operations.inviteUser(callerOf(ann), id, bob.name, null)).toMatchObject({ status: 'OK' });
  expect(await stateOf(bob)).toEqual({ state: 'RESERVED', taskCount: 1 });
}, 60_000);
