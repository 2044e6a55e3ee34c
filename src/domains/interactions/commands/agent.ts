import type { Caller } from '../../../auth/index.ts';
import { naturalIdOf } from '../../../kernel/global-id.ts';
import {
  decideAccept,
  decideAttributes,
  decideComplete,
  decideEndChat,
  decideLeaveConference,
  decideReject,
} from '../decisions/agent.ts';
import type { InteractionDependencies } from '../dependencies.ts';
import { checkAttributes, checkNickname, checkWorkCodes, mergeAttributes } from '../input.ts';
import { check, refusal, type WorkCode } from '../model/index.ts';
import { type OperationOutcome, commandKey, runCommand, type ClientKey } from './run.ts';
import { routeAfter } from '../routing/router.ts';

/** @param nickname default: the agent's own nickname */
export async function acceptInteraction(
  deps: InteractionDependencies,
  caller: Caller,
  id: string,
  nickname: string | null | undefined,
  key: ClientKey,
): Promise<OperationOutcome> {
  const given = checkNickname('nickname', nickname);
  const effective = given ?? (await deps.agents.nicknameOf(caller.tenant, caller.id));
  const request = commandKey(caller, key, 'acceptInteraction', given);
  return runCommand(deps, caller, id, request, (state, actor, at) =>
    decideAccept(state, actor, effective, at),
  );
}

export async function rejectInteraction(
  deps: InteractionDependencies,
  caller: Caller,
  id: string,
  key: ClientKey,
): Promise<OperationOutcome> {
  const request = commandKey(caller, key, 'rejectInteraction');
  return routeAfter(deps, caller.tenant, await runCommand(deps, caller, id, request, decideReject));
}

/** @param agentId only the caller's own id is allowed; default: the caller */
export async function leaveConference(
  deps: InteractionDependencies,
  caller: Caller,
  id: string,
  agentId: string | null | undefined,
  key: ClientKey,
): Promise<OperationOutcome> {
  const agent = agentId == null ? caller.id : naturalIdOf('Agent', agentId);
  const request = commandKey(caller, key, 'leaveConference', agent);
  return runCommand(deps, caller, id, request, (state, actor, at) => {
    if (agent === caller.id) return decideLeaveConference(state, actor, at);
    const checked = check('leaveConference', state, actor);
    return 'refused' in checked
      ? checked
      : refusal('NOT_PARTICIPANT', {
          message: 'Agents can remove only themselves from a conference.',
          field: ['agentId'],
        });
  });
}

export const endChatSession = async (
  deps: InteractionDependencies,
  caller: Caller,
  id: string,
  key: ClientKey,
): Promise<OperationOutcome> =>
  runCommand(deps, caller, id, commandKey(caller, key, 'endChatSession'), decideEndChat);

export async function updateAttachedData(
  deps: InteractionDependencies,
  caller: Caller,
  id: string,
  attributes: unknown,
  key: ClientKey,
): Promise<OperationOutcome> {
  const changes = checkAttributes('attributes', attributes);
  const request = commandKey(caller, key, 'updateAttachedData', changes);
  return runCommand(deps, caller, id, request, (state, actor, at) =>
    decideAttributes(state, actor, (before) => mergeAttributes(before, changes), at),
  );
}

export async function completeInteraction(
  deps: InteractionDependencies,
  caller: Caller,
  id: string,
  codes: readonly WorkCode[] | null | undefined,
  key: ClientKey,
): Promise<OperationOutcome> {
  const workCodes = checkWorkCodes('workCodes', codes ?? []);
  const parkedMs = await deps.agents.parkedMs(caller.tenant, caller.id, naturalIdOf('Interaction', id));
  const request = commandKey(caller, key, 'completeInteraction', workCodes);
  return runCommand(deps, caller, id, request, (state, actor, at) =>
    decideComplete(state, actor, workCodes, parkedMs, at),
  );
}
