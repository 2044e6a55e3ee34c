import type { Caller } from '../../auth/index.ts';
import type { EventIds, LogRecord } from '../../eventlog/index.ts';
import { invalid, notParticipant } from '../../kernel/errors.ts';
import { naturalIdOf } from '../../kernel/global-id.ts';
import type { LogEvent } from '../../realtime/index.ts';
import { LiveSource, type LiveSink, type LiveSubscription } from '../shared/live-source.ts';
import {
  toEvent,
  type EventRecord,
  type EventType,
  visibleUpTo,
  type InteractionState,
  type Viewer,
} from './model/index.ts';
import type { InteractionDependencies } from './dependencies.ts';
import { viewerOf } from './input.ts';
import { positionOfEvent } from './queries.ts';

export interface InteractionSubscribeArguments {
  readonly id: string;
  readonly afterEventId?: string | null | undefined;
  readonly fromStart?: boolean | null | undefined;
}

/** A checked subscription to the events of one interaction. */
interface EventSubscription {
  readonly tenant: string;
  readonly interactionId: string;
  readonly after: number;
  /** Returns the viewer with the current token of the caller. */
  readonly viewer: () => Viewer;
  /** Only events of this type are delivered. All events count for the end of the subscription. */
  readonly only: EventType | undefined;
}

/**
 * @param currentCaller access is checked for each event, with the scopes of the current token
 * @throws FORBIDDEN if the caller may not see any event that is still to come
 */
export async function subscribeToEvents(
  deps: InteractionDependencies,
  currentCaller: () => Caller,
  { id, afterEventId, fromStart }: InteractionSubscribeArguments,
  only?: EventType,
): Promise<LiveSource> {
  if (afterEventId != null && fromStart === true)
    throw invalid('fromStart', 'does not go together with afterEventId');
  const { tenant } = currentCaller();
  const interactionId = naturalIdOf('Interaction', id);
  const viewer = () => viewerOf(currentCaller());
  await deps.ids.ready();
  const { state } = await deps.streams.heads.refresh(tenant, interactionId, 'majority');
  const upTo = visibleUpTo(state, viewer());
  if (upTo === 0) throw notParticipant();
  const start = fromStart === true ? 0 : state.seq;
  const after =
    afterEventId == null ? start : await positionOfEvent(deps, 'afterEventId', tenant, state, afterEventId);
  if (after >= upTo) throw notParticipant();
  const isOver = state.completedAt !== null && after >= state.seq;

  return new LiveSource((sink) => {
    if (!isOver) return openEvents(deps, { tenant, interactionId, after, viewer, only }, sink);
    sink.end();
    return { resume: () => undefined, close: () => undefined };
  });
}

function openEvents(
  { subscriptions, ids }: InteractionDependencies,
  { tenant, interactionId, after, viewer, only }: EventSubscription,
  sink: LiveSink,
): LiveSubscription {
  return subscriptions.subscribe(
    { tenant, stream: interactionId, after },
    {
      get ready() {
        return sink.ready;
      },
      take(entry) {
        const { seq, fact } = entry;
        const current = viewer();
        const allowed = visibleUpTo(entry.state, current);
        if (seq <= allowed) {
          const event = cachedEvent(ids, entry, current.kind);
          if (event !== undefined && (only === undefined || event.__typename === only))
            sink.push({
              value: event,
              share: `${tenant}:${interactionId}:${seq}`,
              position: event.eventId,
            });
        }
        if (fact.type === 'status' && (fact as { status?: unknown }).status === 'COMPLETED') {
          sink.end();
          return false;
        }
        if (seq < allowed) return true;
        sink.end(notParticipant());
        return false;
      },
      fail: (error) => {
        sink.end(error);
      },
    },
  );
}

const eventCache = new WeakMap<LogRecord, Map<string, EventRecord | undefined>>();

/** Makes the event of a record once for all subscribers of the same kind. The cache entry lives as long as the record. */
function cachedEvent(
  ids: EventIds,
  { record, fact, seq }: LogEvent<InteractionState>,
  kind: Viewer['kind'],
): EventRecord | undefined {
  let events = eventCache.get(record);
  if (events === undefined) eventCache.set(record, (events = new Map<string, EventRecord | undefined>()));
  const name = `${kind === 'customer' ? 'customer' : 'staff'}:${seq}`;
  if (!events.has(name)) events.set(name, toEvent(ids, record, fact, seq, kind));
  return events.get(name);
}
