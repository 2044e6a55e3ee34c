import fc from 'fast-check';
import type { Presence } from '../../../../src/domains/agents/model.ts';
import { focusTaskOf, parkedTasksOf } from '../../../../src/domains/agents/presence/focus-task.ts';
import { focusOf, parkedMsOf, slotOf } from '../../../../src/domains/agents/presence/slots.ts';
import type { Reservation } from '../../../../src/domains/shared/agent-port.ts';
import { fromLogRecord, toLogRecord } from '../../../../src/domains/agents/history/state-change.ts';
import {
  inPhase,
  newAgent,
  offersOf,
  gainsCapacity,
  reserved,
  withDerivedFields,
  stateOf,
  timedOut,
  becomesUnavailable,
  withoutOffer,
  withPresence,
  type LiveAgent,
} from '../../../../src/domains/agents/presence/state-machine.ts';

const start = Date.UTC(2024, 0, 1, 9);
const at = (seconds: number) => new Date(start + seconds * 1000);
const by = 'agent:ann';

const assignment = (interactionId: string, more: Partial<Reservation> = {}): Reservation => ({
  interactionId,
  offerId: `offer-${interactionId}`,
  seq: 1,
  type: 'WEBCHAT',
  reason: 'QUEUE',
  ...more,
});

/** Decides and completes a change, as the outbox does. */
const step = (
  agent: LiveAgent,
  seconds: number,
  decide: (agent: LiveAgent, now: Date) => LiveAgent | undefined,
  cause = {},
): LiveAgent => {
  const decided = decide(agent, at(seconds));
  if (decided === undefined) throw new Error('The step changes nothing.');
  return withDerivedFields(agent, decided, { by, ...cause }, at(seconds));
};
const setPresence =
  (presence: Presence, reason: string | null = null) =>
  (agent: LiveAgent) =>
    withPresence(agent, { presence, reason }, { id: 'session', leaseUntil: at(120) });
const reserve =
  (interactionId: string, more: Partial<Reservation> = {}) =>
  (agent: LiveAgent, now: Date) =>
    reserved(agent, assignment(interactionId, more), now);
const setPhase =
  (interactionId: string, phase: 'RESERVED' | 'WORKING' | 'WRAP' | 'FREE', seq = 2) =>
  (agent: LiveAgent, now: Date) =>
    inPhase(agent, { interactionId, seq }, phase, now);

const registered = (maxConcurrent = 1): LiveAgent => ({ ...newAgent('ann', at(0)), maxConcurrent });
const signedIn = (maxConcurrent = 1): LiveAgent =>
  step(registered(maxConcurrent), 10, setPresence('AVAILABLE'));
const withInteraction = (maxConcurrent = 3): LiveAgent =>
  step(step(signedIn(maxConcurrent), 20, reserve('one')), 30, setPhase('one', 'WORKING'));

test('an interaction moves an agent from IDLE through RESERVING, RESERVED, WORKING and WRAP to IDLE', () => {
  let agent = signedIn();
  const states = [agent.state];
  for (const next of [
    reserve('one'),
    setPhase('one', 'RESERVED', 2),
    setPhase('one', 'WORKING', 3),
    setPhase('one', 'WRAP', 4),
    setPhase('one', 'FREE', 5),
  ]) {
    agent = step(agent, 20, next);
    states.push(agent.state);
  }
  expect(states).toEqual(['IDLE', 'RESERVING', 'RESERVED', 'WORKING', 'WRAP', 'IDLE']);
  expect(agent).toMatchObject({ load: 0, slots: [], free: true, idleSince: at(20), stateSeq: 6 });
});

test('the interaction in the most advanced phase determines the state', () => {
  let agent = step(withInteraction(), 40, reserve('two'));
  expect(agent.state).toBe('WORKING');
  agent = step(agent, 50, setPhase('one', 'WRAP'));
  expect(agent.state).toBe('WRAP');
  agent = step(agent, 60, setPhase('two', 'WORKING'));
  expect(agent.state).toBe('WORKING');
});

