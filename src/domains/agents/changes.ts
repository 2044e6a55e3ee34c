import { lastSeq, type EventLog } from '../../eventlog/index.ts';
import { fromFeed } from './fed/from-feed.ts';
import type { KeptStateChange, StateEventStore } from './fed/store.ts';
import { inOrder, maxTogether } from './fed/ties.ts';
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

export interface Reading {
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
export const changesSince = ({ log, events }: ChangeSources, reading: Reading): Changes =>
  merged(
    // What happened here at the instant lies before what feeds tell of it.
    loggedSince(
      log,
      reading.behind === undefined ? reading : { ...reading, from: new Date(reading.from.getTime() + 1) },
    ),
    fed(events.since(reading.tenant, reading.username, reading), reading, false),
    (logged, told) => logged.at <= told.at,
  );

/** All changes up to an instant, newest first. */
export const changesUpTo = ({ log, events }: ChangeSources, reading: Reading): Changes =>
  merged(
    loggedUpTo(log, reading),
    fed(events.upTo(reading.tenant, reading.username, reading), reading, true),
    (logged, told) => logged.at > told.at,
  );

/** The number of the last change here up to an instant. */
export async function numberAt(
  log: ChangeSources['log'],
  { tenant, username, from }: Pick<Reading, 'tenant' | 'username' | 'from'>,
) {
  const record = await log.lastBefore(tenant, username, new Date(from.getTime() + 1));
  return record === undefined ? 0 : lastSeq(record);
}

/** What happened here alone. */
export async function* loggedSince(
  log: ChangeSources['log'],
  { tenant, username, from, together }: Reading,
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

export async function* loggedUpTo(log: ChangeSources['log'], { together, ...reading }: Reading): Changes {
  const { tenant, username } = reading;
  for (let upTo = await numberAt(log, reading); upTo > 0; upTo -= together) {
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
  events: AsyncGenerator<KeptStateChange>,
  { from, behind }: Pick<Reading, 'from' | 'behind'>,
  backwards: boolean,
): Changes {
  let together: KeptStateChange[] = [];
  let crowded = behind === undefined ? undefined : from.getTime();
  const ordered = () => {
    const changes = inOrder(together).map(fromFeed);
    return backwards ? changes.reverse() : changes;
  };
  for await (const event of events) {
    const at = event.at.getTime();
    if (at === crowded) yield fromFeed(event);
    else if (together[0]?.at.getTime() !== at) {
      yield* ordered();
      together = [event];
    } else if (together.push(event) > maxTogether) {
      yield* together.map(fromFeed);
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
