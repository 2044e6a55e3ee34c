import { unreachable } from '../../../kernel/errors.ts';
import {
  maxAheadMs,
  type FeedAgentState,
  type FeedStateChange,
  type FeedUsage,
  type ArrivedTranscript,
} from '../../shared/feed-ports.ts';
import type { RankedContact } from '../contacts/store.ts';
import type { FeedDependencies } from '../dependencies.ts';
import { namespaceOf, recordIdOf, recordIdOfFocusTask } from '../identity.ts';
import type { FeedEventRecord, Namespace } from '../model.ts';
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
  readonly transcripts: ArrivedTranscript[];
  /** For each record, contact and transcript, the index of its event in the batch. */
  readonly indexOfRecord: number[];
  readonly indexOfContact: number[];
  readonly indexOfTranscript: number[];
}

/**
 * Stores events, and what follows from them. Each write either inserts or keeps the document of higher rank, so the order, repetition and
 * concurrency of deliveries do not change the result. The first arrival of an event is a part of its rank, so the events are stored before
 * the records.
 *
 * Known events are written again. If a process died after a part of the writes, the source delivers the unacknowledged event again, and
 * the remaining writes follow.
 * @returns one outcome per event, in the same order, after all writes have been acknowledged by a majority
 */
export async function storeEvents(
  deps: FeedDependencies,
  tenant: string,
  incoming: readonly IncomingEvent[],
): Promise<readonly StoreOutcome[]> {
  const { agents } = deps;
  const batch = firstOfEach(incoming);
  const writes = writesOf(batch);
  const [stored] = await Promise.all([
    storeRecords(deps, tenant, batch, writes),
    writes.changes.length === 0 ? [] : agents.ingestStateChanges(tenant, writes.changes),
    writes.usage.length === 0 ? [] : agents.ingestUsage(tenant, writes.usage),
  ]);
  const outcomes = new Map(batch.map(({ event }, index) => [event.eventId, stored[index]]));
  return incoming.map(({ event: { eventId } }) => {
    const outcome = outcomes.get(eventId) ?? 'duplicate';
    // A repetition in the batch is a duplicate.
    outcomes.delete(eventId);
    return outcome;
  });
}

/** Stores the events, and then the trace records, contacts and transcripts of tasks. @returns one outcome per event */
async function storeRecords(
  { events, records, contacts, transcripts, issues }: FeedDependencies,
  tenant: string,
  batch: readonly IncomingEvent[],
  planned: Writes,
): Promise<readonly StoreOutcome[]> {
  const isNew = await events.insert(
    tenant,
    batch.map(({ event }) => event),
  );
  for (const [index, { event }] of batch.entries())
    if (isNew[index] === true) issues.count += event.issues?.length ?? 0;
  const known = batch.filter(({ content: { of } }, index) => isNew[index] !== true && isRanked(of));
  const arrivals = await events.arrivalsOf(
    tenant,
    known.map(({ event }) => event.eventId),
  );
  const writes = arrivals.size === 0 ? planned : writesOf(batch.map((one) => withArrival(one, arrivals)));
  const [recordOutcomes, contactOutcomes, replacedTranscripts] = await Promise.all([
    writes.records.length === 0 ? [] : records.upsertHighest(tenant, writes.records),
    writes.contacts.length === 0 ? [] : contacts.upsertHighest(tenant, writes.contacts),
    writes.transcripts.length === 0 ? [] : transcripts.ingestTranscripts(tenant, writes.transcripts),
  ]);
  const updated = new Set([
    ...writes.indexOfRecord.filter((_, position) => recordOutcomes[position] === 'replaced'),
    ...writes.indexOfContact.filter((_, position) => contactOutcomes[position] === 'replaced'),
    ...writes.indexOfTranscript.filter((_, position) => replacedTranscripts[position] === true),
  ]);
  return batch.map((_, index) =>
    isNew[index] === true ? (updated.has(index) ? 'updated' : 'added') : 'duplicate',
  );
}

/** Returns whether events of this content replace each other. */
const isRanked = (of: IncomingEvent['content']['of']): boolean =>
  of === 'task' || of === 'contact' || of === 'chat';

/** Returns the event with the arrival that is stored. */
function withArrival(one: IncomingEvent, arrivals: ReadonlyMap<string, string>): IncomingEvent {
  const arrival = arrivals.get(one.event.eventId);
  return arrival === undefined ? one : { ...one, event: { ...one.event, arrival } };
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
    indexOfTranscript: [],
  };
  batch.forEach(({ event, latest, content }, index) => {
    const { eventId, isAhead } = event;
    switch (content.of) {
      case 'task': {
        const record = { ...content.record, ...namespaceOf(event) };
        writes.records.push({
          recordId: recordIdOf(record),
          ...record,
          isAhead,
          rank: rankOf(latest, event),
        });
        writes.indexOfRecord.push(index);
        return;
      }
      case 'contact': {
        const { contact, instance, record } = content;
        const recordId = recordIdOf(record);
        const rank = `${contactMark}${rankOf(contact.lastUpdatedAt, event)}`;
        writes.records.push({ recordId, ...record, isFromContact: true, isAhead, rank });
        writes.indexOfRecord.push(index);
        writes.contacts.push({ ...contact, instance, rank: rankOf(contact.lastUpdatedAt, event) });
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
        writes.transcripts.push({ ...content.transcript, arrival: event.arrival });
        writes.indexOfTranscript.push(index);
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

/**
 * No event says that it corrects another. The later event wins, and of two with equal times the one that arrived later. An implausible
 * future time ranks lowest, so that any other event corrects it.
 */
const rankOf = (time: Date, { receivedAt, arrival, eventId }: FeedEventRecord): string =>
  `${time.getTime() > receivedAt.getTime() + maxAheadMs ? '-' : ''}${time.toISOString()} ${arrival} ${eventId}`;

/** Ranks the records of contacts below any record of the Symbee feed. */
const contactMark = '!';

/** Adds the record ids of focus tasks. The domain of agents has no namespaces, in which task ids are unique. */
const withRecordIds = (namespace: Namespace, change: StateChangeContent): StateChangeContent => ({
  ...change,
  current: withRecordId(namespace, change.current),
  ...(change.previous === undefined ? {} : { previous: withRecordId(namespace, change.previous) }),
});

function withRecordId<State extends Pick<FeedAgentState, 'focusTask'>>(
  namespace: Namespace,
  state: State,
): State {
  const { focusTask } = state;
  const traceRecordId = focusTask && recordIdOfFocusTask(namespaceOf(namespace), focusTask);
  return traceRecordId === undefined ? state : { ...state, focusTask: { ...focusTask, traceRecordId } };
}
