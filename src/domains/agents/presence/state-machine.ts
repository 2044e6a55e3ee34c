import { laterOf } from '../../../kernel/clock.ts';
import type { OutboxEntry } from '../history/state-change.ts';
import type { AgentEventType } from '../history/state-change.ts';
import { parseState } from '../feed/vocabulary.ts';
import { isSamePath, nodesOf } from '../hierarchy.ts';
import {
  unknownAgent,
  type AgentRecord,
  type AgentState,
  type LatestFeedState,
  type Presence,
} from '../model.ts';
import type { Reservation } from '../../shared/agent-port.ts';
import { focusTaskOf } from './focus-task.ts';
import { slotOf, withoutSlot, withParking, withPhase, withSlot, type Phase, type Slots } from './slots.ts';

/*
 * An agent sets its presence. Routing and interactions set its slots. The state is derived from both. Every change of an agent is one of
 * the functions below, followed by `withDerivedFields`.
 *
 * The state that a feed sends is stored separately and does not affect routing. It is displayed if the agent does not work in this system
 * and the feed's state is the newer one.
 */

/** All stored fields of a registered agent. */
export interface LiveAgent extends AgentRecord {
  /** The revision, for optimistic concurrency. */
  readonly rev: number;
  readonly presence: Presence;
  /** The reason that the agent gave for its presence. Also the reason of the state in this system. */
  readonly presenceReason: string | null;
  readonly sessionId: string | null;
  /** The end of the presence lease. Null while the agent is signed out. */
  readonly leaseUntil: Date | null;
  readonly slots: Slots;
  /** Since when the slots may differ from the log. Null once a sweep has compared them. */
  readonly slotsUnverifiedSince: Date | null;
  /** The number of slots in use. */
  readonly load: number;
  /** True if the agent is available and has a free slot. */
  readonly free: boolean;
  /** The time at which the agent last became available without any slot in use. */
  readonly idleSince: Date | null;
  // The displayed state: the state in this system or the feed's state.
  readonly stateReason: string | null;
  readonly stateRaw: string | null;
  readonly stateSince: Date | null;
  readonly showsFed: boolean;
  /** The start of the state in this system. The time of registration if the agent never signed in. */
  readonly ownSince: Date | null;
  /** The number of changes of the state in this system. */
  readonly stateSeq: number;
  readonly fed: LatestFeedState | null;
  /** True if the agent is known from a feed only and is not registered. */
  readonly byFeed: boolean;
  /** The time and the event that last set `reportHierarchy`. Older events do not change it. */
  readonly hierarchySaid: { readonly at: Date; readonly eventId: string } | null;
  /** The hierarchy nodes that count the agent: its own node and all nodes above. */
  readonly nodes: readonly string[];
  /** The outbox: the newest state change, until it is known to be in the log. */
  readonly unlogged: OutboxEntry | null;
}

export const newAgent = (username: string, now: Date): LiveAgent => ({
  ...unknownAgent(username),
  state: 'LOGGED_OFF',
  rev: 0,
  presence: 'LOGGED_OFF',
  presenceReason: null,
  sessionId: null,
  leaseUntil: null,
  slots: [],
  slotsUnverifiedSince: null,
  load: 0,
  free: false,
  idleSince: null,
  stateReason: null,
  stateRaw: null,
  stateSince: now,
  showsFed: false,
  ownSince: now,
  stateSeq: 0,
  fed: null,
  byFeed: false,
  hierarchySaid: null,
  nodes: [],
  unlogged: null,
});

/** The phases by precedence: the state is the phase of the slot that has progressed furthest. */
const phasePrecedence = ['WORKING', 'WRAP', 'RESERVED', 'RESERVING'] as const satisfies readonly Phase[];

export function stateOf({ presence, slots }: Pick<LiveAgent, 'presence' | 'slots'>): AgentState {
  if (presence === 'LOGGED_OFF') return 'LOGGED_OFF';
  const furthest = phasePrecedence.find((phase) => slots.some((slot) => slot.phase === phase));
  if (presence === 'UNAVAILABLE') return furthest === undefined ? 'UNAVAILABLE' : 'PENDING_UNAVAILABLE';
  return furthest ?? 'IDLE';
}

