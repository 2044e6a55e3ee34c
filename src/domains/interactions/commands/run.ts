import type { Caller } from '../../../auth/index.ts';
import type { Appended } from '../../../eventlog/index.ts';
import { naturalIdOf } from '../../../kernel/global-id.ts';
import { requestKey, type RequestKey } from '../../shared/idempotency.ts';
import type { InteractionDecision } from '../decisions/draft.ts';
import type { InteractionDependencies } from '../dependencies.ts';
import { actorOf, viewerOf } from '../input.ts';
import type { Actor, InteractionState, OperationRefusal } from '../model/index.ts';
import { outcomeOf, type OperationOutcome } from '../outcome.ts';

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
  const appended = await append(deps, caller.tenant, interactionId, request, (state, at) =>
    decide(state, actor, at),
  );
  return outcomeOf(deps.ids, interactionId, viewerOf(caller), keyField, appended);
}
