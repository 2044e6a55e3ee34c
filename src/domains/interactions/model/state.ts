import type { JsonText } from '../../shared/input.ts';
import type { TaskType } from '../../shared/task.ts';
import type {
  InteractionEndReason,
  InteractionStatus,
  OfferReason,
  Participant,
  WorkCode,
  InteractionFact,
} from './facts.ts';
import type { LogRecord } from '../../../eventlog/index.ts';

/** A present or former participant. */
export interface Participation extends Participant {
  readonly leftAt: Date | null;
  /** The sequence number of the fact that ended the stay: the participant may see events up to it. */
  readonly leftSeq: number | null;
}

/** An open offer to an agent. */
export interface Offer {
  readonly offerId: string;
  readonly agent: string;
  readonly reason: OfferReason;
  readonly at: Date;
  readonly expiresAt: Date;
}

/** The need of an agent, until one accepts an offer that is not an invitation. */
export interface Need {
  readonly reason: 'QUEUE' | 'TRANSFER';
  readonly since: Date;
}

/** The state of an interaction, folded from its log and stored in the projection. */
export interface InteractionState {
  /** The sequence number of the last folded fact; 0 before the start. */
  readonly seq: number;
  readonly interactionId: string;
  readonly type: TaskType;
  readonly status: InteractionStatus;
  readonly endReason: InteractionEndReason | null;
  readonly subject: string | null;
  /** The required skill; null if any agent qualifies. */
  readonly skill: string | null;
  readonly attributes: JsonText | null;
  /** The attached data at the start, from the customer. */
  readonly initialAttributes: JsonText | null;
  /** The customer's id. */
  readonly customer: string;
  /** The flow that the interaction was started from. */
  readonly flow: string | null;
  /** The owner's participant id. */
  readonly owner: string | null;
  readonly participants: readonly Participation[];
  readonly offers: readonly Offer[];
  readonly need: Need | null;
  /** The latest voided offers: they can no longer be appended, because their slots were released. */
  readonly voided: readonly string[];
  /** The agents who did not accept an offer since the need arose. */
  readonly declined: readonly { readonly agent: string; readonly at: Date }[];
  readonly createdAt: Date;
  /** The time of the last folded fact. */
  readonly updatedAt: Date;
  readonly endedAt: Date | null;
  readonly completedAt: Date | null;
  /** Milliseconds until `clockSince`. Since then, time counts for one of the two. */
  readonly queuedMs: number;
  readonly activeMs: number;
  readonly clockSince: Date;
  readonly parkedMs: number;
  readonly workCodes: readonly WorkCode[];
  /** The numbers of all messages, and of messages for agents only. */
  readonly messages: number;
  readonly privateMessages: number;
}

const never = new Date(0);

export const initialInteraction: InteractionState = {
  seq: 0,
  interactionId: '',
  type: 'OTHER',
  status: 'QUEUED',
  endReason: null,
  subject: null,
  skill: null,
  attributes: null,
  initialAttributes: null,
  customer: '',
  flow: null,
  owner: null,
  participants: [],
  offers: [],
  need: null,
  voided: [],
  declined: [],
  createdAt: never,
  updatedAt: never,
  endedAt: null,
  completedAt: null,
  queuedMs: 0,
  activeMs: 0,
  clockSince: never,
  parkedMs: 0,
  workCodes: [],
  messages: 0,
  privateMessages: 0,
};

export const interactionExists = ({ seq }: InteractionState): boolean => seq > 0;

/** Returns the present agents in the order of joining. */
export const agentsIn = ({ participants }: InteractionState): readonly Participation[] =>
  participants.filter(({ role, leftAt }) => role === 'AGENT' && leftAt === null);

export const participantById = (state: InteractionState, id: string | null): Participation | undefined =>
  state.participants.find((participant) => participant.id === id);

export const offerTo = ({ offers }: InteractionState, agent: string): Offer | undefined =>
  offers.find((offer) => offer.agent === agent);

/** Returns the open offer that answers the need. Invitations do not. */
export const routingOffer = ({ offers }: InteractionState): Offer | undefined =>
  offers.find(({ reason }) => reason !== 'INVITE');

export const needsRouting = (state: InteractionState): boolean =>
  state.need !== null && routingOffer(state) === undefined;

