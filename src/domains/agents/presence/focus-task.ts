import type { FeedTask } from '../../shared/feed-ports.ts';
import type { Reservation } from '../../shared/agent-port.ts';
import type { TaskInitiationMethod, TaskType } from '../../shared/task.ts';
import type { AgentRecord } from '../model.ts';
import { focusOf, type Phase, type Slot, type Slots } from './slots.ts';

export type FocusTaskState = 'ALERTING' | 'ACTIVE' | 'WRAP' | 'PARKED' | 'OTHER';

/** A snapshot of one task of an agent. */
export interface FocusTaskRecord {
  readonly fed?: undefined;
  readonly interactionId: string;
  readonly state: FocusTaskState;
  readonly type: TaskType;
  readonly initiationMethod: TaskInitiationMethod;
}

/** A task as a feed describes it, in the source's own words. */
export interface FeedTaskRecord {
  readonly fed: FeedTask;
}

/** A task as the graph shows it: an interaction of this system, or a feed's task. */
export type DisplayedTask = FocusTaskRecord | FeedTaskRecord;

type DisplayedAgent = Pick<AgentRecord, 'showsFed' | 'fed' | 'slots'>;

const focusStates: Readonly<Record<Phase, FocusTaskState>> = {
  RESERVING: 'ALERTING',
  RESERVED: 'ALERTING',
  WORKING: 'ACTIVE',
  WRAP: 'WRAP',
};

/** Customers start all interactions, so all methods are inbound. An invitation or transfer bypasses the queue. */
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

/** Returns null if all fields of the feed's task are empty. */
export const feedTaskOf = (task: FeedTask | null | undefined): FeedTaskRecord | null =>
  task == null || Object.values(task).every((value) => value === undefined || value === null || value === '')
    ? null
    : { fed: task };

export function focusTaskOf(slots: Slots): FocusTaskRecord | null {
  const focus = focusOf(slots);
  return focus === undefined ? null : taskOf(focus, focusStates[focus.phase]);
}

/** Returns the agent's tasks that are not in focus, in the order in which they were reserved. */
export function parkedTasksOf(slots: Slots): readonly FocusTaskRecord[] {
  const focus = focusOf(slots);
  return slots.filter((slot) => slot !== focus).map((slot) => taskOf(slot, 'PARKED'));
}

/** Returns the task count of the source that the displayed state comes from: the feed or the slots. */
export const taskCountOf = ({ showsFed, fed, slots }: DisplayedAgent): number =>
  showsFed === true ? (fed?.taskCount ?? 0) : (slots?.length ?? 0);

export const displayedTaskOf = ({ showsFed, fed, slots }: DisplayedAgent): DisplayedTask | null =>
  showsFed === true ? feedTaskOf(fed?.focusTask) : focusTaskOf(slots ?? []);
