import { setImmediate, setTimeout } from 'node:timers/promises';
import { lastSeq, type EventLog, type LogRecord } from '../../../eventlog/index.ts';
import type { Clock } from '../../../kernel/clock.ts';
import { unavailable, type DomainError } from '../../../kernel/errors.ts';
import {
  createLogSubscriptions,
  plainStreams,
  type ChangeStream,
  type LogSubscription,
  type LogSubscriptions,
} from '../../../realtime/index.ts';
import { toStateChange } from '../feed/state-event.ts';
import type { StateEventStore } from '../feed/store.ts';
import { fromLogRecord, type StateChangeRecord } from '../history/state-change.ts';
import { batchesOf } from './tenant-stream.ts';

/** The properties of an agent that subscribers filter by. */
export interface Profile {
  readonly skills: readonly string[];
  readonly reportHierarchy: readonly string[];
}

/** A subscriber to the state changes of a tenant's agents. */
export interface StateSubscriber {
  /** Whether `take` needs the agent's profile. */
  readonly needsProfile: boolean;
  take(change: StateChangeRecord, profile: Profile): void;
  /** The subscription has ended with an error. */
  fail?(error: DomainError): void;
  /** The number of changes that can be taken now. Unlimited if left out. */
  readonly capacity?: number;
  /** Called when any of the tenant's agents may have changed, whether the state changed or not. */
  agentsChanged?(): void;
}

export interface StateSubscriptions {
  /**
   * Delivers each change of each agent of the tenant from now on, in the order of the agent's log and once; changes from feeds in the
   * order of their arrival. Returns a function that ends the subscription.
   */
  subscribe(tenant: string, subscriber: StateSubscriber): () => void;
}

interface StateDependencies {
  readonly log: Pick<EventLog, 'onRecord' | 'readBackwards' | 'lastBefore'>;
  readonly clock: Clock;
  readonly events: Pick<StateEventStore, 'readBatch'>;
  readonly profileOf: (tenant: string, username: string) => Promise<Profile>;
  readonly subscriptions: Readonly<Record<(typeof kinds)[number], LogSubscriptions<undefined>>>;
}

/** A tenant that has subscribers, and the streams of its agents. */
interface SubscribedTenant {
  readonly startedAt: Date;
  readonly subscribers: Set<StateSubscriber>;
  readonly streams: Map<string, SubscribedStream>;
}

/** One stream of the tenant, known from a hint. */
interface SubscribedStream {
  /** The smallest sequence number in a hint: a change may be a little older than its record. */
  earliest: number;
  newest: LogRecord;
  /** Undefined while the position is looked up at which the subscription begins. */
  subscription: LogSubscription | undefined;
}

const kinds = ['agent', 'agentNews'] as const;
const emptyProfile: Profile = { skills: [], reportHierarchy: [] };
const retryMs = 500;
/** Changes of one record are delivered in slices of this size, so that subscribers can pass on one slice before the next. */
const sliceSize = 200;
/** Delivery waits for subscribers without capacity: this long at a time, in milliseconds, and this often for one record. */
const pauseMs = 5;
const maxPauses = 200;
/** Changes are delivered at once, so a stream keeps few records in memory, and its only subscriber is never slow. */
const limits = { recent: 4, behind: Infinity };

/** Creates the subscriptions to agents' state changes: the log is read once for all subscribers of a tenant. */
export function createStateSubscriptions(
  log: Pick<EventLog, 'onRecord' | 'read' | 'readBackwards' | 'lastBefore'>,
  changeStream: Pick<ChangeStream, 'onReopened' | 'onDropped'>,
  clock: Clock,
  events: Pick<StateEventStore, 'readBatch'>,
  profileOf: (tenant: string, username: string) => Promise<Profile>,
): StateSubscriptions {
  const subscriptionsTo = (kind: (typeof kinds)[number]) =>
    createLogSubscriptions(log, plainStreams(kind), changeStream, limits);
  const deps: StateDependencies = {
    log,
    clock,
    events,
    profileOf,
    subscriptions: { agent: subscriptionsTo('agent'), agentNews: subscriptionsTo('agentNews') },
  };
  const tenants = new Map<string, SubscribedTenant>();
  for (const kind of kinds)
    log.onRecord(kind, (record) => {
      const tenant = tenants.get(record.tenant);
      if (tenant !== undefined) onHint(deps, tenant, record, kind);
    });

  return {
    subscribe(name, subscriber) {
      const tenant: SubscribedTenant = tenants.get(name) ?? {
        startedAt: clock.now(),
        subscribers: new Set(),
        streams: new Map(),
      };
      tenants.set(name, tenant);
      tenant.subscribers.add(subscriber);
      return () => {
        tenant.subscribers.delete(subscriber);
        if (tenant.subscribers.size > 0 || tenants.get(name) !== tenant) return;
        tenants.delete(name);
        for (const { subscription } of tenant.streams.values()) subscription?.close();
      };
    },
  };
}

