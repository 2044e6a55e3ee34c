import { feedTaskOf } from '../presence/focus-task.ts';
import type { StateChangeRecord } from '../history/state-change.ts';
import type { StateEvent } from './store.ts';
import { parseEventType, parseState, emptyToNull } from './vocabulary.ts';

/** A change that a feed told, as any other is read. */
export function toStateChange(kept: StateEvent): StateChangeRecord {
  const { eventId, username, sessionId, eventType, reportHierarchy, isAhead, isLate } = kept;
  const { at, current, previous, previousDurationMs } = kept;
  return {
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
