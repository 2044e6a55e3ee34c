import type { ParsedEvent } from './event.ts';
import { present, type EventFields } from './fields.ts';
import { deliveryProviderOf, initiationMethodOf, taskTypeOf } from './vocabulary.ts';

/** Parses an Interaction Event. The source sends it once all work on the task is done. */
export function parseTraceRecord(fields: EventFields): Omit<ParsedEvent, 'namespace' | 'latest'> {
  const taskId = fields.id('TaskId');
  const gatewayTaskId = fields.id('GatewayTaskId');
  if (taskId === undefined && gatewayTaskId === undefined)
    throw fields.fault('TaskId', 'is missing, and GatewayTaskId is too');
  const times = {
    initiatedAt: fields.instant('InitiationTimestamp'),
    queuedAt: fields.instant('QueuedTimestamp'),
    assignedAt: fields.instant('AssignedTimestamp'),
    connectedAt: fields.instant('ConnectedTimestamp'),
    wrapAt: fields.instant('WrapTimestamp'),
    completedAt: fields.instant('CompletedTimestamp'),
  };
  // The times are in the order of a task's life.
  const startAt = Object.values(times).find((time) => time !== undefined);
  if (startAt === undefined)
    throw fields.fault('InitiationTimestamp', 'is missing, and so are the other times');
  const record = present({
    taskId,
    gatewayTaskId,
    ...taskTypeOf(fields.text('TaskType')),
    ...initiationMethodOf(fields.text('TaskInitiationMethod')),
    ...deliveryProviderOf(fields.text('DeliveryProvider')),
    platformId: fields.text('PlatformId'),
    originTaskId: fields.id('OriginTaskId'),
    originGatewayTaskId: fields.id('OriginGatewayTaskId'),
    gatewayWorkHandle: fields.text('GatewayWorkHandle'),
    skillQueueName: fields.id('SkillQueueName'),
    reportHierarchy: fields.hierarchy('UserReportHierarchy'),
    agentUsername: fields.id('Username'),
    farEndAddress: fields.text('FarEndAddress'),
    nearEndAddress: fields.text('NearEndAddress'),
    transferredToAddress: fields.text('TransferredToAddress'),
    mediaLocation: fields.text('MediaLocation'),
    mediaLocationType: fields.text('MediaLocationType'),
    ...times,
    queuedDuration: fields.count('QueuedDurationInMillis'),
    activeDuration: fields.count('ActiveDurationInMillis'),
    parkedDuration: fields.count('ParkedDurationInMillis'),
    wrapDuration: fields.count('WrapDurationInMillis'),
    attributes: fields.map('Attributes'),
    startAt,
  });
  return {
    activityType: 'INTERACTION_TRACE_RECORD',
    at: startAt,
    about: [taskId, gatewayTaskId].filter((id) => id !== undefined),
    content: { of: 'task', record, fieldCount: Object.keys(record).length },
  };
}
