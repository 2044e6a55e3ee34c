import { systemKey } from '../../shared/idempotency.ts';
import { decideEndOffer, decideOffer, decideVoid, type NewOffer } from '../decisions/agent.ts';
import {
  type InteractionDecision,
  offerTo,
  type InteractionState,
  type OperationRefusal,
} from '../model/index.ts';
import type { InteractionDependencies } from '../dependencies.ts';

export const newOffer = (
  { settings }: Pick<InteractionDependencies, 'settings'>,
  offerId: string,
  agent: string,
  at: Date,
): NewOffer => ({ offerId, agent, expiresAt: new Date(at.getTime() + settings.offerTimeoutMs) });

const append = (
  { streams }: InteractionDependencies,
  tenant: string,
  interactionId: string,
  key: string,
  decide: (state: InteractionState, at: Date) => InteractionDecision,
) => streams.appender.append<OperationRefusal>(tenant, interactionId, { ...systemKey(key), decide });

/** An offer and its void have the same key: only one of the two can be appended. */
const offerKey = (offerId: string) => `offer:${offerId}`;

/** Appends the offer of a reserved slot. @returns false if the interaction no longer needs an agent, or an offer exists already */
export async function makeOffer(
  deps: InteractionDependencies,
  tenant: string,
  interactionId: string,
  agent: string,
  offerId: string,
): Promise<boolean> {
  const outcome = await append(deps, tenant, interactionId, offerKey(offerId), (state, at) =>
    decideOffer(state, newOffer(deps, offerId, agent, at), at),
  );
  return 'record' in outcome && offerTo(outcome.head.state, agent)?.offerId === offerId;
}

/** Voids an offer whose process died before it appended the offer. @returns false if the offer was appended after all */
export async function voidOffer(
  deps: InteractionDependencies,
  tenant: string,
  interactionId: string,
  agent: string,
  offerId: string,
): Promise<boolean> {
  const outcome = await append(deps, tenant, interactionId, offerKey(offerId), (state) =>
    decideVoid(state, offerId),
  );
  return offerTo(outcome.head.state, agent)?.offerId !== offerId;
}

/** Appends the end of an offer, unless it has ended already. */
export async function endOffer(
  deps: InteractionDependencies,
  tenant: string,
  interactionId: string,
  offerId: string,
  reason: 'MISSED' | 'CANCELLED',
): Promise<void> {
  await append(deps, tenant, interactionId, `end:${offerId}`, (state, at) =>
    decideEndOffer(state, offerId, reason, at),
  );
}