/** Sets the presence. @returns undefined if nothing changes; a new reason alone does not change a signed-out agent */
export function withPresence(
  agent: LiveAgent,
  { presence, reason }: { readonly presence: Presence; readonly reason: string | null },
  session: { readonly id: string; readonly leaseUntil: Date },
): LiveAgent | undefined {
  const isSame = agent.presence === presence;
  if (isSame && (presence === 'LOGGED_OFF' || agent.presenceReason === reason)) return undefined;
  const changed = { ...agent, presence, presenceReason: reason };
  if (presence === 'LOGGED_OFF') return { ...changed, leaseUntil: null, sessionId: null };
  return {
    ...changed,
    leaseUntil: agent.leaseUntil ?? session.leaseUntil,
    sessionId: agent.sessionId ?? session.id,
  };
}

const timeoutReason = 'TIMEOUT';

/** Signs the agent out if its lease has expired. @returns undefined if the lease has not expired */
export const timedOut = (agent: LiveAgent, now: Date): LiveAgent | undefined =>
  agent.leaseUntil === null || agent.leaseUntil > now
    ? undefined
    : {
        ...agent,
        presence: 'LOGGED_OFF',
        presenceReason: timeoutReason,
        leaseUntil: null,
        sessionId: null,
      };

const canReserve = (agent: LiveAgent, interactionId: string): boolean =>
  agent.presence === 'AVAILABLE' &&
  agent.slots.length < agent.maxConcurrent &&
  slotOf(agent.slots, interactionId) === undefined;

/** Reserves a slot. @returns undefined if the agent cannot take the interaction */
export const reserved = (agent: LiveAgent, reservation: Reservation, now: Date): LiveAgent | undefined =>
  canReserve(agent, reservation.interactionId)
    ? { ...agent, slots: withSlot(agent.slots, reservation, now) }
    : undefined;

/**
 * Sets the phase of the interaction's slot. A reservation made at a sequence number is for a later offer, so the interaction's state at that
 * number does not change the slot.
 * @returns undefined if the agent has no such slot, or if the slot reflects a later sequence number
 */
export function inPhase(
  agent: LiveAgent,
  { interactionId, seq }: { readonly interactionId: string; readonly seq: number },
  phase: Exclude<Phase, 'RESERVING'> | 'FREE',
  now: Date,
): LiveAgent | undefined {
  const slot = slotOf(agent.slots, interactionId);
  if (slot === undefined || slot.seq > seq) return undefined;
  if (slot.phase === 'RESERVING' && slot.seq === seq) return undefined;
  if (phase === 'FREE') return { ...agent, slots: withoutSlot(agent.slots, slot) };
  if (slot.seq === seq && slot.phase === phase) return undefined;
  return { ...agent, slots: withPhase(agent.slots, slot, seq, phase, now) };
}

/** Releases the slot of an offer that was never made. @returns undefined if no slot has this offer */
export function withoutOffer(
  agent: LiveAgent,
  interactionId: string,
  offerId: string,
): LiveAgent | undefined {
  const slot = slotOf(agent.slots, interactionId);
  return slot?.offerId === offerId ? { ...agent, slots: withoutSlot(agent.slots, slot) } : undefined;
}

export interface ChangeCause {
  /** The principal, as `kind:id`, or `system`. */
  readonly by: string;
  /** The change is a sign-out because of an expired lease. */
  readonly timeout?: true;
  /** `idleSince` stays unchanged, so that the agent keeps its position in the order of idle agents. */
  readonly keepsIdleSince?: true;
}

/**
 * Completes a change of presence, slots, capacity or profile: computes all derived fields and, if the state changed, the outbox entry.
 */
export function withDerivedFields(
  before: LiveAgent,
  changed: LiveAgent,
  cause: ChangeCause,
  now: Date,
): LiveAgent {
  const slots = withParking(changed.slots, now);
  // The reason of an available agent ends when the agent gets work.
  const presenceReason = changed.presence === 'AVAILABLE' && slots.length > 0 ? null : changed.presenceReason;
  const becomesIdle = isIdle(changed) && !isIdle(before) && cause.keepsIdleSince !== true;
  const after: LiveAgent = {
    ...changed,
    rev: before.rev + 1,
    slots,
    slotsUnverifiedSince: unverifiedSince(before, slots, now),
    load: slots.length,
    free: changed.presence === 'AVAILABLE' && slots.length < changed.maxConcurrent,
    idleSince: becomesIdle ? now : changed.idleSince,
    presenceReason,
    nodes: nodesAfter(before, changed),
  };
  const isStateChange = stateOf(after) !== stateOf(before) || presenceReason !== before.presenceReason;
  return withDisplayedState(isStateChange ? withOutboxEntry(before, after, cause, now) : after);
}

