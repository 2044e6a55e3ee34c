import { createAgents } from '../../../src/domains/agents/index.ts';
import { createInteractions } from '../../../src/domains/interactions/index.ts';
import type { AgentPort } from '../../../src/domains/shared/agent-port.ts';
import type { CompletedInteraction } from '../../../src/domains/shared/completed-interaction.ts';
import { initialInteraction } from '../../../src/domains/interactions/model/index.ts';
import type { Caller } from '../../../src/auth/index.ts';
import { createEventIds, createEventLog } from '../../../src/eventlog/index.ts';
import { systemClock, type Clock } from '../../../src/kernel/clock.ts';
import { openChangeStream } from '../../../src/realtime/index.ts';
import { createStorage, type Storage } from '../../../src/storage/index.ts';
import { testDatabase } from '../../support/mongo.ts';
import { collectingLogger } from '../../support/server.ts';
import { openProfiler } from '../../support/profiler.ts';
import { until } from '../../support/until.ts';
import { noFlows } from '../../support/no-flows.ts';
import { silentChangeStream } from '../../support/silent-change-stream.ts';

const storages: Storage[] = [];
const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});
afterAll(async () => {
  for (const storage of storages) await storage.close();
});

/** Opens a process whose sweeps do not run. The given functions replace those of its agent port. */
async function openProcess(
  replacements: (port: AgentPort) => Partial<AgentPort> = () => ({}),
  {
    reofferDelayMs = 0,
    clock = systemClock,
    record = () => Promise.resolve(),
  }: {
    reofferDelayMs?: number;
    clock?: Clock;
    record?: (tenant: string, completed: CompletedInteraction) => Promise<void>;
  } = {},
) {
  const { uri, name } = testDatabase(import.meta.url);
  const storage = createStorage({ uri, database: name, timeoutMs: 10_000 });
  storages.push(storage);
  const log = createEventLog(storage, clock);
  const agents = createAgents(storage, clock, log, silentChangeStream);
  const logger = collectingLogger();
  const interactions = createInteractions(
    {
      storage,
      log,
      ids: createEventIds(storage, log, logger),
      changeStream: openChangeStream(storage, log, clock, logger),
      agents: { ...agents.port, ...replacements(agents.port) },
      flows: noFlows,
      history: { record },
      clock,
      logger,
    },
    { offerTimeoutMs: 60_000, reofferDelayMs },
  );
  await storage.prepare();
  return { ...interactions, agents, storage, logger };
}
const callerOf = (kind: Caller['kind'], id: string, tenant = 'acme'): Caller => ({
  tenant,
  kind,
  id,
  scopes: new Set(),
  expiresAt: Infinity,
});
type Process = Awaited<ReturnType<typeof openProcess>>;

const signIn = async ({ agents }: Process, name: string, skills: string[], tenant = 'acme') => {
  await agents.operations.upsertAgent({ tenant }, { username: name, skills });
  await agents.operations.setAgentState(callerOf('agent', name, tenant), { state: 'IDLE' });
};
const start = async ({ operations }: Process, skill: string, tenant = 'acme') =>
  (await operations.startInteraction(callerOf('customer', 'carl', tenant), { type: 'WEBCHAT', skill }))
    .interactionId;
const stateOf = async ({ agents }: Process, name: string, tenant = 'acme') =>
  (await agents.operations.readAgents(callerOf('agent', name, tenant), [name], { state: 1 }))[0]?.state;

/** Waits until an agent with the skill is reserved, and then for a gate. */
const gated = (gate: Promise<unknown>, onReserved: () => void) => (port: AgentPort) => ({
  async reserveLongestIdle(...args: Parameters<AgentPort['reserveLongestIdle']>) {
    const found = await port.reserveLongestIdle(...args);
    if (found !== undefined) {
      onReserved();
      await gate;
    }
    return found;
  },
});
const withoutRouting = () => ({ onCapacity: () => undefined });

