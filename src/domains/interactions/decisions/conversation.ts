import type { JsonText } from '../../shared/input.ts';
import type { TaskType } from '../../shared/task.ts';
import {
  agentsIn,
  check,
  interactionExists,
  refusal,
  type Actor,
  type InteractionDecision,
  type InteractionState,
  type InteractionFact,
} from '../model/index.ts';
import { Draft } from './draft.ts';
import type { Visibility } from '../../shared/visibility.ts';

export interface Start {
  readonly interactionId: string;
  readonly taskType: TaskType;
  readonly nickname: string | null;
  readonly subject: string | null;
  readonly skill: string | null;
  readonly text: string | null;
  readonly attributes: JsonText | null;
  readonly flow?: string;
}

export function decideStart(
  state: InteractionState,
  customer: string,
  start: Start,
  at: Date,
): InteractionDecision {
  // Ids derive from idempotency keys: an existing interaction means that the key was used before.
  if (interactionExists(state)) return refusal('IDEMPOTENCY_CONFLICT');
  const { interactionId, taskType, nickname, subject, skill, text, attributes, flow } = start;
  const draft = new Draft(state, at);
  draft.add({
    type: 'started',
    interactionId,
    taskType,
    subject,
    attributes,
    customer,
    ...(flow === undefined ? {} : { flow }),
  });
  draft.add({ type: 'needed', skill, reason: 'QUEUE' });
  const { id: by } = draft.join({ role: 'CUSTOMER', principal: customer, nickname });
  draft.updateStatus();
  if (text !== null)
    draft.add({ type: 'message', by, text, visibility: 'EVERYONE', nickname, role: 'CUSTOMER' });
  return draft.toDecision();
}

export function decideLeave(state: InteractionState, actor: Actor, at: Date): InteractionDecision {
  const checked = check('leaveInteraction', state, actor);
  if ('refused' in checked) return checked;
  const { me } = checked;
  if (me === undefined) return refusal('NOT_PARTICIPANT');
  const draft = new Draft(state, at, me.id).leave(me);
  if (state.status === 'WRAP') return draft.toDecision();
  draft.withdrawOffers('CUSTOMER_LEFT', () => true);
  if (agentsIn(state).length > 0) draft.add({ type: 'ended', reason: 'CUSTOMER_LEFT' });
  else {
    // Without an agent there is no wrap-up.
    draft.add({ type: 'ended', reason: 'ABANDONED_IN_QUEUE' });
    draft.add({ type: 'completed', workCodes: [], parkedMs: 0 });
  }
  return draft.updateStatus().toDecision();
}

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
