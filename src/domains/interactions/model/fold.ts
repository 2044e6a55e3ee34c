import type { LogRecord } from '../../../eventlog/index.ts';
import type { InteractionFact } from './facts.ts';
import { agentsIn, initialInteraction, routingOffer, type InteractionState } from './state.ts';

/** Each voided offer belongs to a process that died or stalled; more are never pending at once. */
const maxVoided = 100;

/** Folds a record into the state. Facts of unknown types, written by later versions, only advance the sequence number. */
export const foldInteraction = (state: InteractionState, { facts, at }: LogRecord): InteractionState =>
  (facts as readonly InteractionFact[]).reduce((folded, fact) => apply(folded, fact, at), state);

export function apply(before: InteractionState, fact: InteractionFact, at: Date): InteractionState {
  const state = { ...before, seq: before.seq + 1 };
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
