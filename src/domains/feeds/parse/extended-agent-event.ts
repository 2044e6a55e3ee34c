import type { FeedAgentState, FeedTask } from '../../shared/feed-ports.ts';
import type { ParsedContent } from './event.ts';
import { present, type EventFields } from './fields.ts';

/** Parses an Extended Agent Event: a change of an agent's state, with the previous state. */
export function parseAgentEvent(fields: EventFields): ParsedContent {
  const eventType = fields.required('EventType', fields.id('EventType'));
  const current = fields.required('CurrentState', stateOf(fields, 'Current'));
  const at = fields.required('CurrentStateTimestamp', current.at);
  const previous = stateOf(fields, 'Previous');
  const change = present({
    username: fields.required('Username', fields.id('Username')),
    sessionId: fields.id('AgentSessionId'),
    eventType,
    reportHierarchy: fields.hierarchy('UserReportHierarchy'),
    current: { ...current, at },
    // A sign-in has no previous state. The source can send a meaningless one.
    previous:
      eventType === 'LOGIN' || previous?.at === undefined ? undefined : { ...previous, at: previous.at },
    previousDurationMs: eventType === 'LOGIN' ? undefined : fields.count('PreviousStateDurationMS'),
  });
  return {
    activityType: 'EXTENDED_AGENT_EVENTS',
    at,
    about: tasksOf(change.current, change.previous),
    content: { of: 'agent', changes: [change], usage: [] },
  };
}

type Prefix = 'Current' | 'Previous';

function stateOf(
  fields: EventFields,
  prefix: Prefix,
): (Omit<FeedAgentState, 'at'> & { at: Date | undefined }) | undefined {
  const state = fields.id(`${prefix}State`);
  const at = fields.instant(`${prefix}StateTimestamp`);
  if (state === undefined) return undefined;
  const focusTask = focusTaskOf(fields, prefix);
  return {
    at,
    state,
    ...present({
      reason: fields.text(`${prefix}StateReason`),
      taskCount: fields.count(`${prefix}TaskCount`),
      focusTask: Object.keys(focusTask).length === 0 ? undefined : focusTask,
    }),
  };
}

const focusTaskOf = (fields: EventFields, prefix: Prefix): FeedTask =>
  present({
    taskId: fields.id(`${prefix}FocusTaskId`),
    gatewayTaskId: fields.id(`${prefix}FocusGatewayTaskId`),
    type: fields.id(`${prefix}FocusTaskType`),
    initiationMethod: fields.id(`${prefix}FocusTaskInitMethod`),
    state: fields.id(`${prefix}FocusTaskState`),
  });

const tasksOf = (...states: readonly (FeedAgentState | undefined)[]): readonly string[] => [
  ...new Set(
    states.flatMap((state) =>
      [state?.focusTask?.taskId, state?.focusTask?.gatewayTaskId].filter((id) => id !== undefined),
    ),
  ),
];
