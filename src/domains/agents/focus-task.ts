import type { FedTask } from '../shared/agent-feed.ts';
import type { TaskType } from '../shared/completed-interaction.ts';
import { focusOf, type AssignmentReason, type Phase, type Slot, type Slots } from './slots.ts';

export type FocusTaskState = 'ALERTING' | 'ACTIVE' | 'WRAP' | 'PARKED' | 'OTHER';

export type TaskInitiationMethod =
  | 'INBOUND_FORCED'
  | 'INBOUND_QUEUE'
  | 'OUTBOUND_FORCED'
  | 'OUTBOUND_REQUESTED'
  | 'OUTBOUND_AUTO'
  | 'OUTBOUND_AUTO_AGENT'
  | 'BRIDGE'
  | 'FORWARD'
  | 'OTHER';

/** As a feed tells it, in the source's own words. */
export interface FedTaskRecord {
  readonly fed: FedTask;
}

/** What the graph shows: of here, or of a feed. */
export type ShownTask = FocusTaskRecord | FedTaskRecord;

/** A piece of an agent's work, as it was at one moment. */
export interface FocusTaskRecord {
  readonly fed?: undefined;
  readonly interactionId: string;
  readonly state: FocusTaskState;
  readonly type: TaskType;
  readonly initiationMethod: TaskInitiationMethod;
}

const stateInFocus: Readonly<Record<Phase, FocusTaskState>> = {
  RESERVING: 'ALERTING',
  RESERVED: 'ALERTING',
  WORKING: 'ACTIVE',
  WRAP: 'WRAP',
};

/** Customers begin them all. What an agent hands to an agent has not come through the queue. */
const initiationMethods: Readonly<Record<AssignmentReason, TaskInitiationMethod>> = {
  QUEUE: 'INBOUND_QUEUE',
  INVITE: 'INBOUND_FORCED',
  TRANSFER: 'INBOUND_FORCED',
};

const taskOf = ({ interactionId, type, reason }: Slot, state: FocusTaskState): FocusTaskRecord => ({
  interactionId,
  state,
  type,
  initiationMethod: initiationMethods[reason],
});

/** Where a feed says nothing of a task there is none. */
export const fedTaskOf = (task: FedTask | null | undefined): FedTaskRecord | null =>
  task == null || Object.values(task).every((value) => value === undefined || value === null || value === '')
    ? null
    : { fed: task };

export function focusTaskOf(slots: Slots): FocusTaskRecord | null {
  const focus = focusOf(slots);
  return focus === undefined ? null : taskOf(focus, stateInFocus[focus.phase]);
}

/** What the agent has beside the one in focus, in the order in which it was taken. */
export function parkedTasksOf(slots: Slots): readonly FocusTaskRecord[] {
  const focus = focusOf(slots);
  return slots.filter((slot) => slot !== focus).map((slot) => taskOf(slot, 'PARKED'));
}
