import type { EventFields } from './fields.ts';
import { initiationMethodOf, taskTypeOf } from './vocabulary.ts';

// Amazon Connect's words for what the Symbee feed has words for.

const channelTypes: Readonly<Record<string, string>> = {
  VOICE: 'VOICE',
  CHAT: 'WEBCHAT',
  TASK: 'GENERIC_TASK',
  EMAIL: 'ROUTED_EMAIL',
};

const subtypes: Readonly<Record<string, string>> = {
  'connect:SMS': 'SMS',
  'connect:WhatsApp': 'SOCIAL_WHATSAPP',
  'connect:Apple': 'SOCIAL_OTHER',
};

/** Returns the task type of a channel in the words of the Symbee feed, or the channel itself. */
export const taskTypeOfChannel = (channel: string | undefined, subtype?: string): string | undefined =>
  subtypes[subtype ?? ''] ?? channelTypes[channel ?? ''] ?? channel;

/** Amazon Connect routes these contacts itself, so they are not of a queue of Symbee Connect. */
const methods: Readonly<Record<string, string>> = {
  INBOUND: 'INBOUND_FORCED',
  TRANSFER: 'INBOUND_FORCED',
  QUEUE_TRANSFER: 'INBOUND_FORCED',
  API: 'INBOUND_FORCED',
  WEBRTC_API: 'INBOUND_FORCED',
  FLOW: 'INBOUND_FORCED',
  OUTBOUND: 'OUTBOUND_FORCED',
  AGENT_REPLY: 'OUTBOUND_FORCED',
  CALLBACK: 'OUTBOUND_AUTO_AGENT',
  EXTERNAL_OUTBOUND: 'OUTBOUND_AUTO',
};

/** Returns the initiation method in the words of the Symbee feed, or the method itself. */
export const methodOf = (method: string | undefined): string | undefined => methods[method ?? ''] ?? method;

export const taskFieldsOf = (
  channel: string | undefined,
  subtype: string | undefined,
  method: string | undefined,
) => ({
  ...taskTypeOf(taskTypeOfChannel(channel, subtype)),
  ...initiationMethodOf(methodOf(method)),
});

const levels = ['Level1', 'Level2', 'Level3', 'Level4', 'Level5'];

/**
 * Reads the nodes of an agent's hierarchy from the top, up to the first that is missing. Contact records have `GroupName`, and agent events
 * have `Name`.
 */
export function hierarchyOf(fields: EventFields | undefined, name: string): readonly string[] {
  const groups = fields?.object(name);
  const names = levels.map((level) => {
    const group = groups?.object(level);
    return group?.text('GroupName') ?? group?.text('Name');
  });
  const end = names.indexOf(undefined);
  return names.slice(0, end === -1 ? undefined : end).filter((node) => node !== undefined);
}
