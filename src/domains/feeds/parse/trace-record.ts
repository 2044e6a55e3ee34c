import type { ParsedContent } from './event.ts';
import { present, type EventFields } from './fields.ts';
import { deliveryProviderOf, initiationMethodOf, taskTypeOf } from './vocabulary.ts';

/** In the order of a task's life. */
const timeFields = [
  'InitiationTimestamp',
  'QueuedTimestamp',
  'AssignedTimestamp',
  'ConnectedTimestamp',
  'WrapTimestamp',
  'CompletedTimestamp',
] as const;

/** Parses an Interaction Event. The source sends it once all work on the task is done. */
export function parseTraceRecord(fields: EventFields): ParsedContent {
  const taskId = fields.id('TaskId');
  const gatewayTaskId = fields.id('GatewayTaskId');
  if (taskId === undefined && gatewayTaskId === undefined) {
    fields.requireReadable('TaskId', 'GatewayTaskId');
    throw fields.fault('TaskId', 'is missing, and GatewayTaskId is too');
  }
  const [initiatedAt, queuedAt, assignedAt, connectedAt, wrapAt, completedAt] = timeFields.map((name) =>
    fields.instant(name),
  );
  const times = { initiatedAt, queuedAt, assignedAt, connectedAt, wrapAt, completedAt };
  const startAt = Object.values(times).find((time) => time !== undefined);
  if (startAt === undefined) {
    fields.requireReadable(...timeFields);
    throw fields.fault('InitiationTimestamp', 'is missing, and so are the other times');
  }
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
    content: { of: 'task', record },
  };
}
