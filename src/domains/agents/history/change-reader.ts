import { isAt, lastSeq, type EventLog } from '../../../eventlog/index.ts';
import { maxOrderedPerInstant, sortSameInstant } from '../feed/event-order.ts';
import { toStateChange, type StateEvent } from '../feed/state-event.ts';
import type { StateEventStore } from '../feed/store.ts';
import { fromLogRecord, type ChangeKey, type StateChangeRecord } from './state-change.ts';

/*
 * An agent's changes have two sources. Changes of this system are in the log, numbered and in the order of time. Feed events arrive in any
 * order and have a collection of their own. A history merges both by time. At one instant, changes of this system come first.
 */

export interface ChangeSources {
  readonly log: Pick<EventLog, 'lastBefore' | 'read' | 'readAt'>;
  readonly events: StateEventStore;
}

export interface ReadRequest {
  readonly tenant: string;
  readonly username: string;
  /** The first instant to read, inclusive. */
  readonly from: Date;
  /** Skips the feed events at a crowded instant `from` up to and including this id, in reading direction. */
  readonly afterId?: string;
  /** The expected number of changes. */
  readonly pageSize: number;
}

type Changes = AsyncGenerator<StateChangeRecord>;

/** Reads all changes from an instant on, oldest first. */
export const readChangesFrom = ({ log, events }: ChangeSources, request: ReadRequest): Changes =>
  merge(
    // Logged changes at the instant come before its feed events, so they are skipped after an event id.
    readLoggedFrom(log, request.afterId === undefined ? request : { ...request, from: next(request.from) }),
    sortEvents(events.readFrom(request.tenant, request.username, request), request, false),
    (logged, event) => logged.at <= event.at,
  );

/** Reads all changes up to an instant, newest first. */
export const readChangesUntil = ({ log, events }: ChangeSources, request: ReadRequest): Changes =>
  merge(
    readLoggedUntil(log, request),
    sortEvents(events.readUntil(request.tenant, request.username, request), request, true),
    (logged, event) => logged.at > event.at,
  );

const next = (instant: Date): Date => new Date(instant.getTime() + 1);

/** Reads changes of any agents of the tenant, in any order. A change that does not exist is left out. */
export async function readChangesAt(
  { log, events }: ChangeSources,
  tenant: string,
  keys: readonly ChangeKey[],
): Promise<readonly StateChangeRecord[]> {
  const positions = keys.flatMap((key) => ('eventId' in key ? [] : [{ ...key, stream: key.username }]));
  const eventIds = keys.flatMap((key) => ('eventId' in key ? [key.eventId] : []));
  const [logged, fed] = await Promise.all([
    log.readAt(tenant, 'agent', positions),
    events.read(tenant, eventIds),
  ]);
  const named = logged.filter((record) =>
    positions.some(
      ({ stream, seq, at = record.at }) => stream === record.stream && isAt(record, { seq, at }),
    ),
  );
  return [...named.flatMap((record) => fromLogRecord(record) ?? []), ...fed.map(toStateChange)];
}

/** Returns the sequence number of the last logged change up to an instant. */
export async function seqAt(
  log: ChangeSources['log'],
  { tenant, username, from }: Pick<ReadRequest, 'tenant' | 'username' | 'from'>,
) {
  const record = await log.lastBefore(tenant, username, next(from));
  return record === undefined ? 0 : lastSeq(record);
}

/** Reads the changes in the log from an instant on. */
export async function* readLoggedFrom(
  log: ChangeSources['log'],
  { tenant, username, from, pageSize }: ReadRequest,
): Changes {
  const before = await log.lastBefore(tenant, username, from);
  for (let after = before === undefined ? 0 : lastSeq(before); ;) {
    const records = await log.read(tenant, 'agent', username, { after, limit: pageSize });
    for (const record of records) {
      after = lastSeq(record);
      const change = fromLogRecord(record);
      if (change !== undefined) yield change;
    }
    if (records.length < pageSize) return;
  }
}

/** Reads the changes in the log up to an instant, newest first. */
export async function* readLoggedUntil(
  log: ChangeSources['log'],
  { pageSize, ...request }: ReadRequest,
): Changes {
  const { tenant, username } = request;
  for (let upTo = await seqAt(log, request); upTo > 0; upTo -= pageSize) {
    const after = Math.max(0, upTo - pageSize);
    const records = await log.read(tenant, 'agent', username, { after, limit: upTo - after });
    for (const record of records.toReversed()) {
      const change = fromLogRecord(record);
      if (change !== undefined) yield change;
    }
  }
}

/** Sorts the events at each instant. The events at a crowded instant stay in the order of their ids. */
async function* sortEvents(
  events: AsyncGenerator<StateEvent>,
  { from, afterId }: Pick<ReadRequest, 'from' | 'afterId'>,
  backwards: boolean,
): Changes {
  let sameInstant: StateEvent[] = [];
  let crowdedAt = afterId === undefined ? undefined : from.getTime();
  const sorted = () => {
    const changes = sortSameInstant(sameInstant).map(toStateChange);
    return backwards ? changes.reverse() : changes;
  };
  for await (const event of events) {
    const at = event.at.getTime();
    if (at === crowdedAt) yield toStateChange(event);
    else if (sameInstant[0]?.at.getTime() !== at) {
      yield* sorted();
      sameInstant = [event];
    } else if (sameInstant.push(event) > maxOrderedPerInstant) {
      yield* sameInstant.map(toStateChange);
      sameInstant = [];
      crowdedAt = at;
    }
  }
  yield* sorted();
}

async function* merge(
  logged: Changes,
  events: Changes,
  isLoggedFirst: (logged: StateChangeRecord, event: StateChangeRecord) => boolean,
): Changes {
  try {
    let [one, other] = await Promise.all([logged.next(), events.next()]);
    while (one.done !== true || other.done !== true)
      if (other.done === true || (one.done !== true && isLoggedFirst(one.value, other.value))) {
        if (one.done === true) return;
        yield one.value;
        one = await logged.next();
      } else {
        yield other.value;
        other = await events.next();
      }
  } finally {
    // Closes both sources when the consumer stops early.
    await Promise.all([logged.return(undefined), events.return(undefined)]);
  }
}
