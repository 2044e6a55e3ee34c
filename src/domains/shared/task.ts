/** The values of `TaskType` in schema/common.graphql. */
export type TaskType =
  | 'VOICE'
  | 'ROUTED_EMAIL'
  | 'WEBCHAT'
  | 'SMS'
  | 'SMS_PINPOINT'
  | 'SMS_WEBHOOK'
  | 'PREVIEW_DIAL'
  | 'SOCIAL_WHATSAPP'
  | 'SOCIAL_LINE'
  | 'SOCIAL_FBMESSENGER'
  | 'SOCIAL_TWITTERDM'
  | 'SOCIAL_OTHER'
  | 'INSTANT_MESSAGE'
  | 'UC_CALL'
  | 'GENERIC_TASK'
  | 'OTHER';

/** The values of `TaskInitiationMethod` in schema/common.graphql. */
export type TaskInitiationMethod =
  | 'INBOUND_FORCED'
  | 'INBOUND_QUEUE'
  | 'OUTBOUND_FORCED'
  | 'OUTBOUND_REQUESTED'
  | 'OUTBOUND_AUTO'
  | 'OUTBOUND_AUTO_AGENT'
  | 'BRIDGE'
  | 'FORWARD'
  | 'OTHER';

const chatTypes: ReadonlySet<TaskType> = new Set<TaskType>([
  'WEBCHAT',
  'SMS',
  'SMS_PINPOINT',
  'SMS_WEBHOOK',
  'SOCIAL_WHATSAPP',
  'SOCIAL_LINE',
  'SOCIAL_FBMESSENGER',
  'SOCIAL_TWITTERDM',
  'SOCIAL_OTHER',
  'INSTANT_MESSAGE',
]);

/** Returns whether interactions of this type are written conversations, of which Symbee Connect keeps transcripts. */
export const isChat = (type: TaskType): boolean => chatTypes.has(type);