function unverifiedSince(before: LiveAgent, slots: Slots, now: Date): Date | null {
  if (slots === before.slots) return before.slotsUnverifiedSince;
  // The earlier instant stays, so that a sweep also reaches an agent whose slots change all the time.
  return slots.length === 0 ? null : (before.slotsUnverifiedSince ?? now);
}

const nodesAfter = ({ nodes }: LiveAgent, { reportHierarchy: path }: LiveAgent): readonly string[] => {
  const own = nodesOf(path);
  return isSamePath(own, nodes) ? nodes : own;
};

/** Displays the state in this system if the agent works here, and otherwise the newer one of this state and the feed's. */
function withDisplayedState(agent: LiveAgent): LiveAgent {
  const { presence, presenceReason, slots, fed, ownSince, stateSeq, byFeed } = agent;
  const worksHere = presence !== 'LOGGED_OFF' || slots.length > 0;
  if (!worksHere && fed !== null && (stateSeq === 0 || ownSince === null || fed.at >= ownSince))
    return {
      ...agent,
      showsFed: true,
      state: parseState(fed.state),
      stateRaw: fed.state,
      stateReason: fed.reason,
      stateSince: fed.at,
    };
  const isUnknown = byFeed && stateSeq === 0 && !worksHere;
  return {
    ...agent,
    showsFed: false,
    state: isUnknown ? 'UNKNOWN' : stateOf(agent),
    stateRaw: null,
    stateReason: presenceReason,
    stateSince: isUnknown ? null : ownSince,
  };
}

const isIdle = ({ presence, slots }: LiveAgent): boolean => presence === 'AVAILABLE' && slots.length === 0;

function withOutboxEntry(before: LiveAgent, after: LiveAgent, cause: ChangeCause, now: Date): LiveAgent {
  // The clocks of processes differ. Time never runs backwards in one agent's history.
  const at = laterOf(now, before.ownSince ?? now);
  const seq = before.stateSeq + 1;
  const hadChange = before.stateSeq > 0 && before.ownSince !== null;
  return {
    ...after,
    ownSince: at,
    stateSeq: seq,
    unlogged: {
      seq,
      at,
      by: cause.by,
      fact: {
        type: 'stateChanged',
        eventType: eventTypeOf(before, after, cause),
        sessionId: after.sessionId ?? before.sessionId,
        currentState: stateOf(after),
        currentStateReason: after.presenceReason,
        taskCount: after.load,
        focusTask: focusTaskOf(after.slots),
        previousState: stateOf(before),
        previousStateReason: before.presenceReason,
        previousStateDuration: hadChange ? at.getTime() - before.ownSince.getTime() : null,
      },
    },
  };
}

function eventTypeOf(before: LiveAgent, after: LiveAgent, cause: ChangeCause): AgentEventType {
  if (before.presence === after.presence) return 'STATE_CHANGE';
  if (after.presence === 'LOGGED_OFF') return cause.timeout === true ? 'TIMEOUT' : 'LOGOUT';
  return before.presence === 'LOGGED_OFF' ? 'LOGIN' : 'STATE_CHANGE';
}

/** Returns whether the agent may now take an interaction that it could not take before. */
export const gainsCapacity = (before: LiveAgent, after: LiveAgent): boolean =>
  after.free &&
  (!before.free ||
    after.load < before.load ||
    after.maxConcurrent > before.maxConcurrent ||
    after.skills.some((skill) => !before.skills.includes(skill)));

/** Returns whether the agent signed out or became unavailable, so that its open offers must go to other agents. */
export const becomesUnavailable = (before: LiveAgent, after: LiveAgent): boolean =>
  after.presence !== before.presence && after.presence !== 'AVAILABLE';

/** Returns the ids of the interactions that are offered to the agent or about to be offered. */
export const offersOf = ({ slots }: Pick<LiveAgent, 'slots'>): readonly string[] =>
  slots
    .filter(({ phase }) => phase === 'RESERVING' || phase === 'RESERVED')
    .map(({ interactionId }) => interactionId);
