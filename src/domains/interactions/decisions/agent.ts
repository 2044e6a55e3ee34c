import type { JsonText } from '../../shared/input.ts';
import {
  agentsIn,
  check,
  exists,
  offerTo,
  refusal,
  routingOffer,
  type Actor,
  type InteractionFact,
  type InteractionState,
  type WorkCode,
} from '../model/index.ts';
import { Draft, type Decided } from './draft.ts';

/** An offer that is being made, whose slot is reserved already. */
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
): Decided {
  const checked = check('acceptInteraction', state, actor);
  if ('refused' in checked) return checked;
  const draft = new Draft(state, at, `p${state.participants.length + 1}`);
  const joined = draft.join({ role: 'AGENT', principal: actor.id, nickname });
  if (draft.state.owner === null) draft.own(joined);
  return draft.tellStatus().decided();
}

export function decideReject(state: InteractionState, actor: Actor, at: Date): Decided {
  const checked = check('rejectInteraction', state, actor);
  if ('refused' in checked) return checked;
  return decideEndOffer(state, offerTo(state, actor.id)?.offerId ?? '', 'REJECTED', at);
}

/** Whether somebody may be invited, before a slot is reserved. */
export function checkInvite(state: InteractionState, actor: Actor, agent: string): Decided | undefined {
  const checked = check('inviteUser', state, actor);
  if ('refused' in checked) return checked;
  return checkTarget(state, agent) ?? checkOffers(state);
}

export function decideInvite(state: InteractionState, actor: Actor, offer: NewOffer, at: Date): Decided {
  const refused = checkInvite(state, actor, offer.agent);
  if (refused !== undefined) return refused;
  if (isVoid(state, offer)) return refusal('BUSY');
  const { offerId, agent, expiresAt } = offer;
  return new Draft(state, at).add({ type: 'offered', offerId, agent, reason: 'INVITE', expiresAt }).decided();
}

function checkTarget(state: InteractionState, agent: string): Decided | undefined {
  return agentsIn(state).some(({ principal }) => principal === agent) || offerTo(state, agent) !== undefined
    ? refusal('ALREADY_PARTICIPANT')
    : undefined;
}

/** An offer has its agent's slot, or is none. */
const isVoid = ({ voided }: InteractionState, { offerId }: NewOffer): boolean => voided.includes(offerId);

/** The one offer that answers a need comes on top: however many are invited, the queue can go on. */
function checkOffers(state: InteractionState): Decided | undefined {
  return state.offers.filter(({ reason }) => reason === 'INVITE').length >= maxInvitations
    ? refusal('INVALID_STATE', `It is on offer to ${maxInvitations} agents already.`)
    : undefined;
}

export function decideLeaveConference(state: InteractionState, actor: Actor, at: Date): Decided {
  const checked = check('leaveConference', state, actor);
  if ('refused' in checked) return checked;
  const { me } = checked;
  if (me === undefined) return refusal('NOT_PARTICIPANT');
  if (agentsIn(state).length === 1) return refusal('LAST_AGENT');
  return new Draft(state, at, me.id).leave(me).passOn().tellStatus().decided();
}

export type Target = { readonly agent: string } | { readonly skill: string };

export function checkTransfer(state: InteractionState, actor: Actor, to: Target): Decided | undefined {
  const checked = check('singleStepTransfer', state, actor);
  if ('refused' in checked) return checked;
  if (state.need !== null) return refusal('INVALID_STATE', 'It is being transferred already.');
  return 'agent' in to ? checkTarget(state, to.agent) : undefined;
}

/** @param offer to an agent; without it, whoever has the skill is looked for */
export function decideTransfer(
  state: InteractionState,
  actor: Actor,
  to: Target,
  offer: NewOffer | undefined,
  at: Date,
): Decided {
  const refused = checkTransfer(state, actor, to);
  if (refused !== undefined) return refused;
  if (offer !== undefined && isVoid(state, offer)) return refusal('BUSY');
  const me = agentsIn(state).find(({ principal }) => principal === actor.id);
  if (me === undefined) return refusal('NOT_PARTICIPANT');
  const draft = new Draft(state, at, me.id).leave(me);
  // An invitation is to those who are in, and they are gone.
  if (agentsIn(draft.state).length === 0)
    draft.withdrawOffers('CANCELLED', ({ reason }) => reason === 'INVITE');
  draft.passOn();
  draft.add({ type: 'needed', skill: 'skill' in to ? to.skill : state.skill, reason: 'TRANSFER' });
  if (offer !== undefined) draft.add({ type: 'offered', reason: 'TRANSFER', ...offer });
  return draft.tellStatus().decided();
}

export function decideEndChat(state: InteractionState, actor: Actor, at: Date): Decided {
  const checked = check('endChatSession', state, actor);
  if ('refused' in checked) return checked;
  return endChat(new Draft(state, at, checked.me?.id)).decided();
}

const endChat = (draft: Draft): Draft =>
  draft
    .withdrawOffers('CANCELLED', () => true)
    .add({ type: 'ended', reason: 'AGENT_ENDED' })
    .tellStatus();

/** @param parkedMs how long the owner had set it aside */
export function decideComplete(
  state: InteractionState,
  actor: Actor,
  workCodes: readonly WorkCode[],
  parkedMs: number,
  at: Date,
): Decided {
  const checked = check('completeInteraction', state, actor);
  if ('refused' in checked) return checked;
  const draft = new Draft(state, at, checked.me?.id);
  if (state.status === 'ACTIVE') endChat(draft);
  return draft.add({ type: 'completed', workCodes, parkedMs }).tellStatus().decided();
}

/** @param merge makes the new attached data of the old; undefined if they are too large */
export function decideAttributes(
  state: InteractionState,
  actor: Actor,
  merge: (attributes: JsonText | null) => JsonText | undefined,
  at: Date,
): Decided {
  const checked = check('updateAttachedData', state, actor);
  if ('refused' in checked) return checked;
  const attributes = merge(state.attributes);
  if (attributes === undefined)
    return refusal('INVALID_STATE', 'The attached data would be larger than 16 KiB.');
  return new Draft(state, at, checked.me?.id)
    .add({ type: 'attributes', ...(checked.me === undefined ? {} : { by: checked.me.id }), attributes })
    .decided();
}

/** The queue's own offer. */
export function decideOffer(state: InteractionState, offer: NewOffer, at: Date): Decided {
  const { need } = state;
  if (!exists(state) || need === null || routingOffer(state) !== undefined) return refusal('INVALID_STATE');
  if (isVoid(state, offer)) return refusal('BUSY');
  if (checkTarget(state, offer.agent) !== undefined) return refusal('ALREADY_PARTICIPANT');
  return new Draft(state, at)
    .add({ type: 'offered', reason: need.reason, ...offer })
    .tellStatus()
    .decided();
}

export function decideEndOffer(
  state: InteractionState,
  offerId: string,
  reason: 'MISSED' | 'REJECTED' | 'CANCELLED',
  at: Date,
): Decided {
  if (!state.offers.some((offer) => offer.offerId === offerId)) return refusal('NOT_OFFERED');
  return new Draft(state, at)
    .withdrawOffers(reason, (offer) => offer.offerId === offerId)
    .tellStatus()
    .decided();
}

/** Takes the place of an offer whose process has died, so that it can no longer be made. */
export function decideVoid(state: InteractionState, offerId: string): Decided {
  if (!exists(state) || state.completedAt !== null) return refusal('INVALID_STATE');
  const fact: InteractionFact = { type: 'offerVoid', offerId };
  return { facts: [fact], changes: true };
}
