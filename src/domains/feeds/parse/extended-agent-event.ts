import type { FeedAgentState, FeedTask } from '../../shared/agent-feed.ts';
import type { ParsedEvent } from './event.ts';
import { present, type EventFields } from './fields.ts';

/** An Extended Agent Event: a change of an agent's state, with the state before it. */
export function parseAgentEvent(fields: EventFields): Omit<ParsedEvent, 'owner' | 'latest'> {
  const eventType = fields.required('EventType', fields.id('EventType'));
  const current = stateOf(fields, 'Current');
  if (current === undefined) throw fields.fault('CurrentState', 'is missing');
  const at = fields.required('CurrentStateTimestamp', current.at);
  const previous = stateOf(fields, 'Previous');
  const change = present({
    username: fields.required('Username', fields.id('Username')),
    sessionId: fields.id('AgentSessionId'),
    eventType,
    reportHierarchy: fields.hierarchy('UserReportHierarchy'),
    current: { ...current, at },
    // Who signs in had no state before; what may stand there means nothing.
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

type Which = 'Current' | 'Previous';

function stateOf(
  fields: EventFields,
  which: Which,
): (Omit<FeedAgentState, 'at'> & { at: Date | undefined }) | undefined {
  const state = fields.id(`${which}State`);
  const at = fields.instant(`${which}StateTimestamp`);
  if (state === undefined) return undefined;
  const focusTask = focusTaskOf(fields, which);
  return {
    at,
    state,
    ...present({
      reason: fields.text(`${which}StateReason`),
      taskCount: fields.count(`${which}TaskCount`),
      focusTask: Object.keys(focusTask).length === 0 ? undefined : focusTask,
    }),
  };
}

const focusTaskOf = (fields: EventFields, which: Which): FeedTask =>
  present({
    taskId: fields.id(`${which}FocusTaskId`),
    gatewayTaskId: fields.id(`${which}FocusGatewayTaskId`),
    type: fields.id(`${which}FocusTaskType`),
    initiationMethod: fields.id(`${which}FocusTaskInitMethod`),
    state: fields.id(`${which}FocusTaskState`),
  });

const tasksOf = (...states: readonly (FeedAgentState | undefined)[]): readonly string[] => [
  ...new Set(
    states.flatMap((state) =>
      [state?.focusTask?.taskId, state?.focusTask?.gatewayTaskId].filter((id) => id !== undefined),
    ),
  ),
];
