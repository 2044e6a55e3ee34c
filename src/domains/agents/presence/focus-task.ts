import type { FeedTask } from '../../shared/agent-feed.ts';
import type { Reservation } from '../../shared/agent-port.ts';
import type { TaskInitiationMethod, TaskType } from '../../shared/task.ts';
import { focusOf, type Phase, type Slot, type Slots } from './slots.ts';

export type FocusTaskState = 'ALERTING' | 'ACTIVE' | 'WRAP' | 'PARKED' | 'OTHER';

/** As a feed tells it, in the source's own words. */
export interface FeedTaskRecord {
  readonly fed: FeedTask;
}

/** What the graph shows: of here, or of a feed. */
export type DisplayedTask = FocusTaskRecord | FeedTaskRecord;

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
const initiationMethods: Readonly<Record<Reservation['reason'], TaskInitiationMethod>> = {
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
export const feedTaskOf = (task: FeedTask | null | undefined): FeedTaskRecord | null =>
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
