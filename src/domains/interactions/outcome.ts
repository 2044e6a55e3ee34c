import type { Appended, EventIds } from '../../eventlog/index.ts';
import type { DomainError } from '../../kernel/errors.ts';
import { naturalIdOf } from '../../kernel/global-id.ts';
import { eventsOf, type EventRecord } from './events.ts';
import {
  visibleUpTo,
  refusal,
  statusCodeOf,
  type InteractionState,
  type OperationStatus,
  type OperationRefusal,
  type Viewer,
} from './model/index.ts';

/** The outcome of a command. A refusal is an outcome, not an error. */
export interface OperationOutcome {
  readonly status: OperationStatus;
  readonly statusCode: number;
  readonly statusMessage: string | null;
  readonly result: 'ok' | 'error';
  /** When to retry, in milliseconds. */
  readonly retryAfter: number | null;
  /** The interaction is resolved with the caller's visibility. */
  readonly interactionId: string;
  readonly event: EventRecord | null;
}

export const done = (interactionId: string, event: EventRecord | null = null): OperationOutcome => ({
  status: 'OK',
  statusCode: 0,
  statusMessage: null,
  result: 'ok',
  retryAfter: null,
  interactionId,
  event,
});

export const refused = (
  interactionId: string,
  { status, message }: OperationRefusal,
  retryAfter: number | null = null,
): OperationOutcome => ({
  status,
  statusCode: statusCodeOf(status),
  statusMessage: message,
  result: 'error',
  retryAfter,
  interactionId,
  event: null,
});

const busyRetryMs = 1000;

/** Converts the outcome of an append. Its event is the first one that the caller may see. */
export function outcomeOf(
  ids: EventIds,
  interactionId: string,
  viewer: Viewer,
  appended: Appended<InteractionState, OperationRefusal>,
): OperationOutcome {
  if ('refused' in appended)
    return refused(interactionId, appended.refused, appended.refused.status === 'BUSY' ? busyRetryMs : null);
  if ('conflict' in appended) return refused(interactionId, refusal('IDEMPOTENCY_CONFLICT').refused);
  // An agent who rejects an offer, for example, was never a participant and sees no event.
  const upTo = visibleUpTo(appended.head.state, viewer);
  const [event] = eventsOf(ids, [appended.record], viewer, { after: 0, upTo });
  return done(interactionId, event);
}

/**
 * Returns the payload for a refusal that is thrown before or while an operation runs, so that clients read it as an outcome. Other errors
 * stay errors.
 */
export function refusalPayload(
  { code, message, details }: DomainError,
  { id }: Readonly<Record<string, unknown>>,
): OperationOutcome | undefined {
  if (code !== 'RATE_LIMITED' && code !== 'BUSY') return undefined;
  const interactionId = typeof id === 'string' ? naturalIdOf('Interaction', id) : '';
  return refused(interactionId, { status: code, message }, details.retryAfter ?? null);
}
