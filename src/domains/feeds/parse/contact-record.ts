import type { ContactRecord } from '../model.ts';
import { hierarchyOf, taskFieldsOf } from './connect-vocabulary.ts';
import type { ParsedEvent, TraceContent } from './event.ts';
import { EventFields, present } from './fields.ts';

/** Parses a contact record of Amazon Connect. Each change of the contact is another event. @throws EventFault */
export function parseContactRecord(value: unknown): ParsedEvent {
  const fields = EventFields.of(value);
  const contactId = fields.required('ContactId', fields.id('ContactId'));
  const lastUpdatedAt = fields.required('LastUpdateTimestamp', fields.instant('LastUpdateTimestamp'));
  const agent = fields.object('Agent');
  const queue = fields.object('Queue');
  const addressOf = (name: string) => fields.object(name)?.text('Address');
  const contact = present({
    contactId,
    initialContactId: fields.id('InitialContactId'),
    previousContactId: fields.id('PreviousContactId'),
    nextContactId: fields.id('NextContactId'),
    channel: fields.id('Channel'),
    initiationMethod: fields.id('InitiationMethod'),
    disconnectReason: fields.id('DisconnectReason'),
    initiatedAt: fields.instant('InitiationTimestamp'),
    connectedToSystemAt: fields.instant('ConnectedToSystemTimestamp'),
    disconnectedAt: fields.instant('DisconnectTimestamp'),
    lastUpdatedAt,
    queueName: queue?.text('Name'),
    enqueuedAt: queue?.instant('EnqueueTimestamp'),
    dequeuedAt: queue?.instant('DequeueTimestamp'),
    queueDuration: queue?.seconds('Duration'),
    agentUsername: agent?.id('Username'),
    connectedToAgentAt: agent?.instant('ConnectedToAgentTimestamp'),
    interactionDuration: agent?.seconds('AgentInteractionDuration'),
    holdDuration: agent?.seconds('CustomerHoldDuration'),
    holds: agent?.count('NumberOfHolds'),
    afterContactWorkDuration: agent?.seconds('AfterContactWorkDuration'),
    customerAddress: addressOf('CustomerEndpoint'),
    systemAddress: addressOf('SystemEndpoint'),
    transferredToAddress: addressOf('TransferredToEndpoint'),
    attributes: fields.map('Attributes'),
  });
  const record = taskOf(contact, fields, { agent, queue });
  return {
    activityType: 'CONTACT_RECORD',
    namespace: {},
    at: contact.initiatedAt ?? lastUpdatedAt,
    latest: fields.latest ?? lastUpdatedAt,
    about: [contactId],
    content: { of: 'contact', contact, record, instance: fields.text('InstanceARN') ?? '' },
    issues: fields.issues,
  };
}

interface Parts {
  readonly agent: EventFields | undefined;
  readonly queue: EventFields | undefined;
}

/**
 * Derives the trace record of a contact, in the words of the Symbee feed. As there, the queue of a call is named by its id, the time in the
 * queue is that of the contact record alone, and an agent works on a contact during the holds too.
 */
function taskOf(contact: ContactRecord, fields: EventFields, { agent, queue }: Parts): TraceContent {
  const { channel, initiatedAt, disconnectedAt, interactionDuration, holdDuration = 0 } = contact;
  const isCall = channel === 'VOICE';
  const subtype = fields.object('SegmentAttributes')?.object('connect:Subtype')?.text('ValueString');
  const queueId = isCall ? queue?.text('ARN')?.split('/').at(-1) : undefined;
  return present({
    gatewayTaskId: contact.contactId,
    ...taskFieldsOf(channel, subtype, contact.initiationMethod),
    deliveryProvider: 'AMAZON' as const,
    platformId: 'AWS Connect',
    originGatewayTaskId: contact.previousContactId,
    skillQueueName: queueId ?? contact.queueName,
    reportHierarchy: hierarchyOf(agent, 'HierarchyGroups'),
    agentUsername: contact.agentUsername,
    farEndAddress: contact.customerAddress,
    nearEndAddress: contact.systemAddress,
    transferredToAddress: contact.transferredToAddress,
    initiatedAt,
    connectedAt: contact.connectedToAgentAt,
    wrapAt: agent?.instant('AfterContactWorkStartTimestamp'),
    completedAt: agent?.instant('AfterContactWorkEndTimestamp') ?? disconnectedAt,
    queuedDuration: isCall ? 0 : undefined,
    activeDuration: interactionDuration === undefined ? undefined : interactionDuration + holdDuration,
    parkedDuration: agent?.seconds('AgentPauseDuration') ?? (agent === undefined ? undefined : 0),
    wrapDuration: contact.afterContactWorkDuration,
    attributes: contact.attributes,
    startAt: initiatedAt ?? contact.lastUpdatedAt,
  });
}
