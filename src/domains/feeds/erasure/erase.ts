import type { Clock } from '../../../kernel/clock.ts';
import type { TranscriptFeedPort } from '../../shared/transcript-feed.ts';
import { hasNoNamespace, isSameNamespace, namespaceOf, sessionIdOf } from '../identity.ts';
import type { FeedStores } from '../ingest/store-events.ts';
import type { DeadLetterStore } from '../dead-letters/store.ts';
import type { Namespace, TraceRecord } from '../model.ts';
import { taskHash } from './lookup-hashes.ts';
import type { TombstoneStore } from './store.ts';

/** What was erased by one step. */
export interface ErasureReport {
  readonly events: number;
  readonly traceRecords: number;
  readonly contacts: number;
  readonly transcripts: number;
  readonly deadLetters: number;
  /** Whether nothing is left. */
  readonly isDone: boolean;
}

/** A task by one of its ids. Without an owner: whosever it is. */
export interface TaskReference extends Namespace {
  readonly id: string;
}

/** What is to be erased: tasks, and letters that name somebody. */
export interface ErasureTarget {
  readonly tasks: readonly TaskReference[];
  readonly names: readonly string[];
  /** The events by which the tasks were found. */
  readonly foundBy: readonly string[];
}

export interface ErasureParts {
  readonly stores: FeedStores;
  readonly letters: DeadLetterStore;
  readonly tombstones: TombstoneStore;
  readonly transcripts: Pick<TranscriptFeedPort, 'eraseTranscripts'>;
  readonly clock: Clock;
}

export type Erase = ReturnType<typeof createErase>;

const maxEvents = 1000;
const maxLetters = 500;

/** Contacts and transcripts name no owner, and are of whosever task it is. */
export const matchesNamespace = (erased: Namespace, owner: Namespace): boolean =>
  hasNoNamespace(erased) || hasNoNamespace(owner) || isSameNamespace(erased, owner);

/**
 * Takes out of tasks what they say of the customer, wherever it stands. What stays is that they took place, when, with whom and how long,
 * and that they were erased: so whatever brings the same again brings nothing back.
 */
export function createErase({ stores, letters, tombstones, transcripts, clock }: ErasureParts) {
  const { records, events, contacts } = stores;

  /**
   * The tasks with all their ids, and their records. That they are erased is said first; who takes an event in looks there once it is
   * written: so one of the two sees what the other did.
   */
  async function mark(tenant: string, tasks: readonly TaskReference[], now: Date) {
    for (let all = tasks; ;) {
      await tombstones.add(
        tenant,
        all.map(({ id, ...owner }) => ({ name: taskHash(id), ...owner })),
        now,
      );
      const isErased = matcher(all);
      const known = (await records.ofTasks(tenant, idsOf(all))).filter((record) =>
        isErased(record, [record.taskId, record.gatewayTaskId]),
      );
      const more = known.flatMap(namedIn).filter((task) => !isNamed(all, task));
      if (more.length === 0) return { all, known, isErased };
      all = [...all, ...more];
    }
  }

  return async (tenant: string, { tasks, names, foundBy }: ErasureTarget): Promise<ErasureReport> => {
    const now = clock.now();
    const { all, known, isErased } = await mark(tenant, tasks, now);
    const ids = idsOf(all);
    const [told, bad] = await Promise.all([
      events.ofErased(tenant, ids, maxEvents),
      letters.naming(tenant, [...new Set([...names, ...ids.map(taskHash)])], maxLetters),
    ]);
    await tombstones.add(
      tenant,
      bad.map((name) => ({ name })),
      now,
    );
    const found = new Set(foundBy);
    const others = told.filter(
      ({ eventId, about = [], ...owner }) => !found.has(eventId) && isErased(owner, about),
    );
    const recordIds = known.map(({ recordId }) => recordId);
    const otherIds = others.map(({ eventId }) => eventId);
    const [traceRecords, ofContacts, ofTranscripts, deadLetters, ofOthers] = await Promise.all([
      records.erase(tenant, recordIds, now),
      contacts.erase(tenant, ids, now),
      transcripts.eraseTranscripts(tenant, ids),
      letters.erase(tenant, bad, now),
      events.erase(tenant, otherIds, now),
    ]);
    const isDone = told.length < maxEvents && bad.length < maxLetters;
    // Last of all, and only if all else is done: by these the rest is found again, should it end here.
    const last = isDone ? await events.erase(tenant, foundBy, now) : 0;
    return {
      events: ofOthers + last,
      traceRecords,
      contacts: ofContacts,
      transcripts: ofTranscripts,
      deadLetters,
      isDone,
    };
  };
}

const idsOf = (tasks: readonly TaskReference[]): readonly string[] => [...new Set(tasks.map(({ id }) => id))];

const isNamed = (tasks: readonly TaskReference[], one: TaskReference): boolean =>
  tasks.some((task) => task.id === one.id && (hasNoNamespace(task) || isSameNamespace(task, one)));

/** A record by all ids that something of its task may be found by. */
const namedIn = (record: TraceRecord): readonly TaskReference[] =>
  [record.taskId, record.gatewayTaskId, sessionIdOf(record)].flatMap((id) =>
    id === undefined ? [] : [{ id, ...namespaceOf(record) }],
  );

/** Whether what an owner calls by some ids is one of the tasks. */
function matcher(tasks: readonly TaskReference[]) {
  const byId = Map.groupBy(tasks, ({ id }) => id);
  return (owner: Namespace, ids: readonly (string | undefined)[]): boolean =>
    ids.some(
      (id) => id !== undefined && byId.get(id)?.some((task) => matchesNamespace(task, owner)) === true,
    );
}
