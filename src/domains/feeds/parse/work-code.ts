import type { ParsedEvent } from './event.ts';
import { present, type EventFields } from './fields.ts';
import { taskTypeOf } from './vocabulary.ts';

/** Parses a Work Code Event. It has the gateway's id of its task alone. */
export function parseWorkCode(fields: EventFields): Omit<ParsedEvent, 'namespace' | 'latest'> {
  const gatewayTaskId = fields.required('GatewayTaskId', fields.id('GatewayTaskId'));
  const createdAt = fields.required('CreatedDate', fields.instant('CreatedDate'));
  const workCode = present({
    group: fields.required('WorkGroupName', fields.text('WorkGroupName')),
    groupDescription: fields.text('WorkGroupDescription'),
    name: fields.required('WorkCodeName', fields.text('WorkCodeName')),
    description: fields.text('WorkCodeDescription'),
    agentUsername: fields.id('Username'),
    skillQueueName: fields.id('QueueName'),
    ...taskTypeOf(fields.text('TaskType')),
    reportHierarchy: fields.hierarchy('UserReportHierarchy'),
    createdAt,
  });
  return {
    activityType: 'WORK_CODES',
    at: createdAt,
    about: [gatewayTaskId],
    content: { of: 'work code', workCode },
  };
}