test('one sweep offers the interactions with a skill to all free agents with it', async () => {
  let reserved = 0;
  let reservedByFirstSweep: number | undefined;
  const process = await openProcess((port) => ({
    ...withoutRouting(),
    async reserveLongestIdle(...args) {
      const found = await port.reserveLongestIdle(...args);
      if (found !== undefined) reserved += 1;
      return found;
    },
    // The last step of the first sweep.
    unverifiedAgents(...args) {
      reservedByFirstSweep ??= reserved;
      return port.unverifiedAgents(...args);
    },
  }));
  const tenant = 'one sweep';
  const agents = ['amy', 'ben', 'cat'];
  for (const _ of agents) await start(process, 'shared', tenant);
  for (const name of agents) await signIn(process, name, ['shared'], tenant);
  reserved = 0;
  process.background.start();
  stops.push(() => process.background.stop());
  await until(() => reservedByFirstSweep !== undefined);
  expect(reservedByFirstSweep).toBe(agents.length);
});

test('of two processes that offer one interaction, the loser releases its slot at once, and its agent keeps the place', async () => {
  let open: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => (open = resolve));
  let reservations = 0;
  const slow = await openProcess(gated(gate, () => reservations++));
  const quick = await openProcess();
  const silent = await openProcess(withoutRouting);
  await start(silent, 'race');
  const slowSignIn = signIn(slow, 'sam', ['race']);
  await until(() => reservations === 1);
  await signIn(quick, 'quinn', ['race']);
  await until(async () => (await stateOf(quick, 'quinn')) === 'RESERVED');
  expect(await stateOf(quick, 'sam')).toBe('RESERVING');
  // The last agent has been idle for less time than the loser.
  await signIn(silent, 'last', ['race']);
  open();
  await slowSignIn;
  await until(async () => (await stateOf(quick, 'sam')) === 'IDLE');
  await start(quick, 'race');
  expect(await stateOf(quick, 'sam')).toBe('RESERVED');
  expect(await stateOf(quick, 'last')).toBe('IDLE');
});

test('an agent that declined the older of two interactions is offered the younger one', async () => {
  let reservations = 0;
  const process = await openProcess(
    (port) => ({
      async reserveLongestIdle(...args) {
        const found = await port.reserveLongestIdle(...args);
        if (found !== undefined) reservations++;
        return found;
      },
    }),
    { reofferDelayMs: 60_000 },
  );
  const dora = callerOf('agent', 'dora');
  await signIn(process, 'dora', ['younger']);
  const older = await start(process, 'younger');
  await process.operations.rejectInteraction(dora, older, undefined);
  expect(await stateOf(process, 'dora')).toBe('IDLE');
  reservations = 0;
  const younger = await start(process, 'younger');
  expect(await process.operations.acceptInteraction(dora, younger, undefined, undefined)).toMatchObject({
    status: 'OK',
  });
  // The older one is not tried again for this agent.
  expect(reservations).toBe(1);
});

test('an agent that returns is offered the interaction behind one that the agent declined', async () => {
  const process = await openProcess(undefined, { reofferDelayMs: 60_000 });
  const rick = callerOf('agent', 'rick');
  await signIn(process, 'rick', ['return']);
  const older = await start(process, 'return');
  await process.operations.rejectInteraction(rick, older, undefined);
  await process.agents.operations.setAgentState(rick, { state: 'UNAVAILABLE' });
  const younger = await start(process, 'return');
  await process.agents.operations.setAgentState(rick, { state: 'IDLE' });
  await until(async () => (await stateOf(process, 'rick')) === 'RESERVED');
  expect(await process.operations.acceptInteraction(rick, younger, undefined, undefined)).toMatchObject({
    status: 'OK',
  });
});

test('more than 200 interactions that cannot be projected, all since one instant, do not keep a sweep from the others', async () => {
  const projected: string[] = [];
  const process = await openProcess(undefined, {
    record: (_, { interactionId }) => {
      if (interactionId.startsWith('bad')) return Promise.reject(new Error('poison'));
      projected.push(interactionId);
      return Promise.resolve();
    },
  });
  const { client, db } = process.storage.openClient({});
  const since = new Date(Date.now() - 60_000);
  const document = (interactionId: string, unsettledSince = since) => ({
    _id: `acme:${interactionId}` as never,
    tenant: 'acme',
    ...initialInteraction,
    interactionId,
    seq: 1,
    completedAt: since,
    unsettledSince,
  });
  await db
    .collection('interactions')
    .insertMany([
      ...Array.from({ length: 201 }, (_, index) => document(`bad${index}`)),
      document('good at that instant'),
      document('good later', new Date(since.getTime() + 1)),
    ]);
  await client.close();
  process.background.start();
  stops.push(() => process.background.stop());
  await until(() => projected.length >= 2);
  expect(projected).toEqual(['good at that instant', 'good later']);
});

