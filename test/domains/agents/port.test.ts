import type { LogRecord } from '../../../src/eventlog/index.ts';
import type { UnverifiedAgent } from '../../../src/domains/shared/agent-port.ts';
import { until } from '../../support/until.ts';
import { reservation, callerOf, newTenant, startProcess, TestClock, type Process } from './agent-process.ts';

const clock = new TestClock();
const leaseMs = 120_000;
/** Requests renew at most twelve times per lease, so the lease is longer by a twelfth. */
const leaseSeconds = 130;
let one: Process;
let two: Process;
beforeAll(async () => {
  one = await startProcess(import.meta.url, clock, { leaseMs, sweepMs: 10 });
  two = await startProcess(import.meta.url, clock, { leaseMs, sweepMs: 10 });
});
afterAll(async () => {
  await one.stop();
  await two.stop();
});

let tenant: string;
beforeEach(() => {
  tenant = newTenant();
});
const agent = (username: string) => callerOf(tenant, 'agent', username, 'chat.agent');
const register = (username: string, more: { skills?: string[]; maxConcurrent?: number } = {}) =>
  one.operations.upsertAgent({ tenant }, { username, ...more });
const signIn = async (username: string, more: Parameters<typeof register>[1] = {}, process = one) => {
  await register(username, more);
  clock.pass(1);
  return process.operations.setAgentState(agent(username), { state: 'IDLE' });
};
const stateOf = async (username: string) => {
  const [found] = await one.operations.readAgents(
    callerOf(tenant, 'service', 'test', 'agent.view'),
    [username],
    { state: 1 },
  );
  return found?.state;
};
const historyOf = (username: string, process = one): Promise<readonly LogRecord[]> =>
  process.log.read(tenant, 'agent', username, { after: 0, limit: 1000 });
const eventsOf = async (username: string) =>
  (await historyOf(username)).map(({ seq, facts }) => [
    seq,
    (facts[0] as unknown as { eventType: string }).eventType,
    (facts[0] as unknown as { currentState: string }).currentState,
  ]);
const anyAgent = { skill: null, avoid: [] } as const;

/** Resolves with the first matching record. */
const recordOf = (process: Process, fits: (record: LogRecord) => boolean): Promise<LogRecord> =>
  new Promise((resolve) => {
    const stop = process.log.onRecord('agent', (record) => {
      if (record.tenant !== tenant || !fits(record)) return;
      stop();
      resolve(record);
    });
  });

