import { unreachable } from '../../../kernel/errors.ts';
import {
  maxAheadMs,
  type FeedAgentState,
  type FeedStateChange,
  type FeedUsage,
  type FeedTranscript,
} from '../../shared/feed-ports.ts';
import type { RankedContact } from '../contacts/store.ts';
import type { FeedDependencies } from '../dependencies.ts';
import { namespaceOf, recordIdOf, recordIdOfFocusTask } from '../identity.ts';
import type { Namespace } from '../model.ts';
import type { StateChangeContent } from '../parse/event.ts';
import type { FeedTraceRecord } from '../trace-records/store.ts';
import type { IncomingEvent } from './parse-event.ts';

export type StoreOutcome = 'added' | 'updated' | 'duplicate';
export type EventOutcome = StoreOutcome | 'disabled';

/** The writes of a batch, by destination. */
interface Writes {
  readonly records: FeedTraceRecord[];
  readonly contacts: RankedContact[];
  readonly changes: FeedStateChange[];
  readonly usage: FeedUsage[];
  readonly transcripts: FeedTranscript[];
  /** For each record and each contact, the index of its event in the batch. */
  readonly indexOfRecord: number[];
  readonly indexOfContact: number[];
}

/**
 * Stores events, and what follows from them, with concurrent writes. No write depends on an earlier read: each either inserts or keeps
 * the document of higher rank. So the order, repetition and concurrency of deliveries do not change the result.
 *
 * Known events are written again. If a process died after a part of the writes, the source delivers the unacknowledged event again, and
 * the remaining writes follow.
 * @returns one outcome per event, in the same order, after all writes have been acknowledged by a majority
 */
export async function storeEvents(
  { records, events, contacts, agents, transcripts }: FeedDependencies,
  tenant: string,
  incoming: readonly IncomingEvent[],
): Promise<readonly StoreOutcome[]> {
  const batch = firstOfEach(incoming);
  const writes = writesOf(batch);
  const [isNew, isNewRecord, isNewContact] = await Promise.all([
    events.insert(
      tenant,
      batch.map(({ event }) => event),
    ),
    writes.records.length === 0 ? [] : records.upsertHighest(tenant, writes.records),
    writes.contacts.length === 0 ? [] : contacts.upsertHighest(tenant, writes.contacts),
    writes.changes.length === 0 ? [] : agents.ingestStateChanges(tenant, writes.changes),
    writes.usage.length === 0 ? [] : agents.ingestUsage(tenant, writes.usage),
    writes.transcripts.length === 0 ? [] : transcripts.ingestTranscripts(tenant, writes.transcripts),
  ]);
  const updates = new Set([
    ...writes.indexOfRecord.filter((_, position) => isNewRecord[position] === false),
    ...writes.indexOfContact.filter((_, position) => isNewContact[position] === false),
  ]);
  const outcomes = new Map(
    batch.flatMap(({ event }, index) =>
      isNew[index] === true ? [[event.eventId, updates.has(index) ? 'updated' : 'added'] as const] : [],
    ),
  );
  return incoming.map(({ event: { eventId } }) => {
    const outcome = outcomes.get(eventId) ?? 'duplicate';
    // A repetition in the batch is a duplicate.
    outcomes.delete(eventId);
    return outcome;
  });
}

function firstOfEach(incoming: readonly IncomingEvent[]): readonly IncomingEvent[] {
  const byId = new Map<string, IncomingEvent>();
  for (const one of incoming) if (!byId.has(one.event.eventId)) byId.set(one.event.eventId, one);
  return [...byId.values()];
}

function writesOf(batch: readonly IncomingEvent[]): Writes {
  const writes: Writes = {
    records: [],
    contacts: [],
    changes: [],
    usage: [],
    transcripts: [],
    indexOfRecord: [],
    indexOfContact: [],
  };
  batch.forEach(({ event, latest, content }, index) => {
    const { eventId, isAhead, receivedAt } = event;
    switch (content.of) {
      case 'task': {
        const record = { ...content.record, ...namespaceOf(event) };
        // No event says that it corrects another. The later event wins, then the one with more fields.
        const rank = `${rankOf(latest, receivedAt)} ${String(content.fieldCount).padStart(3, '0')} ${eventId}`;
        writes.records.push({ recordId: recordIdOf(record), ...record, isAhead, rank });
        writes.indexOfRecord.push(index);
        return;
      }
      case 'contact': {
        const { contact, instance } = content;
        const rank = `${rankOf(contact.lastUpdatedAt, receivedAt)} ${eventId}`;
        writes.contacts.push({ ...contact, instance, rank });
        writes.indexOfContact.push(index);
        return;
      }
      case 'agent':
        writes.changes.push(
          ...content.changes.map((change) => ({ ...withRecordIds(event, change), eventId, isAhead })),
        );
        writes.usage.push(...content.usage.map((usage) => ({ ...usage, eventId })));
        return;
      case 'chat':
        writes.transcripts.push(content.transcript);
        return;
      case 'work code':
        // It is stored in its event, and found by the gateway's id of the task.
        return;
      default:
        unreachable(content);
    }
  });
  return writes;
}

/** Ranks by time. An implausible future time ranks lowest, so that any other event corrects it. */
const rankOf = (time: Date, receivedAt: Date): string =>
  `${time.getTime() > receivedAt.getTime() + maxAheadMs ? '-' : ''}${time.toISOString()}`;

/** Adds the record ids of focus tasks. The domain of agents has no namespaces, in which task ids are unique. */
const withRecordIds = (namespace: Namespace, change: StateChangeContent): StateChangeContent => ({
  ...change,
  current: withRecordId(namespace, change.current),
  ...(change.previous === undefined ? {} : { previous: withRecordId(namespace, change.previous) }),
});

function withRecordId(namespace: Namespace, state: FeedAgentState): FeedAgentState {
  const { focusTask } = state;
  const traceRecordId = focusTask && recordIdOfFocusTask(namespaceOf(namespace), focusTask);
  return traceRecordId === undefined ? state : { ...state, focusTask: { ...focusTask, traceRecordId } };
}
