import type { FeedDependencies } from '../dependencies.ts';
import { hasNoNamespace, isSameNamespace, namespaceOf, sessionIdOf } from '../identity.ts';
import type { Namespace, TraceRecord } from '../model.ts';
import { taskHash } from './lookup-hashes.ts';

/** The numbers of documents that one call erased. */
export interface ErasureReport {
  readonly events: number;
  readonly traceRecords: number;
  readonly contacts: number;
  readonly transcripts: number;
  readonly deadLetters: number;
  /** False if another call has to erase the rest. */
  readonly isDone: boolean;
}

/** A task by one of its ids. Without a namespace: in all namespaces. */
export interface TaskReference extends Namespace {
  readonly id: string;
}

export interface ErasureTarget {
  readonly tasks: readonly TaskReference[];
  /** Hashes by which dead letters are found. */
  readonly hashes: readonly string[];
  /** The ids of the events in which the tasks were found. */
  readonly foundBy: readonly string[];
}

const maxEvents = 1000;
const maxDeadLetters = 500;

/** Contacts and transcripts have no namespace. They belong to a task of their id in any namespace. */
export const matchesNamespace = (erased: Namespace, namespace: Namespace): boolean =>
  hasNoNamespace(erased) || hasNoNamespace(namespace) || isSameNamespace(erased, namespace);

/**
 * Erases personal data of customers from tasks: in events, trace records, contacts, transcripts, and dead letters. The tasks themselves
 * remain, with their times, agents, and durations. Tombstones keep a repeated delivery from restoring the data. Idempotent.
 */
export async function erase(
  deps: FeedDependencies,
  tenant: string,
  { tasks, hashes, foundBy }: ErasureTarget,
): Promise<ErasureReport> {
  const { records, events, contacts, deadLetters, tombstones, transcripts, clock } = deps;
  const now = clock.now();
  const { all, known, isErased } = await addTombstones(deps, tenant, tasks, now);
  const ids = idsOf(all);
  const [related, letterIds] = await Promise.all([
    events.findErasable(tenant, ids, maxEvents),
    deadLetters.findByHash(tenant, [...new Set([...hashes, ...ids.map(taskHash)])], maxDeadLetters),
  ]);
  await tombstones.add(
    tenant,
    letterIds.map((name) => ({ name })),
    now,
  );
  const found = new Set(foundBy);
  const others = related.filter(
    ({ eventId, about = [], ...namespace }) => !found.has(eventId) && isErased(namespace, about),
  );
  const [traceRecords, erasedContacts, erasedTranscripts, erasedLetters, erasedOthers] = await Promise.all([
    records.erase(
      tenant,
      known.map(({ recordId }) => recordId),
      now,
    ),
    contacts.erase(tenant, ids, now),
    transcripts.eraseTranscripts(tenant, ids),
    deadLetters.erase(tenant, letterIds, now),
    events.erase(
      tenant,
      others.map(({ eventId }) => eventId),
      now,
    ),
  ]);
  const isDone = related.length < maxEvents && letterIds.length < maxDeadLetters;
  // These events are erased last, and only after all others: a repeated call finds the rest by them.
  const erasedLast = isDone ? await events.erase(tenant, foundBy, now) : 0;
  return {
    events: erasedOthers + erasedLast,
    traceRecords,
    contacts: erasedContacts,
    transcripts: erasedTranscripts,
    deadLetters: erasedLetters,
    isDone,
  };
}

/**
 * Writes the tombstones of tasks, under all ids of their records, before anything is erased. Ingestion reads tombstones after it has
 * written an event, so either erasure finds the event or ingestion finds the tombstone.
 */
async function addTombstones(
  { records, tombstones }: FeedDependencies,
  tenant: string,
  tasks: readonly TaskReference[],
  now: Date,
) {
  for (let all = tasks; ;) {
    await tombstones.add(
      tenant,
      all.map(({ id, ...namespace }) => ({ name: taskHash(id), ...namespace })),
      now,
    );
    const isErased = createMatcher(all);
    const known = (await records.findByAnyId(tenant, idsOf(all))).filter((record) =>
      isErased(record, [record.taskId, record.gatewayTaskId]),
    );
    const more = known.flatMap(referencesOf).filter((task) => !includesTask(all, task));
    if (more.length === 0) return { all, known, isErased };
    all = [...all, ...more];
  }
}

const idsOf = (tasks: readonly TaskReference[]): readonly string[] => [...new Set(tasks.map(({ id }) => id))];

const includesTask = (tasks: readonly TaskReference[], one: TaskReference): boolean =>
  tasks.some((task) => task.id === one.id && (hasNoNamespace(task) || isSameNamespace(task, one)));

/** Returns all ids under which data of a record's task is stored. */
const referencesOf = (record: TraceRecord): readonly TaskReference[] =>
  [record.taskId, record.gatewayTaskId, sessionIdOf(record)].flatMap((id) =>
    id === undefined ? [] : [{ id, ...namespaceOf(record) }],
  );

function createMatcher(tasks: readonly TaskReference[]) {
  const byId = Map.groupBy(tasks, ({ id }) => id);
  return (namespace: Namespace, ids: readonly (string | undefined)[]): boolean =>
    ids.some(
      (id) => id !== undefined && byId.get(id)?.some((task) => matchesNamespace(task, namespace)) === true,
    );
}
