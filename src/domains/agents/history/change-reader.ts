import { lastSeq, type EventLog } from '../../../eventlog/index.ts';
import { toStateChange } from '../feed/state-event.ts';
import type { StateEvent, StateEventStore } from '../feed/store.ts';
import { sortSameInstant, maxOrderedPerInstant } from '../feed/event-order.ts';
import { fromLogRecord, type StateChangeRecord } from './state-change.ts';

/*
 * An agent's changes lie in two places: what happened here in the log, numbered, in the order of time; what feeds tell in a collection of
 * their own, since it comes in any order. One history is made of both by time, in which what happened here at an instant comes before what
 * a feed tells of it.
 */

export interface ChangeSources {
  readonly log: Pick<EventLog, 'lastBefore' | 'read'>;
  readonly events: StateEventStore;
}

export interface ReadRequest {
  readonly tenant: string;
  readonly username: string;
  /** Where reading begins. It is read too. */
  readonly from: Date;
  /** Of what feeds tell at that instant, only what comes behind this id: where so many lie at it that they are in the order of their ids. */
  readonly behind?: string;
  /** How many are likely to be wanted. */
  readonly together: number;
}

type Changes = AsyncGenerator<StateChangeRecord>;

/** All changes from an instant on, oldest first. */
export const readChangesFrom = ({ log, events }: ChangeSources, reading: ReadRequest): Changes =>
  merged(
    // What happened here at the instant lies before what feeds tell of it.
    readLoggedFrom(
      log,
      reading.behind === undefined ? reading : { ...reading, from: new Date(reading.from.getTime() + 1) },
    ),
    fed(events.since(reading.tenant, reading.username, reading), reading, false),
    (logged, told) => logged.at <= told.at,
  );

/** All changes up to an instant, newest first. */
export const readChangesUntil = ({ log, events }: ChangeSources, reading: ReadRequest): Changes =>
  merged(
    readLoggedUntil(log, reading),
    fed(events.upTo(reading.tenant, reading.username, reading), reading, true),
    (logged, told) => logged.at > told.at,
  );

/** The number of the last change here up to an instant. */
export async function seqAt(
  log: ChangeSources['log'],
  { tenant, username, from }: Pick<ReadRequest, 'tenant' | 'username' | 'from'>,
) {
  const record = await log.lastBefore(tenant, username, new Date(from.getTime() + 1));
  return record === undefined ? 0 : lastSeq(record);
}

/** What happened here alone. */
export async function* readLoggedFrom(
  log: ChangeSources['log'],
  { tenant, username, from, together }: ReadRequest,
): Changes {
  const before = await log.lastBefore(tenant, username, from);
  for (let after = before === undefined ? 0 : lastSeq(before); ;) {
    const records = await log.read(tenant, 'agent', username, { after, limit: together });
    for (const record of records) {
      after = lastSeq(record);
      const change = fromLogRecord(record);
      if (change !== undefined) yield change;
    }
    if (records.length < together) return;
  }
}

export async function* readLoggedUntil(
  log: ChangeSources['log'],
  { together, ...reading }: ReadRequest,
): Changes {
  const { tenant, username } = reading;
  for (let upTo = await seqAt(log, reading); upTo > 0; upTo -= together) {
    const after = Math.max(0, upTo - together);
    const records = await log.read(tenant, 'agent', username, { after, limit: upTo - after });
    for (const record of records.toReversed()) {
      const change = fromLogRecord(record);
      if (change !== undefined) yield change;
    }
  }
}

/** Those of one instant in their order, which shows only when all of them are there, or when they are too many: then as they are read. */
async function* fed(
  events: AsyncGenerator<StateEvent>,
  { from, behind }: Pick<ReadRequest, 'from' | 'behind'>,
  backwards: boolean,
): Changes {
  let together: StateEvent[] = [];
  let crowded = behind === undefined ? undefined : from.getTime();
  const ordered = () => {
    const changes = sortSameInstant(together).map(toStateChange);
    return backwards ? changes.reverse() : changes;
  };
  for await (const event of events) {
    const at = event.at.getTime();
    if (at === crowded) yield toStateChange(event);
    else if (together[0]?.at.getTime() !== at) {
      yield* ordered();
      together = [event];
    } else if (together.push(event) > maxOrderedPerInstant) {
      yield* together.map(toStateChange);
      together = [];
      crowded = at;
    }
  }
  yield* ordered();
}

async function* merged(
  logged: Changes,
  told: Changes,
  isFirst: (logged: StateChangeRecord, told: StateChangeRecord) => boolean,
): Changes {
  try {
    let [one, other] = await Promise.all([logged.next(), told.next()]);
    while (one.done !== true || other.done !== true)
      if (other.done === true || (one.done !== true && isFirst(one.value, other.value))) {
        if (one.done === true) return;
        yield one.value;
        one = await logged.next();
      } else {
        yield other.value;
        other = await told.next();
      }
  } finally {
    // Whoever has enough stops here: what is read from must be let go.
    await Promise.all([logged.return(undefined), told.return(undefined)]);
  }
}
