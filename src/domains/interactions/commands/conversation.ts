import { v7 as uuid } from 'uuid';
import { principalOf, type Caller } from '../../../auth/index.ts';
import { invalid } from '../../../kernel/errors.ts';
import { checkedId, naturalIdOf } from '../../../kernel/global-id.ts';
import { clientKeyOf, requestDigest, requestKey } from '../../shared/idempotency.ts';
import { isChat, type TaskType } from '../../shared/task.ts';
import { decideLeave, decideStart, decideMessage } from '../decisions/conversation.ts';
import type { InteractionDependencies } from '../dependencies.ts';
import { checkAttributes, checkNickname, checkSkill, checkSubject, textFault, viewerOf } from '../input.ts';
import {
  outcomeOf,
  refusedFor,
  type OperationOutcome,
  appendDecision,
  commandKey,
  runCommand,
  type ClientKey,
} from './run.ts';
import { routeAfter } from '../routing/router.ts';
import type { Visibility } from '../../shared/visibility.ts';

export interface StartInteractionInput {
  readonly type: TaskType;
  readonly nickname?: string | null | undefined;
  readonly subject?: string | null | undefined;
  readonly skill?: string | null | undefined;
  readonly text?: string | null | undefined;
  readonly attributes?: unknown;
  readonly clientInteractionId?: string | null | undefined;
  readonly interactionUniqueId?: string | null | undefined;
}

export async function startInteraction(
  deps: InteractionDependencies,
  caller: Caller,
  input: StartInteractionInput,
): Promise<OperationOutcome> {
  const { tenant } = caller;
  if (input.type === 'OTHER')
    throw invalid('input.type', 'OTHER stands for values of imported sources, and cannot be started');
  const text = input.text ?? null;
  if (text !== null && !isChat(input.type))
    throw invalid('input.text', `is only allowed for chats, not for ${input.type}`);
  const start = {
    taskType: input.type,
    nickname: checkNickname('input.nickname', input.nickname),
    subject: checkSubject('input.subject', input.subject),
    skill: checkSkill('input.skill', input.skill),
    text,
    attributes:
      input.attributes == null ? null : JSON.stringify(checkAttributes('input.attributes', input.attributes)),
    ...(await checkFlow(deps, caller, input.interactionUniqueId)),
  };
  const { clientInteractionId } = input;
  const request = requestKey(caller, 'clientInteractionId', clientInteractionId, ['startInteraction', start]);
  const interactionId = clientInteractionId == null ? uuid() : interactionIdOf(caller, clientInteractionId);
  const fault = text === null ? undefined : textFault(text);
  if (fault !== undefined)
    return refusedFor(interactionId, { status: 'INVALID_TEXT', message: fault, field: ['input', 'text'] });
  const appended = await appendDecision(deps, tenant, interactionId, request, (state, at) =>
    decideStart(state, caller.id, { ...start, interactionId }, at),
  );
  return routeAfter(
    deps,
    tenant,
    outcomeOf(deps.ids, interactionId, viewerOf(caller), ['input', 'clientInteractionId'], appended),
  );
}

/** Returns the flow that the interaction is started from, if the input names one. */
async function checkFlow(
  { flows }: InteractionDependencies,
  caller: Caller,
  id: string | null | undefined,
): Promise<{ readonly flow?: string }> {
  if (id == null) return {};
  const field = 'input.interactionUniqueId';
  const flow = naturalIdOf('InteractionFlow', checkedId(field, id));
  if (!(await flows.mayStartFrom(caller.tenant, flow, caller.id)))
    throw invalid(field, 'names no flow, or a flow of another customer');
  return { flow };
}

/** Derives the interaction's id from the customer and the `clientInteractionId`, so that a repeated start appends to the same stream. */
export const interactionIdOf = (customer: Pick<Caller, 'kind' | 'id'>, clientInteractionId: string): string =>
  requestDigest([principalOf(customer), clientKeyOf('clientInteractionId', clientInteractionId)])
    .toString('hex')
    .slice(0, 32);

export const leaveInteraction = async (
  deps: InteractionDependencies,
  caller: Caller,
  id: string,
  key: ClientKey,
): Promise<OperationOutcome> =>
  runCommand(deps, caller, id, commandKey(caller, key, 'leaveInteraction'), decideLeave);

export interface MessageInput {
  readonly text: string;
  readonly visibility: Visibility;
  readonly clientMessageId: ClientKey;
}

export async function sendMessage(
  deps: InteractionDependencies,
  caller: Caller,
  id: string,
  { text, visibility, clientMessageId = null }: MessageInput,
): Promise<OperationOutcome> {
  if (visibility === 'AGENTS' && caller.kind === 'customer')
    throw invalid('visibility', 'AGENTS is for agents; messages of customers are visible to everyone');
  const fault = textFault(text);
  if (fault !== undefined)
    return refusedFor(naturalIdOf('Interaction', id), {
      status: 'INVALID_TEXT',
      message: fault,
      field: ['text'],
    });
  const request = requestKey(caller, 'clientMessageId', clientMessageId, ['sendMessage', text, visibility]);
  return runCommand(
    deps,
    caller,
    id,
    request,
    (state, actor) => decideMessage(state, actor, { text, visibility, clientMessageId }),
    ['clientMessageId'],
  );
}