test('an agent that becomes unavailable during work is PENDING_UNAVAILABLE until the work is done', () => {
  let agent = step(withInteraction(), 40, setPresence('UNAVAILABLE', 'Lunch'));
  expect(agent).toMatchObject({ state: 'PENDING_UNAVAILABLE', stateReason: 'Lunch', free: false });
  agent = step(agent, 50, setPhase('one', 'WRAP'));
  expect(agent.state).toBe('PENDING_UNAVAILABLE');
  agent = step(agent, 60, setPhase('one', 'FREE', 3));
  expect(agent).toMatchObject({ state: 'UNAVAILABLE', stateReason: 'Lunch', load: 0 });
});

test('an agent that becomes available again keeps working, and accepted interactions survive a sign-out', () => {
  const pending = step(withInteraction(), 40, setPresence('UNAVAILABLE', 'Lunch'));
  expect(step(pending, 50, setPresence('AVAILABLE'))).toMatchObject({ state: 'WORKING', stateReason: null });
  const signedOut = step(pending, 50, setPresence('LOGGED_OFF'));
  expect(signedOut).toMatchObject({ state: 'LOGGED_OFF', load: 1, leaseUntil: null, free: false });
  expect(step(signedOut, 60, setPresence('AVAILABLE'))).toMatchObject({ state: 'WORKING' });
});

test('the reason of an idle agent is cleared when work arrives', () => {
  const agent = step(registered(), 10, setPresence('AVAILABLE', 'Back from lunch'));
  expect(agent.stateReason).toBe('Back from lunch');
  const busy = step(agent, 20, reserve('one'));
  expect(busy.stateReason).toBeNull();
  expect(step(busy, 30, setPhase('one', 'FREE')).stateReason).toBeNull();
});

test('setting the same state again changes nothing; a new reason is a change', () => {
  const agent = step(registered(), 10, setPresence('UNAVAILABLE', 'Lunch'));
  expect(setPresence('UNAVAILABLE', 'Lunch')(agent)).toBeUndefined();
  const other = step(agent, 20, setPresence('UNAVAILABLE', 'Meeting'));
  expect(other.unlogged).toMatchObject({
    seq: 2,
    fact: { eventType: 'STATE_CHANGE', currentStateReason: 'Meeting', previousStateReason: 'Lunch' },
  });
});

test('EF-79 EF-97 EF-98 signing in is LOGIN, signing out LOGOUT, a lease that ends TIMEOUT, the rest STATE_CHANGE', () => {
  const idle = signedIn();
  const type = (agent: LiveAgent) => agent.unlogged?.fact.eventType;
  expect(type(idle)).toBe('LOGIN');
  expect(type(step(registered(), 10, setPresence('UNAVAILABLE')))).toBe('LOGIN');
  expect(type(step(idle, 20, reserve('one')))).toBe('STATE_CHANGE');
  expect(type(step(idle, 20, setPresence('UNAVAILABLE')))).toBe('STATE_CHANGE');
  expect(type(step(idle, 20, setPresence('LOGGED_OFF')))).toBe('LOGOUT');
  expect(timedOut(idle, at(119))).toBeUndefined();
  const late = step(idle, 120, timedOut, { timeout: true });
  expect(late).toMatchObject({ state: 'LOGGED_OFF', stateReason: 'TIMEOUT', leaseUntil: null });
  expect(type(late)).toBe('TIMEOUT');
  expect(timedOut(late, at(500))).toBeUndefined();
  // After the session has ended, the reason no longer changes.
  expect(setPresence('LOGGED_OFF', 'Went home')(late)).toBeUndefined();
});

test('EF-81 all changes of a session have its id, including the one that ends it', () => {
  const work = step(signedIn(), 20, reserve('one'));
  const out = step(work, 30, setPresence('LOGGED_OFF'));
  expect([work, out].map(({ unlogged }) => unlogged?.fact.sessionId)).toEqual(['session', 'session']);
  expect(out.sessionId).toBeNull();
});

