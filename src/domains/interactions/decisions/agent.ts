import type { JsonText } from '../../shared/input.ts';
import {
  agentsIn,
  check,
  interactionExists,
  offerTo,
  refusal,
  routingOffer,
  type Actor,
  type InteractionDecision,
  type InteractionFact,
  type InteractionState,
  type WorkCode,
} from '../model/index.ts';
import { Draft } from './draft.ts';

/** An offer to append. The agent's slot is reserved already. */
export interface NewOffer {
  readonly offerId: string;
  readonly agent: string;
  readonly expiresAt: Date;
}

const maxInvitations = 8;

export function decideAccept(
  state: InteractionState,
  actor: Actor,
  nickname: string | null,
  at: Date,
): InteractionDecision {
  const checked = check('acceptInteraction', state, actor);
  if ('refused' in checked) return checked;
  const draft = new Draft(state, at, `p${state.participants.length + 1}`);
  const joined = draft.join({ role: 'AGENT', principal: actor.id, nickname });
  if (draft.state.owner === null) draft.setOwner(joined);
  return draft.updateStatus().toDecision();
}

export function decideReject(state: InteractionState, actor: Actor, at: Date): InteractionDecision {
  const checked = check('rejectInteraction', state, actor);
  if ('refused' in checked) return checked;
  return decideEndOffer(state, offerTo(state, actor.id)?.offerId ?? '', 'REJECTED', at);
}

/** Returns a refusal if the agent cannot be invited. Called before a slot is reserved. */
export function checkInvite(
  state: InteractionState,
  actor: Actor,
  agent: string,
): InteractionDecision | undefined {
  const checked = check('inviteUser', state, actor);
  if ('refused' in checked) return checked;
  return checkTarget(state, agent, ['agentId']) ?? checkOffers(state);
}

export function decideInvite(
  state: InteractionState,
  actor: Actor,
  offer: NewOffer,
  at: Date,
): InteractionDecision {
  const refused = checkInvite(state, actor, offer.agent);
  if (refused !== undefined) return refused;
  if (isVoid(state, offer)) return refusal('BUSY');
  const { offerId, agent, expiresAt } = offer;
  return new Draft(state, at)
    .add({ type: 'offered', offerId, agent, reason: 'INVITE', expiresAt })
    .toDecision();
}

function checkTarget(
  state: InteractionState,
  agent: string,
  field: readonly string[],
): InteractionDecision | undefined {
  return agentsIn(state).some(({ principal }) => principal === agent) || offerTo(state, agent) !== undefined
    ? refusal('ALREADY_PARTICIPANT', { field })
    : undefined;
}

/** Returns whether the offer was voided: its slot was released. */
const isVoid = ({ voided }: InteractionState, { offerId }: NewOffer): boolean => voided.includes(offerId);

/** Limits invitations. The offer of the queue does not count, so that routing never waits for invitations. */
function checkOffers(state: InteractionState): InteractionDecision | undefined {
  return state.offers.filter(({ reason }) => reason === 'INVITE').length >= maxInvitations
    ? refusal('INVALID_STATE', { message: `It is offered to ${maxInvitations} agents already.` })
    : undefined;
}

export function decideLeaveConference(state: InteractionState, actor: Actor, at: Date): InteractionDecision {
  const checked = check('leaveConference', state, actor);
  if ('refused' in checked) return checked;
  const { me } = checked;
  if (me === undefined) return refusal('NOT_PARTICIPANT');
  if (agentsIn(state).length === 1) return refusal('LAST_AGENT');
  return new Draft(state, at, me.id).leave(me).passOwnership().updateStatus().toDecision();
}

export type Target = { readonly agent: string } | { readonly skill: string };

export function checkTransfer(
  state: InteractionState,
  actor: Actor,
  to: Target,
): InteractionDecision | undefined {
  const checked = check('singleStepTransfer', state, actor);
  if ('refused' in checked) return checked;
  if (state.need !== null) return refusal('INVALID_STATE', { message: 'It is being transferred already.' });
  return 'agent' in to ? checkTarget(state, to.agent, ['to', 'agentId']) : undefined;
}

