import type { TaskInitiationMethod, TaskType } from '../../shared/task.ts';
import type { DeliveryProvider, TaskDirection } from '../model.ts';

// The sources call these lists "currently valid": a word that they do not have is kept, and read as OTHER.

const taskTypes: ReadonlySet<string> = new Set<Exclude<TaskType, 'OTHER'>>([
  'VOICE',
  'ROUTED_EMAIL',
  'WEBCHAT',
  'SMS',
  'SMS_PINPOINT',
  'SMS_WEBHOOK',
  'PREVIEW_DIAL',
  'SOCIAL_WHATSAPP',
  'SOCIAL_LINE',
  'SOCIAL_FBMESSENGER',
  'SOCIAL_TWITTERDM',
  'SOCIAL_OTHER',
  'INSTANT_MESSAGE',
  'UC_CALL',
  'GENERIC_TASK',
]);

const directions: Readonly<Record<Exclude<TaskInitiationMethod, 'OTHER'>, TaskDirection>> = {
  INBOUND_FORCED: 'INBOUND',
  INBOUND_QUEUE: 'INBOUND',
  OUTBOUND_FORCED: 'OUTBOUND',
  OUTBOUND_REQUESTED: 'OUTBOUND',
  OUTBOUND_AUTO: 'OUTBOUND',
  OUTBOUND_AUTO_AGENT: 'OUTBOUND',
  // Calls that came in, and were passed on at once.
  BRIDGE: 'INBOUND',
  FORWARD: 'INBOUND',
};

const providers: ReadonlySet<string> = new Set<Exclude<DeliveryProvider, 'OTHER'>>([
  'SYMBEE',
  'AMAZON',
  'SMARTDIAL',
]);

const isMethod = (word: string): word is keyof typeof directions => Object.hasOwn(directions, word);

export const taskTypeOf = (word: string | undefined) =>
  word === undefined
    ? {}
    : taskTypes.has(word)
      ? { taskType: word as TaskType }
      : { taskType: 'OTHER' as const, taskTypeRaw: word };

export const initiationMethodOf = (word: string | undefined) =>
  word === undefined
    ? {}
    : isMethod(word)
      ? { initiationMethod: word, direction: directions[word] }
      : { initiationMethod: 'OTHER' as const, initiationMethodRaw: word, ...directionOf(word) };

/** A new word still says which way, if it begins as the others do. */
function directionOf(word: string): { direction?: TaskDirection } {
  if (word.startsWith('INBOUND')) return { direction: 'INBOUND' };
  return word.startsWith('OUTBOUND') ? { direction: 'OUTBOUND' } : {};
}

export const deliveryProviderOf = (word: string | undefined) =>
  word === undefined
    ? {}
    : providers.has(word)
      ? { deliveryProvider: word as DeliveryProvider }
      : { deliveryProvider: 'OTHER' as const, deliveryProviderRaw: word };
