import type { Caller } from '../../auth/index.ts';
import type { EventIds, LogRecord } from '../../eventlog/index.ts';
import { invalid, notParticipant } from '../../kernel/errors.ts';
import { naturalIdOf } from '../../kernel/global-id.ts';
import type { LogEvent } from '../../realtime/index.ts';
import { LiveSource } from '../shared/live-source.ts';
import { toEvent, type EventRecord } from './events.ts';
import { visibleUpTo, type InteractionState, type Viewer } from './model/index.ts';
import type { InteractionDependencies } from './dependencies.ts';
import { viewerOf } from './input.ts';

export interface InteractionSubscribeArguments {
  readonly id: string;
  readonly afterEventId?: string | null | undefined;
  readonly fromStart?: boolean | null | undefined;
}

type PositionOf = (
  field: string,
  tenant: string,
  state: InteractionState,
  eventId: string,
) => Promise<number>;

export function createInteractionSubscribe(
  { streams: { heads }, subscriptions, ids }: InteractionDependencies,
  positionOf: PositionOf,
) {
  const events = createEventCache(ids);

  /** @param only of one type alone; the others still count for the caller's leave and the end */
  return async function follow(
    caller: Caller,
    { id, afterEventId, fromStart }: InteractionSubscribeArguments,
    only?: EventRecord['__typename'],
  ): Promise<LiveSource> {
    if (afterEventId != null && fromStart === true)
      throw invalid('fromStart', 'does not go together with afterEventId');
    const { tenant } = caller;
    const interactionId = naturalIdOf('Interaction', id);
    const viewer = viewerOf(caller);
    await ids.ready();
    const { state } = await heads.refresh(tenant, interactionId, 'majority');
    const upTo = visibleUpTo(state, viewer);
    if (upTo === 0) throw notParticipant();
    const after =
      afterEventId != null
        ? await positionOf('afterEventId', tenant, state, afterEventId)
        : fromStart === true
          ? 0
          : state.seq;
    // There is nothing left that could come.
    if (after >= upTo) throw notParticipant();
    const isOver = state.completedAt !== null && after >= state.seq;

    return new LiveSource((sink) => {
      if (isOver) {
        sink.end();
        return { resume: () => undefined, close: () => undefined };
      }
      return subscriptions.subscribe(
        { tenant, stream: interactionId, after },
        {
          get ready() {
            return sink.ready;
          },
          take(entry) {
            const { seq, fact } = entry;
            const allowed = visibleUpTo(entry.state, viewer);
            if (seq <= allowed) {
              const event = events(entry, viewer.kind);
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
    });
  };
}

/** A thousand followers of one record are shown the same event; it goes when the record goes. */
function createEventCache(ids: EventIds) {
  const known = new WeakMap<LogRecord, Map<string, EventRecord | undefined>>();
  return (
    { record, fact, seq }: LogEvent<InteractionState>,
    kind: Viewer['kind'],
  ): EventRecord | undefined => {
    let events = known.get(record);
    if (events === undefined) known.set(record, (events = new Map<string, EventRecord | undefined>()));
    const name = `${kind === 'customer' ? 'customer' : 'staff'}:${seq}`;
    if (!events.has(name)) events.set(name, toEvent(ids, record, fact, seq, kind));
    return events.get(name);
  };
}
