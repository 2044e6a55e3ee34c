import type { ParsedEvent } from './event.ts';
import { present, type EventFields } from './fields.ts';
import { taskTypeOf } from './vocabulary.ts';

/** A Work Code Event. It names its task by the gateway's id alone. */
export function parseWorkCode(fields: EventFields): Omit<ParsedEvent, 'owner' | 'latest'> {
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
