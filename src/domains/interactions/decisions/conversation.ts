import type { Visibility } from '../../shared/visibility.ts';
import { check, type Actor, type InteractionFact, type InteractionState } from '../model/index.ts';
import type { InteractionDecision } from './draft.ts';

export interface Message {
  readonly text: string;
  readonly visibility: Visibility;
  readonly clientMessageId: string | null;
}

export function decideMessage(state: InteractionState, actor: Actor, message: Message): InteractionDecision {
  const checked = check('sendMessage', state, actor);
  if ('refused' in checked) return checked;
  const { text, visibility, clientMessageId } = message;
  const fact: InteractionFact = {
    type: 'message',
    ...(checked.me === undefined ? {} : { by: checked.me.id }),
    text,
    visibility,
    nickname: checked.me?.nickname ?? null,
    role: actor.role,
    ...(clientMessageId === null ? {} : { clientMessageId }),
  };
  return { facts: [fact], changes: false };
}
