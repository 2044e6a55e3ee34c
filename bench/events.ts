import { seeded } from './data.ts';

const firstStart = Date.UTC(2026, 0, 1);
const states = ['IDLE', 'RESERVED', 'WORKING', 'WRAP'];
const agents = 200;

/**
 * Creates a generator of new events, as a contact centre of 200 agents sends them. Of ten events, five are state changes, two are usage
 * events, two are trace records, and one is a work code.
 */
export function createEventSource(company: string): (count: number) => readonly object[] {
  const random = seeded(1);
  let number = 0;
  const base = { PlatformId: 'AWS Connect', CompanyId: company, Environment: 'prod' };
  const timeOf = (n: number) => new Date(firstStart + n * 1000).toISOString().replace('.000Z', 'Z');

  function stateChange(n: number) {
    const agent = n % agents;
    const step = Math.floor(n / agents);
    return {
      ActivityType: 'EXTENDED_AGENT_EVENTS',
      ...base,
      Username: `agent${agent}`,
      UserReportHierarchy: 'MidWest|Servicing|Team',
      AgentSessionId: `session of ${agent}`,
      EventType: 'STATE_CHANGE',
      CurrentState: states[step % states.length],
      CurrentStateReason: '',
      CurrentStateTimestamp: timeOf(n),
      CurrentTaskCount: 1,
      CurrentFocusTaskId: `task ${step}`,
      CurrentFocusGatewayTaskId: `gateway ${step}`,
      CurrentFocusTaskType: 'WEBCHAT',
      CurrentFocusTaskInitMethod: 'INBOUND_QUEUE',
      CurrentFocusTaskState: 'ACTIVE',
      PreviousState: states[(step + 3) % states.length],
      PreviousStateReason: '',
      PreviousStateTimestamp: timeOf(n - agents),
      PreviousStateDurationMS: agents * 1000,
      PreviousTaskCount: 1,
    };
  }
  const usage = (n: number) => ({
    ActivityType: 'USER_USAGE',
    UsageEntryTime: timeOf(n),
    ...base,
    ProductId: 'SymbeeEngage',
    Username: `agent${n % agents}`,
    UserReportHierarchy: 'MidWest|Servicing|Team',
    UsageActionCode: 'ALIVE',
  });
  const traceRecord = (n: number) => ({
    ActivityType: 'INTERACTION_TRACE_RECORD',
    TaskId: `task ${n}`,
    ...base,
    OriginTaskId: '',
    GatewayTaskId: `gateway ${n}`,
    OriginGatewayTaskId: '',
    TaskType: 'WEBCHAT',
    TaskInitiationMethod: 'INBOUND_QUEUE',
    DeliveryProvider: 'SYMBEE',
    GatewayWorkHandle: '482',
    Username: `agent${n % agents}`,
    UserReportHierarchy: 'MidWest|Servicing|Team',
    SkillQueueName: `queue ${Math.floor(random() * 20)}`,
    FarEndAddress: 'John Smith',
    NearEndAddress: '',
    TransferredToAddress: '',
    MediaLocation: '',
    MediaLocationType: '',
    InitiationTimestamp: timeOf(n),
    QueuedTimestamp: timeOf(n),
    AssignedTimestamp: timeOf(n + 2),
    ConnectedTimestamp: timeOf(n + 4),
    WrapTimestamp: timeOf(n + 60),
    CompletedTimestamp: timeOf(n + 70),
    QueuedDurationInMillis: 1934,
    ActiveDurationInMillis: 48_674,
    ParkedDurationInMillis: 0,
    WrapDurationInMillis: 11_215,
    Attributes: { Email: 'jsmith@example.com', Phone: '5551232100', FullName: 'John Smith' },
  });
  const workCode = (n: number) => ({
    ActivityType: 'WORK_CODES',
    ...base,
    WorkGroupName: 'Chat',
    WorkGroupDescription: 'Chat',
    WorkCodeName: 'Password Change',
    WorkCodeDescription: 'Password Change',
    Username: `agent${n % agents}`,
    QueueName: 'custservice-webchat',
    CreatedDate: timeOf(n),
    GatewayTaskId: `gateway ${n}`,
    TaskType: 'WEBCHAT',
  });
  const kinds = [
    ...Array<typeof stateChange>(5).fill(stateChange),
    usage,
    usage,
    traceRecord,
    traceRecord,
    workCode,
  ];
  return (count) =>
    Array.from({ length: count }, () => {
      const n = number++;
      return kinds[n % kinds.length]?.(n) ?? {};
    });
}
