import type { Appended, EventIds } from '../../eventlog/index.ts';
import { refused, succeeded, type Outcome } from '../shared/outcome.ts';
import { eventsOf, type EventRecord } from './events.ts';
import {
  visibleUpTo,
  refusal,
  type InteractionState,
  type OperationRefusal,
  type Viewer,
} from './model/index.ts';

/** The outcome of a command. */
export interface OperationOutcome extends Outcome {
  /** The interaction is resolved with the caller's visibility. */
  readonly interactionId: string;
  readonly event: EventRecord | null;
}

/** The payload of a mutation. A refusal that the graph itself makes, such as RATE_LIMITED, names no interaction. */
export type InteractionOutcome = Outcome & Partial<Pick<OperationOutcome, 'interactionId' | 'event'>>;

export const done = (interactionId: string, event: EventRecord | null = null): OperationOutcome =>
  succeeded({ interactionId, event });

export const refusedFor = (interactionId: string, reason: OperationRefusal): OperationOutcome => ({
  ...refused(reason),
  interactionId,
  event: null,
});

const busyRetryMs = 1000;

/**
 * Converts the outcome of an append. Its event is the first one that the caller may see.
 * @param keyField the path of the argument that carries the idempotency key
 */
export function outcomeOf(
  ids: EventIds,
  interactionId: string,
  viewer: Viewer,
  keyField: readonly string[],
  appended: Appended<InteractionState, OperationRefusal>,
): OperationOutcome {
  if ('conflict' in appended)
    return refusedFor(interactionId, refusal('IDEMPOTENCY_CONFLICT', { field: keyField }).refused);
  if ('refused' in appended) {
    const reason = appended.refused;
    if (reason.status === 'BUSY') return refusedFor(interactionId, { ...reason, retryAfter: busyRetryMs });
    return refusedFor(
      interactionId,
      reason.status === 'IDEMPOTENCY_CONFLICT' ? { ...reason, field: keyField } : reason,
    );
  }
  // An agent who rejects an offer, for example, was never a participant and sees no event.
  const upTo = visibleUpTo(appended.head.state, viewer);
  const [event] = eventsOf(ids, [appended.record], viewer, { after: 0, upTo });
  return done(interactionId, event);
}