test('EF-93 the first change has no previous duration; each later change has the duration of the state that it ends', () => {
  const idle = signedIn();
  expect(idle.unlogged?.fact).toMatchObject({ previousState: 'LOGGED_OFF', previousStateDuration: null });
  const work = step(idle, 148.024, reserve('one'));
  expect(work.unlogged?.fact).toMatchObject({ previousState: 'IDLE', previousStateDuration: 138_024 });
});

test('the time of an agent’s changes never decreases, even if the clocks of two processes differ', () => {
  const agent = step(signedIn(), 5, reserve('one'));
  expect(agent.unlogged).toMatchObject({ seq: 2, at: at(10), fact: { previousStateDuration: 0 } });
});

test('EF-86 EF-88 a change has the number of interactions and the one in focus at that time', () => {
  expect(signedIn().unlogged?.fact).toMatchObject({ taskCount: 0, focusTask: null });
  expect(withInteraction().unlogged?.fact).toMatchObject({
    taskCount: 1,
    focusTask: { interactionId: 'one', state: 'ACTIVE', type: 'WEBCHAT', initiationMethod: 'INBOUND_QUEUE' },
  });
});

test('a log record converts back to its change', () => {
  const { unlogged } = withInteraction();
  if (unlogged === null) throw new Error('There is no change.');
  const record = toLogRecord('acme', 'ann', unlogged);
  expect(record).toMatchObject({
    kind: 'agent',
    stream: 'ann',
    key: 'state:3',
    hash: '',
    changes: true,
    v: 1,
  });
  const { type: _, ...fact } = unlogged.fact;
  expect(fromLogRecord(record)).toEqual({
    changeId: `3:${unlogged.at.getTime()}:ann`,
    username: 'ann',
    seq: 3,
    at: unlogged.at,
    ...fact,
  });
  expect(fromLogRecord({ ...record, facts: [{ type: 'somethingLater' }] })).toBeUndefined();
});

test('EF-53 the interaction accepted last is in focus; the others are parked, and their parked time counts', () => {
  let agent = step(step(withInteraction(), 40, reserve('two')), 50, setPhase('two', 'WORKING'));
  expect(focusTaskOf(agent.slots)).toMatchObject({ interactionId: 'two', state: 'ACTIVE' });
  expect(parkedTasksOf(agent.slots)).toMatchObject([{ interactionId: 'one', state: 'PARKED' }]);
  agent = step(agent, 80, setPhase('two', 'FREE', 3));
  expect(focusOf(agent.slots)).toMatchObject({ interactionId: 'one', parkedMs: 30_000, parkedSince: null });
  agent = step(step(agent, 90, reserve('three')), 100, setPhase('three', 'WORKING'));
  const one = slotOf(agent.slots, 'one');
  if (one === undefined) throw new Error('The slot is gone.');
  expect([parkedMsOf(one, at(100)), parkedMsOf(one, at(107))]).toEqual([30_000, 37_000]);
});

test('EF-89 the task in focus is ALERTING, ACTIVE or WRAP; an offer beside it is parked without parked time', () => {
  let agent = step(signedIn(3), 20, reserve('one'));
  expect(focusTaskOf(agent.slots)).toMatchObject({ interactionId: 'one', state: 'ALERTING' });
  agent = step(step(agent, 30, setPhase('one', 'WORKING')), 40, reserve('two'));
  expect(focusTaskOf(agent.slots)).toMatchObject({ interactionId: 'one', state: 'ACTIVE' });
  expect(slotOf(agent.slots, 'two')).toMatchObject({ parkedSince: null, parkedMs: 0 });
  agent = step(agent, 50, setPhase('one', 'WRAP', 3));
  expect(focusTaskOf(agent.slots)).toMatchObject({ interactionId: 'one', state: 'WRAP' });
});

