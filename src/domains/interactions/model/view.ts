import { isVisibleFact, type InteractionFact, type VisibleFact } from './facts.ts';
import { interactionExists, offerTo, type InteractionState } from './state.ts';

/** The caller of a query or subscription. */
export interface Viewer {
  readonly kind: 'agent' | 'customer' | 'service';
  readonly id: string;
  /** Whether the caller may see every interaction of the tenant. */
  readonly seesAll: boolean;
}

/** Returns whether a viewer may see the interaction at all. */
export const canSeeInteraction = (state: InteractionState, viewer: Viewer): boolean =>
  visibleUpTo(state, viewer) > 0 || (viewer.kind === 'agent' && offerTo(state, viewer.id) !== undefined);

/**
 * Returns the sequence number up to which a viewer may see events: Infinity for present participants, the end of the last stay for former
 * participants, else 0. It never decreases with later states.
 */
export function visibleUpTo(state: InteractionState, { kind, id, seesAll }: Viewer): number {
  if (!interactionExists(state) || (kind === 'customer' && id !== state.customer)) return 0;
  if (kind !== 'customer' && seesAll) return Infinity;
  const role = kind === 'customer' ? 'CUSTOMER' : 'AGENT';
  if (kind === 'service') return 0;
  let furthest = 0;
  for (const participant of state.participants)
    if (participant.role === role && participant.principal === id)
      furthest = Math.max(furthest, participant.leftSeq ?? Infinity);
  return furthest;
}

/** Returns whether viewers of a kind may see a fact. */
export function isVisibleTo(
  fact: InteractionFact | { readonly type: string },
  kind: Viewer['kind'],
): fact is VisibleFact {
  if (!isVisibleFact(fact)) return false;
  if (kind !== 'customer') return true;
  return (
    fact.type !== 'owner' &&
    fact.type !== 'attributes' &&
    !(fact.type === 'message' && fact.visibility === 'AGENTS')
  );
}