describe('routing', () => {
  test('the longest idle agent is reserved first, then the next, and no agent twice for one interaction', async () => {
    await signIn('zoe');
    await signIn('ann');
    await signIn('bob');
    expect(await one.port.reserveLongestIdle(tenant, anyAgent, reservation('x'))).toBe('zoe');
    expect(await one.port.reserveLongestIdle(tenant, anyAgent, reservation('y'))).toBe('ann');
    expect(await one.port.reserveLongestIdle(tenant, anyAgent, reservation('z'))).toBe('bob');
    expect(await one.port.reserveLongestIdle(tenant, anyAgent, reservation('w'))).toBeUndefined();
  });

  test('of agents that became idle in the same millisecond, the first by user name is reserved', async () => {
    for (const name of ['bob', 'ann', 'cid']) {
      await register(name);
      await one.operations.setAgentState(agent(name), { state: 'IDLE' });
    }
    expect(await one.port.reserveLongestIdle(tenant, anyAgent, reservation('x'))).toBe('ann');
  });

  test('a less loaded agent comes first, and the agent that finished last comes last', async () => {
    await signIn('ann', { maxConcurrent: 2 });
    await signIn('bob', { maxConcurrent: 2 });
    const reserve = (id: string) => one.port.reserveLongestIdle(tenant, anyAgent, reservation(id));
    expect([
      await reserve('a'),
      await reserve('b'),
      await reserve('c'),
      await reserve('d'),
      await reserve('e'),
    ]).toEqual(['ann', 'bob', 'ann', 'bob', undefined]);
    clock.pass(1);
    for (const interactionId of ['b', 'd'])
      await one.port.setPhase(tenant, 'bob', { interactionId, seq: 2 }, 'FREE');
    clock.pass(1);
    for (const interactionId of ['a', 'c'])
      await one.port.setPhase(tenant, 'ann', { interactionId, seq: 2 }, 'FREE');
    expect(await reserve('f')).toBe('bob');
  });

  test('an agent is skipped if it lacks the skill, is to be avoided, or has the interaction already', async () => {
    await signIn('ann', { skills: ['care'], maxConcurrent: 3 });
    await signIn('bob', { skills: ['care', 'sales'], maxConcurrent: 3 });
    const reserve = (skill: string | null, avoid: string[], id = 'x') =>
      one.port.reserveLongestIdle(tenant, { skill, avoid }, reservation(id));
    expect(await reserve('sales', [])).toBe('bob');
    expect(await reserve('care', ['ann'])).toBeUndefined();
    expect(await reserve('care', [])).toBe('ann');
    expect(await reserve('care', [])).toBeUndefined();
    expect(await reserve('juggling', [], 'y')).toBeUndefined();
    expect(await reserve(null, ['ann', 'bob'], 'y')).toBeUndefined();
  });

  test('an agent that is signed out, unavailable or full is UNAVAILABLE, one that has the interaction is HELD, an unregistered one is UNKNOWN', async () => {
    const reserve = (username: string, id = 'x') => one.port.reserve(tenant, username, reservation(id));
    expect(await reserve('nobody')).toBe('UNKNOWN');
    await register('out');
    expect(await reserve('out')).toBe('UNAVAILABLE');
    await signIn('ann', { maxConcurrent: 2 });
    expect([
      await reserve('ann'),
      await reserve('ann'),
      await reserve('ann', 'y'),
      await reserve('ann', 'z'),
    ]).toEqual(['RESERVED', 'HELD', 'RESERVED', 'UNAVAILABLE']);
    await signIn('bob');
    await one.operations.setAgentState(agent('bob'), { state: 'UNAVAILABLE' });
    expect(await reserve('bob')).toBe('UNAVAILABLE');
  });

  test('another tenant does not see the agents of this tenant', async () => {
    await signIn('ann', { skills: ['care'] });
    const other = newTenant();
    expect(await one.port.reserveLongestIdle(other, anyAgent, reservation('x'))).toBeUndefined();
    expect(await one.port.reserve(other, 'ann', reservation('x'))).toBe('UNKNOWN');
    expect(await one.port.isAvailable(other, 'ann')).toBe(false);
    expect(await one.port.anyoneHas(other, 'care')).toBe(false);
  });

  test('the queries of routing have an answer for registered and unregistered agents', async () => {
    await one.operations.upsertAgent({ tenant }, { username: 'ann', nickname: 'Annie', skills: ['care'] });
    const { port } = one;
    const both = ['ann', 'nobody'];
    const of = <Answer>(operation: (username: string) => Promise<Answer>) => Promise.all(both.map(operation));
    expect(await of((name) => port.nicknameOf(tenant, name))).toEqual(['Annie', null]);
    expect(await of((name) => port.skillsOf(tenant, name))).toEqual([['care'], []]);
    expect(await of((name) => port.isAvailable(tenant, name))).toEqual([false, false]);
    expect(await of((name) => port.parkedMs(tenant, name, 'x'))).toEqual([0, 0]);
    expect([await port.anyoneHas(tenant, 'care'), await port.anyoneHas(tenant, 'sales')]).toEqual([
      true,
      false,
    ]);
  });

  test('EF-52 EF-53 the time during which another interaction was in focus counts as parked', async () => {
    await signIn('ann', { maxConcurrent: 2 });
    for (const interactionId of ['a', 'b']) {
      await one.port.reserve(tenant, 'ann', reservation(interactionId));
      await one.port.setPhase(tenant, 'ann', { interactionId, seq: 2 }, 'WORKING');
      clock.pass(10);
    }
    expect(await one.port.parkedMs(tenant, 'ann', 'a')).toBe(10_000);
    expect(await one.port.parkedMs(tenant, 'ann', 'b')).toBe(0);
  });

  test('listeners are called for agents that gain capacity, and for the open offers of agents that leave', async () => {
    const free: string[] = [];
    const departures: [string, readonly string[]][] = [];
    one.port.onCapacity((of, username) => {
      if (of === tenant) free.push(username);
      return Promise.resolve();
    });
    one.port.onUnavailable((of, username, ids) => {
      if (of === tenant) departures.push([username, ids]);
      return Promise.resolve();
    });
    await signIn('ann', { maxConcurrent: 2 });
    expect(free).toEqual(['ann']);
    await one.port.reserve(tenant, 'ann', reservation('a'));
    await one.port.setPhase(tenant, 'ann', { interactionId: 'a', seq: 2 }, 'WORKING');
    await one.port.reserve(tenant, 'ann', reservation('b'));
    expect(free).toEqual(['ann']);
    await one.port.releaseOffer(tenant, 'ann', 'b', 'offer-b');
    expect(free).toEqual(['ann', 'ann']);
    await one.port.reserve(tenant, 'ann', reservation('c'));
    await one.operations.setAgentState(agent('ann'), { state: 'UNAVAILABLE' });
    expect(departures).toEqual([['ann', ['c']]]);
  });

  test('agents of all tenants are listed for sweeps until their slots are confirmed', async () => {
    const other = newTenant();
    for (const [of, username] of [
      [tenant, 'ann'],
      [tenant, 'bob'],
      [other, 'ann'],
    ] as const) {
      await one.operations.upsertAgent({ tenant: of }, { username });
      await one.operations.setAgentState(callerOf(of, 'agent', username, 'chat.agent'), { state: 'IDLE' });
    }
    await one.port.reserve(tenant, 'ann', reservation('x'));
    await one.port.reserve(other, 'ann', reservation('y'));
    const unverified = async () => {
      const found: UnverifiedAgent[] = [];
      for (;;) {
        const page = await one.port.unverifiedAgents(clock.now(), 1, found.length);
        if (page.length === 0) return found.filter((agent) => [tenant, other].includes(agent.tenant));
        found.push(...page);
      }
    };
    const found = await unverified();
    expect(found).toHaveLength(2);
    const own = found.find((agent) => agent.tenant === tenant);
    expect(own).toMatchObject({
      username: 'ann',
      slots: [{ interactionId: 'x', offerId: 'offer-x', phase: 'RESERVING', since: clock.now() }],
    });
    if (own === undefined) throw new Error('The agent is not listed.');
    expect(await one.port.confirmSlots({ ...own, rev: own.rev - 1 })).toBe(false);
    // A comparison that is requested during another one is not lost.
    clock.pass(1);
    await one.port.requestVerification(tenant, 'ann', 'x');
    expect(await one.port.confirmSlots(own)).toBe(false);
    const requested = (await unverified()).find((agent) => agent.tenant === tenant);
    expect(requested?.rev).toBe(own.rev);
    expect(await one.port.confirmSlots(requested ?? own)).toBe(true);
    expect((await unverified()).map((agent) => agent.tenant)).toEqual([other]);

    await one.port.requestVerification(tenant, 'ann', 'an interaction without a slot');
    expect(await unverified()).toHaveLength(1);
    await one.port.requestVerification(tenant, 'ann', 'x');
    expect(await unverified()).toHaveLength(2);
    await one.port.releaseOffer(tenant, 'ann', 'x', 'offer-x');
    expect((await unverified()).map((agent) => agent.tenant)).toEqual([other]);
  });
});