/** @param offer the offer to the target agent; undefined for a transfer to a skill */
export function decideTransfer(
  state: InteractionState,
  actor: Actor,
  to: Target,
  offer: NewOffer | undefined,
  at: Date,
): InteractionDecision {
  const refused = checkTransfer(state, actor, to);
  if (refused !== undefined) return refused;
  if (offer !== undefined && isVoid(state, offer)) return refusal('BUSY');
  const me = agentsIn(state).find(({ principal }) => principal === actor.id);
  if (me === undefined) return refusal('NOT_PARTICIPANT');
  const draft = new Draft(state, at, me.id).leave(me);
  // Invitations end with the last agent of the conversation.
  if (agentsIn(draft.state).length === 0)
    draft.withdrawOffers('CANCELLED', ({ reason }) => reason === 'INVITE');
  draft.passOwnership();
  draft.add({ type: 'needed', skill: 'skill' in to ? to.skill : state.skill, reason: 'TRANSFER' });
  if (offer !== undefined) draft.add({ type: 'offered', reason: 'TRANSFER', ...offer });
  return draft.updateStatus().toDecision();
}

export function decideEndChat(state: InteractionState, actor: Actor, at: Date): InteractionDecision {
  const checked = check('endChatSession', state, actor);
  if ('refused' in checked) return checked;
  return endChat(new Draft(state, at, checked.me?.id)).toDecision();
}

const endChat = (draft: Draft): Draft =>
  draft
    .withdrawOffers('CANCELLED', () => true)
    .add({ type: 'ended', reason: 'AGENT_ENDED' })
    .updateStatus();

/** @param parkedMs how long the agent had parked the interaction */
export function decideComplete(
  state: InteractionState,
  actor: Actor,
  workCodes: readonly WorkCode[],
  parkedMs: number,
  at: Date,
): InteractionDecision {
  const checked = check('completeInteraction', state, actor);
  if ('refused' in checked) return checked;
  const draft = new Draft(state, at, checked.me?.id);
  if (state.status === 'ACTIVE') endChat(draft);
  return draft.add({ type: 'completed', workCodes, parkedMs }).updateStatus().toDecision();
}

/** @param merge returns the new attached data; undefined if they are too large */
export function decideAttributes(
  state: InteractionState,
  actor: Actor,
  merge: (attributes: JsonText | null) => JsonText | undefined,
  at: Date,
): InteractionDecision {
  const checked = check('updateAttachedData', state, actor);
  if ('refused' in checked) return checked;
  const attributes = merge(state.attributes);
  if (attributes === undefined)
    return refusal('INVALID_STATE', {
      message: 'The attached data would be larger than 16 KiB.',
      field: ['attributes'],
    });
  return new Draft(state, at, checked.me?.id)
    .add({ type: 'attributes', ...(checked.me === undefined ? {} : { by: checked.me.id }), attributes })
    .toDecision();
}

/** Decides on the offer of the queue or of a transfer. */
export function decideOffer(state: InteractionState, offer: NewOffer, at: Date): InteractionDecision {
  const { need } = state;
  if (!interactionExists(state) || need === null || routingOffer(state) !== undefined)
    return refusal('INVALID_STATE');
  if (isVoid(state, offer)) return refusal('BUSY');
  if (checkTarget(state, offer.agent, []) !== undefined) return refusal('ALREADY_PARTICIPANT');
  return new Draft(state, at)
    .add({ type: 'offered', reason: need.reason, ...offer })
    .updateStatus()
    .toDecision();
}

export function decideEndOffer(
  state: InteractionState,
  offerId: string,
  reason: 'MISSED' | 'REJECTED' | 'CANCELLED',
  at: Date,
): InteractionDecision {
  if (!state.offers.some((offer) => offer.offerId === offerId)) return refusal('NOT_OFFERED');
  return new Draft(state, at)
    .withdrawOffers(reason, (offer) => offer.offerId === offerId)
    .updateStatus()
    .toDecision();
}

/** Voids an offer whose process died before it appended the offer. */
export function decideVoid(state: InteractionState, offerId: string): InteractionDecision {
  if (!interactionExists(state) || state.completedAt !== null) return refusal('INVALID_STATE');
  const fact: InteractionFact = { type: 'offerVoid', offerId };
  return { facts: [fact], changes: true };
}
