import { isVisible, type InteractionFact, type VisibleFact } from './facts.ts';
import { exists, offerTo, type InteractionState } from './state.ts';

/** As whom somebody looks at an interaction. */
export interface Viewer {
  readonly kind: 'agent' | 'customer' | 'service';
  readonly id: string;
  /** May see any interaction of the tenant. */
  readonly seesAll: boolean;
}

/** Whether somebody may know of it at all. */
export const canSee = (state: InteractionState, viewer: Viewer): boolean =>
  reach(state, viewer) > 0 || (viewer.kind === 'agent' && offerTo(state, viewer.id) !== undefined);

/**
 * The number up to which somebody may see what happened. Who is in sees all of it, from the start; who has left, nothing after that; to
 * who was never in, it is 0. With a later state the answer for what came before it is the same, or what a new stay allows.
 */
export function reach(state: InteractionState, { kind, id, seesAll }: Viewer): number {
  if (!exists(state) || (kind === 'customer' && id !== state.customer)) return 0;
  if (kind !== 'customer' && seesAll) return Infinity;
  const role = kind === 'customer' ? 'CUSTOMER' : 'AGENT';
  if (kind === 'service') return 0;
  let furthest = 0;
  for (const participant of state.participants)
    if (participant.role === role && participant.principal === id)
      furthest = Math.max(furthest, participant.leftSeq ?? Infinity);
  return furthest;
}

/** What customers are not shown. */
export function isShown(
  fact: InteractionFact | { readonly type: string },
  kind: Viewer['kind'],
): fact is VisibleFact {
  if (!isVisible(fact)) return false;
  if (kind !== 'customer') return true;
  return (
    fact.type !== 'owner' &&
    fact.type !== 'attributes' &&
    !(fact.type === 'message' && fact.visibility === 'AGENTS')
  );
}