/** Derives the status from the rest of the state. */
export function statusOf(state: InteractionState): InteractionStatus {
  if (state.completedAt !== null) return 'COMPLETED';
  if (state.endedAt !== null) return 'WRAP';
  if (agentsIn(state).length > 0) return 'ACTIVE';
  return routingOffer(state) === undefined ? 'QUEUED' : 'ALERTING';
}

/** Each voided offer belongs to a process that died or stalled; more are never pending at once. */
const maxVoided = 100;

/** Folds a record into the state. Facts of unknown types, written by later versions, only advance the sequence number. */
export const foldInteraction = (state: InteractionState, { facts, at }: LogRecord): InteractionState =>
  (facts as readonly InteractionFact[]).reduce((folded, fact) => apply(folded, fact, at), state);

export function apply(before: InteractionState, fact: InteractionFact, at: Date): InteractionState {
  const state = { ...before, seq: before.seq + 1, updatedAt: at };
  switch (fact.type) {
    case 'message':
      return {
        ...state,
        messages: state.messages + 1,
        privateMessages: state.privateMessages + (fact.visibility === 'AGENTS' ? 1 : 0),
      };
    case 'started':
      return {
        ...initialInteraction,
        seq: state.seq,
        interactionId: fact.interactionId,
        type: fact.taskType,
        subject: fact.subject,
        attributes: fact.attributes,
        initialAttributes: fact.attributes,
        customer: fact.customer,
        flow: fact.flow ?? null,
        createdAt: at,
        updatedAt: at,
        clockSince: at,
      };
    case 'joined': {
      const { participant } = fact;
      const offer = state.offers.find(
        ({ agent }) => participant.role === 'AGENT' && agent === participant.principal,
      );
      const answersNeed = offer !== undefined && offer.reason !== 'INVITE';
      return {
        ...(participant.role === 'AGENT' ? withClock(state, at) : state),
        participants: [...state.participants, { ...participant, leftAt: null, leftSeq: null }],
        offers: state.offers.filter((other) => other !== offer),
        ...(answersNeed ? { need: null, declined: [] } : {}),
      };
    }
    case 'left':
      return {
        ...(fact.participant.role === 'AGENT' ? withClock(state, at) : state),
        participants: state.participants.map((participant) =>
          participant.id === fact.participant.id
            ? { ...participant, leftAt: at, leftSeq: state.seq }
            : participant,
        ),
      };
    case 'status':
      return { ...state, status: fact.status };
    case 'owner':
      return { ...state, owner: fact.owner?.id ?? null };
    case 'attributes':
      return { ...state, attributes: fact.attributes };
    case 'needed':
      return {
        ...state,
        skill: fact.skill,
        need: { reason: fact.reason, since: at },
        declined: [],
      };
    case 'offered': {
      const { offerId, agent, reason, expiresAt } = fact;
      return { ...state, offers: [...state.offers, { offerId, agent, reason, at, expiresAt }] };
    }
    case 'offerEnded': {
      const routing = routingOffer(state)?.offerId === fact.offerId;
      return {
        ...state,
        offers: state.offers.filter(({ offerId }) => offerId !== fact.offerId),
        declined: routing
          ? [...state.declined.filter(({ agent }) => agent !== fact.agent), { agent: fact.agent, at }]
          : state.declined,
      };
    }
    case 'ended':
      return { ...withClock(state, at), endedAt: at, endReason: fact.reason, need: null, declined: [] };
    case 'completed':
      return { ...state, completedAt: at, workCodes: fact.workCodes, parkedMs: fact.parkedMs };
    case 'offerVoid':
      return { ...state, voided: [...state.voided, fact.offerId].slice(-maxVoided) };
    default:
      return state;
  }
}

/** Adds the time since the last change: as active time with an agent present, else as queued time. It stops at the end. */
function withClock(state: InteractionState, at: Date): InteractionState {
  if (state.endedAt !== null) return state;
  const elapsed = Math.max(at.getTime() - state.clockSince.getTime(), 0);
  return agentsIn(state).length > 0
    ? { ...state, activeMs: state.activeMs + elapsed, clockSince: at }
    : { ...state, queuedMs: state.queuedMs + elapsed, clockSince: at };
}
