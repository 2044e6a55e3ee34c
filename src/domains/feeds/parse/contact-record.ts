import type { ParsedEvent } from './event.ts';
import { EventFields, present } from './fields.ts';

/** Parses a contact record of Amazon Connect. Each change of the contact is another event. @throws EventFault */
export function parseContactRecord(value: unknown): ParsedEvent {
  const fields = new EventFields(value);
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
  return {
    activityType: 'CONTACT_RECORD',
    namespace: {},
    at: contact.initiatedAt ?? lastUpdatedAt,
    latest: fields.latest ?? lastUpdatedAt,
    about: [contactId],
    content: { of: 'contact', contact, instance: fields.text('InstanceARN') ?? '' },
  };
}
