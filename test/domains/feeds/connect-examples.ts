/** Events as Amazon Connect sends them. */
export const instance =
  'arn:aws:connect:us-west-2:123456789012:instance/aaaaaaaa-bbbb-cccc-dddd-111111111111';

export const contactRecord = {
  AWSAccountId: '123456789012',
  AWSContactTraceRecordFormatVersion: '2017-03-10',
  Agent: {
    ARN: `${instance}/agent/1`,
    AfterContactWorkDuration: 11,
    AfterContactWorkEndTimestamp: '2019-02-28T01:05:54Z',
    AfterContactWorkStartTimestamp: '2019-02-28T01:05:43Z',
    AgentInteractionDuration: 48,
    ConnectedToAgentTimestamp: '2019-02-28T01:04:52Z',
    CustomerHoldDuration: 3,
    HierarchyGroups: { Level1: { ARN: 'arn', GroupName: 'MidWest' }, Level2: { GroupName: 'Servicing' } },
    NumberOfHolds: 1,
    Username: 'cmiller',
  },
  Attributes: { reason: 'billing' },
  Channel: 'VOICE',
  ConnectedToSystemTimestamp: '2019-02-28T01:04:40Z',
  ContactId: '9e108fff-f369-4921-87fe-7d1656006dd4',
  CustomerEndpoint: { Address: '+15551232100', Type: 'TELEPHONE_NUMBER' },
  DisconnectReason: 'CUSTOMER_DISCONNECT',
  DisconnectTimestamp: '2019-02-28T01:05:43Z',
  InitialContactId: null,
  InitiationMethod: 'INBOUND',
  InitiationTimestamp: '2019-02-28T01:04:39Z',
  InstanceARN: instance,
  LastUpdateTimestamp: '2019-02-28T01:07:00Z',
  NextContactId: null,
  PreviousContactId: null,
  Queue: {
    ARN: `${instance}/queue/1`,
    DequeueTimestamp: '2019-02-28T01:04:50Z',
    Duration: 9,
    EnqueueTimestamp: '2019-02-28T01:04:41Z',
    Name: 'custservice-voice',
  },
  SegmentAttributes: { 'connect:Subtype': { ValueString: 'connect:Telephony' } },
  SystemEndpoint: { Address: '+18005550100', Type: 'TELEPHONE_NUMBER' },
  TransferredToEndpoint: null,
};

export const snapshot = (Name: string, more: object = {}) => ({
  AgentStatus: { ARN: 'arn', Name, StartTimestamp: '2019-02-28T00:00:00.704Z' },
  Configuration: {
    AgentHierarchyGroups: { Level1: { ARN: 'arn', Name: 'MidWest' }, Level2: { Name: 'Servicing' } },
    Username: 'cmiller',
  },
  Contacts: [] as object[],
  NextAgentStatus: null,
  ...more,
});

let count = 0;
export const agentEvent = (
  EventType: string,
  current: object | null,
  previous: object | null = null,
  EventTimestamp = '2019-02-28T00:58:00.000Z',
) => ({
  AWSAccountId: '123456789012',
  AgentARN: `${instance}/agent/1`,
  CurrentAgentSnapshot: current,
  EventId: `event ${count++}`,
  EventTimestamp,
  EventType,
  InstanceARN: instance,
  PreviousAgentSnapshot: previous,
  Version: '2017-10-01',
});
