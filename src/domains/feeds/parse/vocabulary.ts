import type { TaskInitiationMethod, TaskType } from '../../shared/task.ts';
import type { DeliveryProvider, TaskDirection } from '../model.ts';

// The sources call these lists "currently valid". Another value is stored beside OTHER.

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
  // Incoming calls that were passed on at once.
  BRIDGE: 'INBOUND',
  FORWARD: 'INBOUND',
};

const providers: ReadonlySet<string> = new Set<Exclude<DeliveryProvider, 'OTHER'>>([
  'SYMBEE',
  'AMAZON',
  'SMARTDIAL',
]);

const isMethod = (value: string): value is keyof typeof directions => Object.hasOwn(directions, value);

export const taskTypeOf = (value: string | undefined) =>
  value === undefined
    ? {}
    : taskTypes.has(value)
      ? { taskType: value as TaskType }
      : { taskType: 'OTHER' as const, taskTypeRaw: value };

export const initiationMethodOf = (value: string | undefined) =>
  value === undefined
    ? {}
    : isMethod(value)
      ? { initiationMethod: value, direction: directions[value] }
      : { initiationMethod: 'OTHER' as const, initiationMethodRaw: value, ...directionOf(value) };

/** A new value can still show the direction by its prefix. */
function directionOf(value: string): { direction?: TaskDirection } {
  if (value.startsWith('INBOUND')) return { direction: 'INBOUND' };
  return value.startsWith('OUTBOUND') ? { direction: 'OUTBOUND' } : {};
}

export const deliveryProviderOf = (value: string | undefined) =>
  value === undefined
    ? {}
    : providers.has(value)
      ? { deliveryProvider: value as DeliveryProvider }
      : { deliveryProvider: 'OTHER' as const, deliveryProviderRaw: value };