describe('two processes', () => {
  const either = (n: number): Process => (n % 2 === 0 ? one : two);

  test('reserve no more slots than an agent’s capacity under concurrent requests', async () => {
    await signIn('ann', { maxConcurrent: 5 });
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, n) => either(n).port.reserve(tenant, 'ann', reservation(`i${n}`))),
    );
    expect(answers.filter((answer) => answer === 'RESERVED')).toHaveLength(5);
    expect(answers.filter((answer) => answer === 'UNAVAILABLE')).toHaveLength(35);
  });

  test('fill the slots of a team: each interaction on one agent, no agent above capacity, no slot left free', async () => {
    const team = ['ann', 'bob', 'cid', 'dan'];
    for (const username of team) await signIn(username, { maxConcurrent: 3, skills: ['care'] });
    const taken = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        either(n).port.reserveLongestIdle(tenant, { skill: 'care', avoid: [] }, reservation(`i${n}`)),
      ),
    );
    const by = team.map((username) => taken.filter((name) => name === username).length);
    expect(by).toEqual([3, 3, 3, 3]);
    expect(taken.filter((name) => name === undefined)).toHaveLength(8);
  });

  test('write one record per change, in order, under concurrent updates of one agent', async () => {
    await signIn('ann', { maxConcurrent: 100 });
    await Promise.all(
      Array.from({ length: 20 }, async (_, n) => {
        const { port } = either(n);
        await port.reserve(tenant, 'ann', reservation(`i${n}`));
        await port.setPhase(tenant, 'ann', { interactionId: `i${n}`, seq: 2 }, 'WORKING');
        await port.setPhase(tenant, 'ann', { interactionId: `i${n}`, seq: 3 }, 'FREE');
      }),
    );
    const records = await historyOf('ann');
    expect(records.map(({ seq }) => seq)).toEqual(records.map((_, index) => index + 1));
    const facts = records.map(
      ({ facts: [fact] }) => fact as unknown as { currentState: string; previousState: string },
    );
    facts.slice(1).forEach(({ previousState }, index) => {
      // EF-95: each change starts where the previous one ended.
      expect(previousState).toBe(facts[index]?.currentState);
    });
    expect(facts.at(-1)?.currentState).toBe('IDLE');
    expect(await stateOf('ann')).toBe('IDLE');
  });
});

