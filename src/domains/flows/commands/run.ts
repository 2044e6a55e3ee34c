import type { Caller } from '../../../auth/index.ts';
import { DomainError, type DomainErrorCode } from '../../../kernel/errors.ts';
import { naturalIdOf } from '../../../kernel/global-id.ts';
import type { RequestKey } from '../../shared/idempotency.ts';
import type { FlowDependencies } from '../dependencies.ts';
import { canSeeFlow, flowExists, type FlowFact, type FlowState } from '../model/index.ts';

/** A refusal of a command on a flow that exists and that the caller may see. */
export class FlowRefusedError extends DomainError {
  readonly flow: FlowState;

  constructor({ code, field, reason }: Exclude<FlowRefusal, string>, flow: FlowState) {
    super(code, `${field}: ${reason}`, { field, reason });
    this.flow = flow;
  }
}

/** The reason why a command appends nothing. UNCHANGED: the flow already is as requested, which is a success. */
type FlowRefusal =
  | 'UNCHANGED'
  | { readonly code: DomainErrorCode; readonly field: string; readonly reason: string };
export type FlowDecision = FlowFact | { readonly refused: FlowRefusal };

/** MongoDB documents are limited to 16 MiB. */
const maxBytes = 4 * 1024 * 1024;
const idField = 'id';

export const unchanged: FlowDecision = { refused: 'UNCHANGED' };
export const refuse = (code: DomainErrorCode, field: string, reason: string): FlowDecision => ({
  refused: { code, field, reason },
});
export const refuseFull = (limit: string) =>
  refuse('INVALID_STATE', idField, `names a flow that is full: it has ${limit}`);
export const refuseEnded = ({ status }: FlowState) =>
  refuse('INVALID_STATE', idField, `names a flow that has ended: it is ${status}`);

/** The key of a command, with the argument that carries it. Default: `idempotencyKey`. */
interface FlowRequest extends RequestKey {
  readonly field?: string;
}

/** Runs a command on an existing flow: decides on the latest state and appends once. @returns the new state */
export async function changeFlow(
  { streams, ids }: FlowDependencies,
  caller: Caller,
  id: string,
  { field: keyField = 'idempotencyKey', ...request }: FlowRequest,
  decide: (state: FlowState, at: Date) => FlowDecision,
): Promise<FlowState> {
  await ids.ready();
  const flow = naturalIdOf('InteractionFlow', id);
  const outcome = await streams.appender.append<FlowRefusal>(caller.tenant, flow, {
    ...request,
    decide(state, at) {
      const decided =
        flowExists(state) && canSeeFlow(caller, state)
          ? decide(state, at)
          : refuse('NOT_FOUND', idField, 'names no flow');
      return 'refused' in decided ? decided : { facts: [decided], changes: true };
    },
  });
  const { state } = outcome.head;
  if ('conflict' in outcome)
    throw new FlowRefusedError(
      { code: 'IDEMPOTENCY_CONFLICT', field: keyField, reason: 'was used for another request' },
      state,
    );
  if ('refused' in outcome && outcome.refused !== 'UNCHANGED')
    throw new FlowRefusedError(outcome.refused, state);
  return state;
}

/** Like `changeFlow`, for commands that add to a running flow. */
export const addToFlow = (
  deps: FlowDependencies,
  caller: Caller,
  id: string,
  request: FlowRequest,
  decide: (state: FlowState, at: Date) => FlowDecision,
): Promise<FlowState> =>
  changeFlow(deps, caller, id, request, (state, at) => {
    if (state.status !== 'RUNNING') return refuseEnded(state);
    const decided = decide(state, at);
    // A command that changes nothing succeeds on a full flow too.
    return 'refused' in decided || state.bytes <= maxBytes ? decided : refuseFull(`${maxBytes} bytes`);
  });
