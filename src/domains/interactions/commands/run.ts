import type { Caller } from '../../../auth/index.ts';
import type { Appended, EventIds } from '../../../eventlog/index.ts';
import { naturalIdOf } from '../../../kernel/global-id.ts';
import { requestKey, type RequestKey } from '../../shared/idempotency.ts';
import {
  type InteractionDecision,
  type Actor,
  type InteractionState,
  type OperationRefusal,
  visibleUpTo,
  refusal,
  statusCodeOf,
  type OperationStatus,
  type Viewer,
  eventsOf,
  type EventRecord,
} from '../model/index.ts';
import type { InteractionDependencies } from '../dependencies.ts';
import { actorOf, viewerOf } from '../input.ts';
import type { DomainError } from '../../../kernel/errors.ts';

/** An idempotency key of a client. */
export type ClientKey = string | null | undefined;

/** Returns the identity of a command: its client key, and a hash of its name and arguments. */
export const commandKey = (
  caller: Caller,
  key: ClientKey,
  name: string,
  ...content: readonly unknown[]
): RequestKey => requestKey(caller, 'idempotencyKey', key, [name, ...content]);

/** Appends the facts of a decision to an interaction's stream. */
export async function append(
  { streams, ids }: Pick<InteractionDependencies, 'streams' | 'ids'>,
  tenant: string,
  interactionId: string,
  request: RequestKey,
  decide: (state: InteractionState, at: Date) => InteractionDecision,
): Promise<Appended<InteractionState, OperationRefusal>> {
  await ids.ready();
  return streams.appender.append<OperationRefusal>(tenant, interactionId, { ...request, decide });
}

/** Runs a command on an existing interaction: decides on the latest state, appends once, and returns the outcome. */
export async function runCommand(
  deps: InteractionDependencies,
  caller: Caller,
  id: string,
  request: RequestKey,
  decide: (state: InteractionState, actor: Actor, at: Date) => InteractionDecision,
): Promise<OperationOutcome> {
  const interactionId = naturalIdOf('Interaction', id);
  const actor = actorOf(caller);
  const appended = await append(deps, caller.tenant, interactionId, request, (state, at) =>
    decide(state, actor, at),
  );
  return outcomeOf(deps.ids, interactionId, viewerOf(caller), appended);
}

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