describe('the lease', () => {
  beforeAll(() => {
    one.background.start();
    two.background.start();
  });
  afterAll(async () => {
    await one.background.stop();
    await two.background.stop();
  });
  const isTimeout = ({ facts: [fact] }: LogRecord) =>
    (fact as unknown as { eventType: string }).eventType === 'TIMEOUT';

  test('EF-98 an agent whose lease expires is signed out once, although both processes sweep', async () => {
    await signIn('ann');
    const timeouts = Promise.race([recordOf(one, isTimeout), recordOf(two, isTimeout)]);
    clock.pass(leaseSeconds);
    expect((await timeouts).by).toBe('system');
    await signIn('bob');
    const next = Promise.race([recordOf(one, isTimeout), recordOf(two, isTimeout)]);
    clock.pass(leaseSeconds);
    // Both processes have swept again.
    await next;
    expect(await eventsOf('ann')).toEqual([
      [1, 'LOGIN', 'IDLE'],
      [2, 'TIMEOUT', 'LOGGED_OFF'],
    ]);
  });

  test('a request renews the lease, also in another process, and does not sign an agent in', async () => {
    await register('out');
    await signIn('ann');
    await signIn('bob');
    clock.pass(115);
    await two.operations.touch(agent('ann'));
    await two.operations.touch(agent('out'));
    await two.operations.touch(callerOf(tenant, 'customer', 'bob', 'chat.customer'));
    const timeout = Promise.race([recordOf(one, isTimeout), recordOf(two, isTimeout)]);
    clock.pass(30);
    expect((await timeout).stream).toBe('bob');
    expect([await stateOf('ann'), await stateOf('bob'), await stateOf('out')]).toEqual([
      'IDLE',
      'LOGGED_OFF',
      'LOGGED_OFF',
    ]);
  });

  test('listeners get the open offers of an agent that times out', async () => {
    await signIn('ann');
    await one.port.reserve(tenant, 'ann', reservation('x'));
    const departures = new Promise<readonly string[]>((resolve) => {
      for (const process of [one, two])
        process.port.onUnavailable((of, _, ids) => {
          if (of === tenant) resolve(ids);
          return Promise.resolve();
        });
    });
    clock.pass(leaseSeconds);
    expect(await departures).toEqual(['x']);
  });
});

test('an open socket keeps the agent present without requests; after the last one closes, the lease expires', async () => {
  const process = await startProcess(import.meta.url, clock, { leaseMs: 1200, sweepMs: 10 });
  try {
    await signIn('ann', {}, process);
    const close = process.operations.holdPresence(agent('ann'));
    const closeOther = process.operations.holdPresence(agent('ann'));
    process.background.start();
    clock.pass(0.9);
    await leaseUntil('ann', 1.3);
    closeOther();
    closeOther();
    clock.pass(0.9);
    await leaseUntil('ann', 1.3);
    clock.pass(0.1);
    close();
    await leaseUntil('ann', 1.3);
    const ended = recordOf(process, ({ stream }) => stream === 'ann');
    clock.pass(1.3);
    await ended;
    expect(await eventsOf('ann')).toEqual([
      [1, 'LOGIN', 'IDLE'],
      [2, 'TIMEOUT', 'LOGGED_OFF'],
    ]);
  } finally {
    await process.stop();
  }
});

