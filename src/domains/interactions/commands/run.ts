import type { Caller } from '../../../auth/index.ts';
import type { Appended, EventIds } from '../../../eventlog/index.ts';
import { naturalIdOf } from '../../../kernel/global-id.ts';
import { requestKey, type RequestKey } from '../../shared/idempotency.ts';
import { refused, succeeded, type PayloadFields } from '../../shared/outcome.ts';
import {
  type InteractionDecision,
  type Actor,
  type InteractionState,
  type OperationRefusal,
  visibleUpTo,
  refusal,
  type Viewer,
  eventsOf,
  type EventRecord,
} from '../model/index.ts';
import type { InteractionDependencies } from '../dependencies.ts';
import { actorOf, viewerOf } from '../input.ts';

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
export async function appendDecision(
  { streams, ids }: Pick<InteractionDependencies, 'streams' | 'ids'>,
  tenant: string,
  interactionId: string,
  request: RequestKey,
  decide: (state: InteractionState, at: Date) => InteractionDecision,
): Promise<Appended<InteractionState, OperationRefusal>> {
  await ids.ready();
  return streams.appender.append<OperationRefusal>(tenant, interactionId, { ...request, decide });
}

/**
 * Runs a command on an existing interaction: decides on the latest state, appends once, and returns the outcome.
 * @param keyField the path of the argument that carries the idempotency key
 */
export async function runCommand(
  deps: InteractionDependencies,
  caller: Caller,
  id: string,
  request: RequestKey,
  decide: (state: InteractionState, actor: Actor, at: Date) => InteractionDecision,
  keyField: readonly string[] = ['idempotencyKey'],
): Promise<OperationOutcome> {
  const interactionId = naturalIdOf('Interaction', id);
  const actor = actorOf(caller);
  const appended = await appendDecision(deps, caller.tenant, interactionId, request, (state, at) =>
    decide(state, actor, at),
  );
  return outcomeOf(deps.ids, interactionId, viewerOf(caller), keyField, appended);
}

/** The outcome of a command. */
export interface OperationOutcome extends PayloadFields {
  /** The interaction is resolved with the caller's visibility. */
  readonly interactionId: string;
  readonly event: EventRecord | null;
}

/** The payload of a mutation. A refusal that the graph itself makes, such as RATE_LIMITED, names no interaction. */
export type InteractionOutcome = PayloadFields & Partial<Pick<OperationOutcome, 'interactionId' | 'event'>>;

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