test('interactions that wait for a missing skill do not delay an interaction that an agent can take', async () => {
  const process = await openProcess();
  // Another tenant has waiting interactions too.
  await Promise.all(Array.from({ length: 130 }, () => start(process, 'missing skill', 'other')));
  await Promise.all(Array.from({ length: 130 }, () => start(process, 'missing skill')));
  await start(process, 'rare');
  await signIn(process, 'rita', ['rare']);
  await until(async () => (await stateOf(process, 'rita')) === 'RESERVED');
}, 60_000);

test('a sweep offers an interaction that is behind many for a missing skill', async () => {
  const silent = await openProcess(() => ({ onCapacity: () => undefined }));
  await Promise.all(Array.from({ length: 210 }, () => start(silent, 'missing skill')));
  await start(silent, 'rarest');
  await signIn(silent, 'rena', ['rarest']);
  expect(await stateOf(silent, 'rena')).toBe('IDLE');
  silent.background.start();
  stops.push(() => silent.background.stop());
  await until(async () => (await stateOf(silent, 'rena')) === 'RESERVED');
}, 60_000);

test('an interaction whose slot update always fails does not keep a sweep from the others', async () => {
  const crashing = await openProcess(() => ({ setPhase: () => Promise.reject(new Error('crashed')) }));
  for (const name of ['first', 'second']) {
    await signIn(crashing, name, [name]);
    await expect(start(crashing, name)).resolves.toBeDefined();
    await until(async () => (await stateOf(crashing, name)) === 'RESERVING');
  }
  const faulty = await openProcess((port) => ({
    setPhase: (tenant, username, ...rest) =>
      username === 'first' ? Promise.reject(new Error('poison')) : port.setPhase(tenant, username, ...rest),
  }));
  faulty.background.start();
  stops.push(() => faulty.background.stop());
  await until(async () => (await stateOf(faulty, 'second')) === 'RESERVED');
  expect(faulty.logger.lines).toContainEqual(expect.objectContaining({ level: 'error' }));
}, 60_000);

test('an agent that signs in while routing finds no agent is offered the waiting interaction without a sweep', async () => {
  let open: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => (open = resolve));
  let calls = 0;
  const process = await openProcess((port) => ({
    async reserveLongestIdle(...args) {
      const found = await port.reserveLongestIdle(...args);
      if (calls++ === 0) await gate;
      return found;
    },
  }));
  const started = start(process, 'late');
  await until(() => calls === 1);
  const signedIn = signIn(process, 'lara', ['late']);
  await until(async () => (await stateOf(process, 'lara')) === 'IDLE');
  open();
  await Promise.all([started, signedIn]);
  await until(async () => (await stateOf(process, 'lara')) === 'RESERVED');
}, 5000);

test('sweeps compare the slots of a standing interaction with the log once, in one process of several', async () => {
  let aheadMs = 0;
  const clock = { now: () => new Date(Date.now() + aheadMs) };
  const process = await openProcess(undefined, { clock });
  const rita = callerOf('agent', 'rita', 'standing');
  await signIn(process, 'rita', ['any'], 'standing');
  const standing = await start(process, 'any', 'standing');
  expect(await process.operations.acceptInteraction(rita, standing, undefined, undefined)).toMatchObject({
    status: 'OK',
  });
  const unverified = async () =>
    (await process.agents.port.unverifiedAgents(clock.now(), 1000, 0)).map(({ username }) => username);
  expect(await unverified()).toContain('rita');
  aheadMs = 6000;
  process.background.start();
  await until(async () => !(await unverified()).includes('rita'));
  await process.background.stop();

  let sweeps = 0;
  const second = await openProcess(
    (port) => ({
      unverifiedAgents(...args) {
        sweeps += 1;
        return port.unverifiedAgents(...args);
      },
    }),
    { clock },
  );
  const profiler = openProfiler(import.meta.url, { sweeps: true });
  try {
    const queries = await profiler.during(async () => {
      second.background.start();
      stops.push(() => second.background.stop());
      await until(() => sweeps > 0);
      await second.background.stop();
    });
    expect(queries.length).toBeGreaterThan(0);
    // The position in the log begins with the kind of the stream.
    expect(JSON.stringify(queries.map(({ filter }) => filter))).not.toContain(`interaction:${standing}`);
  } finally {
    await profiler.close();
  }
});