/** Subscribes to a stream that was not known. Further hints reach the log subscription directly. */
function onHint(
  deps: StateDependencies,
  tenant: SubscribedTenant,
  record: LogRecord,
  kind: (typeof kinds)[number],
): void {
  const name = `${kind}:${record.stream}`;
  const known = tenant.streams.get(name);
  if (known === undefined) {
    const stream: SubscribedStream = { earliest: record.seq, newest: record, subscription: undefined };
    tenant.streams.set(name, stream);
    void subscribeToStream(deps, tenant, stream, kind);
  } else if (known.subscription === undefined) {
    known.earliest = Math.min(known.earliest, record.seq);
    if (record.seq > known.newest.seq) known.newest = record;
  }
}

async function subscribeToStream(
  deps: StateDependencies,
  tenant: SubscribedTenant,
  stream: SubscribedStream,
  kind: (typeof kinds)[number],
): Promise<void> {
  let first: number;
  try {
    first = await firstAfter(deps, tenant.startedAt, stream.newest);
  } catch {
    // The database is unavailable, and no further hint need come.
    await setTimeout(retryMs, undefined, { ref: false });
    if (tenant.subscribers.size > 0) await subscribeToStream(deps, tenant, stream, kind);
    return;
  }
  if (tenant.subscribers.size === 0) return;
  const { tenant: name, stream: id } = stream.newest;
  stream.subscription = deps.subscriptions[kind].subscribe(
    { tenant: name, stream: id, after: Math.min(first, stream.earliest) - 1, hint: stream.newest },
    {
      ready: true,
      take: ({ record, seq }) => seq < lastSeq(record) || deliverRecord(deps, tenant, record),
      fail(error) {
        for (const subscriber of tenant.subscribers) subscriber.fail?.(error);
      },
    },
  );
}

/** Returns the number of the first fact of a stream after an instant. */
async function firstAfter(
  { log }: StateDependencies,
  start: Date,
  { tenant, kind, stream, seq }: LogRecord,
): Promise<number> {
  if (kind === 'agent') {
    const before = await log.lastBefore(tenant, stream, start);
    return before === undefined ? 1 : lastSeq(before) + 1;
  }
  for await (const record of log.readBackwards(tenant, kind, stream, seq))
    if (record.at < start) return lastSeq(record) + 1;
  return 1;
}

/** Delivers a record to all subscribers of the tenant. A rejection has delivered nothing, so the record can be taken again. */
async function deliverRecord(
  deps: StateDependencies,
  tenant: SubscribedTenant,
  record: LogRecord,
): Promise<boolean> {
  let changes: readonly StateChangeRecord[];
  let profiles: ReadonlyMap<string, Profile>;
  try {
    changes = await changesOf(deps, record);
    profiles = await profilesOf(deps, tenant, record.tenant, changes);
  } catch (error) {
    throw unavailable(error);
  }
  for (const subscriber of tenant.subscribers) subscriber.agentsChanged?.();
  let pauses = maxPauses;
  for (let done = 0; done < changes.length; done += sliceSize) {
    const slice = changes.slice(done, done + sliceSize);
    if (done > 0) await setImmediate();
    // Changes that happen here come one by one, and wait for no subscriber.
    while (record.kind !== 'agent' && !haveCapacity(tenant, slice.length) && pauses-- > 0)
      await setTimeout(pauseMs);
    for (const change of slice)
      for (const subscriber of tenant.subscribers)
        subscriber.take(change, profiles.get(change.username) ?? emptyProfile);
  }
  return tenant.subscribers.size > 0;
}

async function changesOf(
  { events }: StateDependencies,
  record: LogRecord,
): Promise<readonly StateChangeRecord[]> {
  if (record.kind === 'agent') {
    const change = fromLogRecord(record);
    return change === undefined ? [] : [change];
  }
  const batches = await Promise.all(batchesOf(record).map((batch) => events.readBatch(record.tenant, batch)));
  return batches.flat().map(toStateChange);
}

async function profilesOf(
  { profileOf }: StateDependencies,
  { subscribers }: SubscribedTenant,
  tenant: string,
  changes: readonly StateChangeRecord[],
): Promise<ReadonlyMap<string, Profile>> {
  if (![...subscribers].some(({ needsProfile }) => needsProfile)) return new Map();
  const usernames = [...new Set(changes.map(({ username }) => username))];
  return new Map(
    await Promise.all(
      usernames.map(async (username) => [username, await profileOf(tenant, username)] as const),
    ),
  );
}

const haveCapacity = ({ subscribers }: SubscribedTenant, count: number): boolean =>
  [...subscribers].every(({ capacity = Infinity }) => capacity >= count);