test('if all interactions are offers, the newest is in focus', () => {
  const agent = step(step(signedIn(3), 20, reserve('one')), 20, reserve('two', { reason: 'INVITE' }));
  expect(focusTaskOf(agent.slots)).toMatchObject({
    interactionId: 'two',
    initiationMethod: 'INBOUND_FORCED',
  });
});

test('a reservation needs a free slot, an available agent, and an interaction that the agent does not have', () => {
  expect(reserve('two')(withInteraction(1), at(40))).toBeUndefined();
  expect(reserve('one')(withInteraction(), at(40))).toBeUndefined();
  expect(reserve('one')(registered(), at(40))).toBeUndefined();
  expect(reserve('two')(step(withInteraction(), 40, setPresence('UNAVAILABLE')), at(40))).toBeUndefined();
});

test('a slot ignores updates that are older, repeated, or of another interaction', () => {
  const agent = step(withInteraction(), 40, setPhase('one', 'WRAP', 7));
  expect(setPhase('one', 'FREE', 6)(agent, at(50))).toBeUndefined();
  expect(setPhase('one', 'WRAP', 7)(agent, at(50))).toBeUndefined();
  expect(setPhase('two', 'FREE', 9)(agent, at(50))).toBeUndefined();
  expect(step(agent, 50, setPhase('one', 'WRAP', 9)).slots).toMatchObject([{ seq: 9, since: at(40) }]);
  expect(step(agent, 50, setPhase('one', 'FREE', 7)).slots).toEqual([]);
});

test('an update at the sequence number of the reservation does not change the reserved slot', () => {
  const agent = step(signedIn(), 20, reserve('one', { seq: 5 }));
  expect(setPhase('one', 'FREE', 5)(agent, at(30))).toBeUndefined();
  expect(step(agent, 30, setPhase('one', 'RESERVED', 6)).state).toBe('RESERVED');
  expect(step(agent, 30, setPhase('one', 'FREE', 6)).state).toBe('IDLE');
});

test('an offer that was never made releases its slot, and the agent keeps its position in the idle order', () => {
  const agent = step(signedIn(), 20, reserve('one'));
  expect(withoutOffer(agent, 'one', 'another')).toBeUndefined();
  const back = step(agent, 30, (before) => withoutOffer(before, 'one', 'offer-one'), {
    keepsIdleSince: true,
  });
  expect(back).toMatchObject({ state: 'IDLE', load: 0, idleSince: at(10) });
});

test('an agent gains capacity by a sign-in, a released slot, a higher limit, or a new skill', () => {
  const full = withInteraction(1);
  const opens = (before: LiveAgent, change: (agent: LiveAgent) => LiveAgent | undefined) =>
    gainsCapacity(
      before,
      step(before, 90, (agent) => change(agent)),
    );
  expect(opens(registered(), setPresence('AVAILABLE'))).toBe(true);
  expect(opens(registered(), setPresence('UNAVAILABLE'))).toBe(false);
  expect(gainsCapacity(full, step(full, 40, setPhase('one', 'FREE')))).toBe(true);
  expect(gainsCapacity(full, step(full, 40, setPhase('one', 'WRAP')))).toBe(false);
  expect(opens(full, (agent) => ({ ...agent, maxConcurrent: 2 }))).toBe(true);
  expect(opens(signedIn(), (agent) => ({ ...agent, skills: ['care'] }))).toBe(true);
  expect(opens(signedIn(), (agent) => ({ ...agent, nickname: 'Ann' }))).toBe(false);
});

test('an agent that leaves gives up its offers and keeps accepted interactions', () => {
  const agent = step(withInteraction(), 40, reserve('two'));
  for (const presence of ['UNAVAILABLE', 'LOGGED_OFF'] as const) {
    const signedOut = step(agent, 50, setPresence(presence));
    expect(becomesUnavailable(agent, signedOut)).toBe(true);
    expect(offersOf(signedOut)).toEqual(['two']);
  }
  expect(becomesUnavailable(agent, step(agent, 50, setPhase('one', 'WRAP')))).toBe(false);
});

