import type { LatestFeedState } from '../feed/latest.ts';
import { parseState } from '../feed/vocabulary.ts';
import { focusTaskOf } from './focus-task.ts';
import { isSamePath, nodesOf } from '../hierarchy.ts';
import { unknownAgent, type AgentRecord, type AgentState } from '../model.ts';
import { slotOf, withoutSlot, withParking, withPhase, withSlot, type Phase, type Slots } from './slots.ts';
import type { Reservation } from '../../shared/agent-port.ts';
import type { AgentEventType, OutboxEntry } from '../history/state-change.ts';

/*
 * An agent's presence is what the agent says: signed in or not, available or not. The slots are what routing and the interactions say.
 * The state is said by nobody: it follows from the two. Every change of an agent is one of the functions below, and `settle` after it.
 *
 * What a feed says of an agent is kept beside that, and offers nobody anything. Who has nothing to do with the work here is shown as the
 * feed says, if that is the newer.
 */

export type Presence = 'LOGGED_OFF' | 'AVAILABLE' | 'UNAVAILABLE';

/** A registered agent, with everything that is kept. */
export interface LiveAgent extends AgentRecord {
  /** Counts the document's changes: what is written was decided on the one before. */
  readonly rev: number;
  readonly presence: Presence;
  /** Why, in the agent's words: the reason for the state here, too. */
  readonly presenceReason: string | null;
  readonly sessionId: string | null;
  /** Until when the agent counts as present without a sign of life. Null for one who is signed out. */
  readonly leaseUntil: Date | null;
  readonly slots: Slots;
  /** How many slots there are. */
  readonly load: number;
  /** Whether the agent can be offered something. */
  readonly free: boolean;
  /** When the agent last became available or finished the last interaction at hand. */
  readonly idleSince: Date | null;
  /** What is shown: of the state here and the one that a feed tells. */
  readonly stateReason: string | null;
  readonly stateRaw: string | null;
  readonly stateSince: Date | null;
  readonly showsFed: boolean;
  /** When the state here began; for one who never signed in, the registration. */
  readonly ownSince: Date | null;
  /** How often the state here has changed. */
  readonly stateSeq: number;
  /** The newest that a feed tells. */
  readonly fed: LatestFeedState | null;
  /** A feed has named the agent, and nobody has registered it. */
  readonly byFeed: boolean;
  /** When it was said where the agent stands, and by which event: what is older does not change it. */
  readonly hierarchySaid: { readonly at: Date; readonly eventId: string } | null;
  /** The nodes of the organisation that the agent counts for. */
  readonly nodes: readonly string[];
  /** The newest change of the state, as long as it is not known to be in the log. */
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

/** What an agent does counts by the interaction that has come furthest with the agent. */
const furthestFirst = ['WORKING', 'WRAP', 'RESERVED', 'RESERVING'] as const satisfies readonly Phase[];

export function stateOf({ presence, slots }: Pick<LiveAgent, 'presence' | 'slots'>): AgentState {
  if (presence === 'LOGGED_OFF') return 'LOGGED_OFF';
  const furthest = furthestFirst.find((phase) => slots.some((slot) => slot.phase === phase));
  if (presence === 'UNAVAILABLE') return furthest === undefined ? 'UNAVAILABLE' : 'PENDING_UNAVAILABLE';
  return furthest ?? 'IDLE';
}

/** Says who is there, and how. @returns undefined where that is so already; one who is signed out cannot be it for another reason */
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

/** Signs out who has given no sign of life. @returns undefined where the lease still runs */
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

const canTake = (agent: LiveAgent, interactionId: string): boolean =>
  agent.presence === 'AVAILABLE' &&
  agent.slots.length < agent.maxConcurrent &&
  slotOf(agent.slots, interactionId) === undefined;

/** Takes a place of the agent's. @returns undefined where there is none */
export const reserved = (agent: LiveAgent, assignment: Reservation, now: Date): LiveAgent | undefined =>
  canTake(agent, assignment.interactionId)
    ? { ...agent, slots: withSlot(agent.slots, assignment, now) }
    : undefined;

/**
 * Follows the interaction. A slot that was reserved at a number is for an offer that comes after it, so what the interaction was at that
 * number says nothing of it.
 * @returns undefined where the agent does not have it, or where what the slot follows is newer
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

/** Gives back the place of an offer that was never made. */
export function withoutOffer(
  agent: LiveAgent,
  interactionId: string,
  offerId: string,
): LiveAgent | undefined {
  const slot = slotOf(agent.slots, interactionId);
  return slot?.offerId === offerId ? { ...agent, slots: withoutSlot(agent.slots, slot) } : undefined;
}

/** Who brings a change about, and what it is if that does not follow from it. */
export interface Cause {
  readonly by: string;
  readonly timeout?: true;
  /** Nothing was offered after all: the agent does not go to the end of those who wait. */
  readonly keepsPlace?: true;
}

/** Brings everything else into line with the presence, the slots and the capacity that a change has set. */
export function withDerivedFields(before: LiveAgent, changed: LiveAgent, cause: Cause, now: Date): LiveAgent {
  const slots = withParking(changed.slots, now);
  // Why an agent is free says nothing of an agent who works.
  const presenceReason = changed.presence === 'AVAILABLE' && slots.length > 0 ? null : changed.presenceReason;
  const becomesIdle = isIdle(changed) && !isIdle(before) && cause.keepsPlace !== true;
  const after: LiveAgent = {
    ...changed,
    rev: before.rev + 1,
    slots,
    load: slots.length,
    free: changed.presence === 'AVAILABLE' && slots.length < changed.maxConcurrent,
    idleSince: becomesIdle ? now : changed.idleSince,
    presenceReason,
    nodes: nodesAfter(before, changed),
  };
  const isNews = stateOf(after) !== stateOf(before) || presenceReason !== before.presenceReason;
  return withShown(isNews ? withChange(before, after, cause, now) : after);
}

const nodesAfter = ({ nodes }: LiveAgent, { reportHierarchy: path }: LiveAgent): readonly string[] => {
  const own = nodesOf(path);
  return isSamePath(own, nodes) ? nodes : own;
};

/** Who works here is shown as what happens here; anybody else as what was newest, here or in a feed. */
function withShown(agent: LiveAgent): LiveAgent {
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

function withChange(before: LiveAgent, after: LiveAgent, cause: Cause, now: Date): LiveAgent {
  // The clocks of two processes differ: in one agent's history time never goes back.
  const at = before.ownSince !== null && before.ownSince > now ? before.ownSince : now;
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

function eventTypeOf(before: LiveAgent, after: LiveAgent, cause: Cause): AgentEventType {
  if (before.presence === after.presence) return 'STATE_CHANGE';
  if (after.presence === 'LOGGED_OFF') return cause.timeout === true ? 'TIMEOUT' : 'LOGOUT';
  return before.presence === 'LOGGED_OFF' ? 'LOGIN' : 'STATE_CHANGE';
}

/** Whether the agent can be offered something now that could not be before: it may be what somebody waits for. */
export const becomesFree = (before: LiveAgent, after: LiveAgent): boolean =>
  after.free &&
  (!before.free ||
    after.load < before.load ||
    after.maxConcurrent > before.maxConcurrent ||
    after.skills.some((skill) => !before.skills.includes(skill)));

/** Whether the agent has signed out or become unavailable: what is on offer must go to somebody else. */
export const becomesUnavailable = (before: LiveAgent, after: LiveAgent): boolean =>
  after.presence !== before.presence && after.presence !== 'AVAILABLE';

export const offersOf = ({ slots }: Pick<LiveAgent, 'slots'>): readonly string[] =>
  slots
    .filter(({ phase }) => phase === 'RESERVING' || phase === 'RESERVED')
    .map(({ interactionId }) => interactionId);
