import type { Caller } from '../../../auth/index.ts';
import { invalid } from '../../../kernel/errors.ts';
import { naturalIdOf } from '../../../kernel/global-id.ts';
import { requestKey } from '../../shared/idempotency.ts';
import type { Visibility } from '../../shared/visibility.ts';
import { decideMessage } from '../decisions/conversation.ts';
import type { InteractionDependencies } from '../dependencies.ts';
import { textFault } from '../input.ts';
import { refusedFor, type OperationOutcome } from '../outcome.ts';
import { runCommand, type ClientKey } from './run.ts';

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