test('a limit below the load removes no interaction and allows no new one', () => {
  const two = step(withInteraction(2), 40, reserve('two'));
  const lowered = step(two, 50, (agent) => ({ ...agent, maxConcurrent: 1 }));
  expect(lowered).toMatchObject({ load: 2, free: false });
  expect(reserve('three')(step(lowered, 60, setPhase('two', 'FREE')), at(60))).toBeUndefined();
});

describe('for any sequence of steps', () => {
  const ids = fc.constantFrom('a', 'b', 'c', 'd');
  const event = fc.oneof(
    fc.record({
      presence: fc.constantFrom<Presence>('LOGGED_OFF', 'AVAILABLE', 'UNAVAILABLE'),
      reason: fc.constantFrom('x', null),
    }),
    fc.record({ reserves: ids }),
    fc.record({
      moves: ids,
      to: fc.constantFrom('RESERVED' as const, 'WORKING' as const, 'WRAP' as const, 'FREE' as const),
      seq: fc.integer({ min: 0, max: 9 }),
    }),
    fc.record({ releases: ids }),
    fc.record({ capacity: fc.integer({ min: 1, max: 4 }) }),
    fc.constant({ waits: true }),
  );
  type Event = typeof event extends fc.Arbitrary<infer One> ? One : never;

  const decide = (generated: Event, agent: LiveAgent, now: Date): LiveAgent | undefined => {
    if ('presence' in generated) return setPresence(generated.presence, generated.reason)(agent);
    if ('reserves' in generated) return reserve(generated.reserves)(agent, now);
    if ('moves' in generated)
      return inPhase(agent, { interactionId: generated.moves, seq: generated.seq }, generated.to, now);
    if ('releases' in generated)
      return withoutOffer(agent, generated.releases, `offer-${generated.releases}`);
    if ('capacity' in generated) return { ...agent, maxConcurrent: generated.capacity };
    return timedOut(agent, now);
  };

  test('load equals the number of slots and never exceeds the capacity, the state is derived, and each change has its own number', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(event, fc.integer({ min: -3, max: 60 })), { maxLength: 60 }),
        (events) => {
          let agent = registered(2);
          let seconds = 0;
          for (const [generated, pause] of events) {
            seconds += pause;
            const now = at(seconds);
            const decided = decide(generated, agent, now);
            if (decided === undefined) continue;
            const before = agent;
            agent = withDerivedFields(before, decided, { by }, now);

            expect(agent.load).toBe(agent.slots.length);
            expect(new Set(agent.slots.map(({ interactionId }) => interactionId)).size).toBe(agent.load);
            if (agent.load > before.load) expect(agent.load).toBeLessThanOrEqual(agent.maxConcurrent);
            expect(agent.free).toBe(agent.presence === 'AVAILABLE' && agent.load < agent.maxConcurrent);
            expect(agent.state).toBe(stateOf(agent));
            expect(agent.leaseUntil === null).toBe(agent.presence === 'LOGGED_OFF');
            if (agent.free) expect(agent.idleSince).not.toBeNull();

            const focus = focusOf(agent.slots);
            for (const slot of agent.slots)
              expect(slot.parkedSince !== null).toBe(slot !== focus && slot.acceptedAt !== null);

            const isChange = agent.state !== before.state || agent.stateReason !== before.stateReason;
            expect(agent.stateSeq).toBe(before.stateSeq + (isChange ? 1 : 0));
            expect(agent.rev).toBe(before.rev + 1);
            if (!isChange) continue;
            expect(agent.unlogged).toMatchObject({
              seq: agent.stateSeq,
              at: agent.stateSince,
              fact: { currentState: agent.state, previousState: before.state, taskCount: agent.load },
            });
            expect(agent.unlogged?.fact.previousStateDuration ?? 0).toBeGreaterThanOrEqual(0);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
