import { fedTaskOf } from '../focus-task.ts';
import type { StateChangeRecord } from '../state-change.ts';
import type { KeptStateChange } from './store.ts';
import { eventTypeOfWord, stateOfWord, wordOf } from './words.ts';

/** A change that a feed told, as any other is read. */
export function fromFeed(kept: KeptStateChange): StateChangeRecord {
  const { eventId, username, sessionId, eventType, reportHierarchy, isAhead, isLate } = kept;
  const { at, current, previous, previousDurationMs } = kept;
  return {
    username,
    seq: 0,
    at,
    eventType: eventTypeOfWord(eventType),
    sessionId: sessionId ?? null,
    currentState: stateOfWord(current.state),
    currentStateReason: wordOf(current.reason),
    taskCount: current.taskCount ?? null,
    focusTask: fedTaskOf(current.focusTask),
    previousState: previous === undefined ? null : stateOfWord(previous.state),
    previousStateReason: wordOf(previous?.reason),
    previousStateDuration: previousDurationMs ?? null,
    fed: {
      eventId,
      eventTypeRaw: eventType,
      currentStateRaw: current.state,
      previousStateRaw: previous?.state ?? null,
      previousStateAt: previous?.at ?? null,
      previousTaskCount: previous?.taskCount ?? null,
      previousFocusTask: fedTaskOf(previous?.focusTask),
      reportHierarchy,
      isAhead,
      isLate,
    },
  };
}
