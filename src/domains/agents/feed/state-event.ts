import type { FeedStateChange } from '../../shared/feed-ports.ts';
import { changeIdOf, type StateChangeRecord } from '../history/state-change.ts';
import { feedTaskOf } from '../presence/focus-task.ts';
import { emptyToNull, parseEventType, parseState } from './vocabulary.ts';

/** A state change as a feed sent it. It is stored once and never changes. */
export interface StateEvent extends FeedStateChange {
  /** A copy of `current.at`, for the indexes. */
  readonly at: Date;
  /** The events of one batch are delivered to subscribers together. */
  readonly batch: string;
  /** The index within the batch. */
  readonly place: number;
  /** True if a newer event was known on arrival. */
  readonly isLate: boolean;
}

/** Converts an event to the form of a state change of this system. */
export function toStateChange(event: StateEvent): StateChangeRecord {
  const { eventId, username, sessionId, eventType, reportHierarchy, isAhead, isLate } = event;
  const { at, current, previous, previousDurationMs } = event;
  return {
    changeId: changeIdOf({ eventId }),
    username,
    seq: 0,
    at,
    eventType: parseEventType(eventType),
    sessionId: sessionId ?? null,
    currentState: parseState(current.state),
    currentStateReason: emptyToNull(current.reason),
    taskCount: current.taskCount ?? null,
    focusTask: feedTaskOf(current.focusTask),
    previousState: previous === undefined ? null : parseState(previous.state),
    previousStateReason: emptyToNull(previous?.reason),
    previousStateDuration: previousDurationMs ?? null,
    fed: {
      eventId,
      eventTypeRaw: eventType,
      currentStateRaw: current.state,
      previousStateRaw: previous?.state ?? null,
      previousStateAt: previous?.at ?? null,
      previousTaskCount: previous?.taskCount ?? null,
      previousFocusTask: feedTaskOf(previous?.focusTask),
      reportHierarchy,
      isAhead,
      isLate,
    },
  };
}