test('a lease that is renewed between the read and the write of a sweep keeps the agent signed in', async () => {
  let renewals = 0;
  const sweeping = await startProcess(import.meta.url, clock, {
    leaseMs,
    sweepMs: 10,
    changeStorage: (storage) => ({
      ...storage,
      collection(name, indexes) {
        const original = storage.collection(name, indexes);
        const write = original.updateIf.bind(original);
        if (name === 'agents')
          original.updateIf = async (...args) => {
            if (renewals++ === 0) await two.operations.touch(agent('ann'));
            return write(...args);
          };
        return original as never;
      },
    }),
  });
  await signIn('ann');
  clock.pass(leaseSeconds);
  sweeping.background.start();
  await until(() => renewals > 0);
  // Ends with the sweep that runs.
  await sweeping.stop();
  expect(await stateOf('ann')).toBe('IDLE');
  expect(await eventsOf('ann')).toEqual([[1, 'LOGIN', 'IDLE']]);
});

test('a request whose renewal of the lease fails is repeated by the next request', async () => {
  let failures = 1;
  const process = await startProcess(import.meta.url, clock, {
    leaseMs,
    changeStorage: (storage) => ({
      ...storage,
      systemCollection(name, indexes) {
        const original = storage.systemCollection(name, indexes);
        if (name !== 'agents') return original as never;
        return new Proxy(original, {
          get: (target, member) =>
            member === 'updateMany' && failures-- > 0
              ? () => Promise.reject(new Error('The connection was lost.'))
              : (Reflect.get(target, member) as unknown),
        }) as never;
      },
    }),
  });
  try {
    await signIn('ann');
    clock.pass(60);
    await process.operations.touch(agent('ann'));
    expect(failures).toBe(0);
    await process.operations.touch(agent('ann'));
    await leaseUntil('ann', leaseSeconds);
  } finally {
    await process.stop();
  }
});

/** Waits until the lease of an agent ends at least this many seconds from now. */
async function leaseUntil(username: string, seconds: number): Promise<void> {
  const viewer = callerOf(tenant, 'service', 'test', 'agent.view');
  for (;;) {
    const [found] = await one.operations.readAgents(viewer, [username], { leaseUntil: 1 });
    const { leaseUntil: until } = found as unknown as { leaseUntil: Date };
    if (until.getTime() === clock.now().getTime() + seconds * 1000) return;
  }
}

describe('a process that crashes between the write of the document and the append to the log', () => {
  /** A process whose appends to the log fail. */
  const crashing = () =>
    startProcess(import.meta.url, clock, {
      change: (log) => ({ ...log, insertAt: () => Promise.reject(new Error('The process is gone.')) }),
    });

  test('leaves its outbox entry to the next update, which delivers it first', async () => {
    await register('ann');
    const dead = await crashing();
    await expect(dead.operations.setAgentState(agent('ann'), { state: 'IDLE' })).rejects.toThrow('gone');
    await dead.stop();
    expect(await eventsOf('ann')).toEqual([]);
    await two.operations.setAgentState(agent('ann'), { state: 'UNAVAILABLE', reason: 'Lunch' });
    expect(await eventsOf('ann')).toEqual([
      [1, 'LOGIN', 'IDLE'],
      [2, 'STATE_CHANGE', 'UNAVAILABLE'],
    ]);
  });

  test('leaves its outbox entry to the sweep if no update follows', async () => {
    await register('ann');
    const dead = await crashing();
    await expect(dead.operations.setAgentState(agent('ann'), { state: 'IDLE' })).rejects.toThrow('gone');
    await dead.stop();
    const repaired = recordOf(one, ({ stream }) => stream === 'ann');
    clock.pass(2);
    one.background.start();
    expect((await repaired).seq).toBe(1);
    await one.background.stop();
    expect(await eventsOf('ann')).toEqual([[1, 'LOGIN', 'IDLE']]);
  });
});
