import {
  maxAheadMs,
  type AgentFeedPort,
  type FeedAgentState,
  type FeedStateChange,
  type FeedUsage,
} from '../../shared/agent-feed.ts';
import type { FeedTranscript, TranscriptFeedPort } from '../../shared/transcript-feed.ts';
import { unreachable } from '../../../kernel/errors.ts';
import type { StateChangeContent } from '../parse/event.ts';
import type { ContactStore, RankedContact } from '../contacts/store.ts';
import type { EventStore } from '../events/store.ts';
import { recordIdOf, recordIdOfFocusTask } from '../identity.ts';
import type { Namespace } from '../model.ts';
import type { FeedTraceRecord, TraceRecordStore } from '../trace-records/store.ts';
import type { IncomingEvent } from './parse-event.ts';

/** What became of an event that was taken. */
export type StoreOutcome = 'added' | 'updated' | 'duplicate';
/** What became of an event that was understood or that nobody wants. */
export type EventOutcome = StoreOutcome | 'disabled';

export interface FeedStores {
  readonly records: TraceRecordStore;
  readonly events: EventStore;
  readonly contacts: ContactStore;
}

export interface FeedPorts {
  readonly agents: AgentFeedPort;
  readonly transcripts: TranscriptFeedPort;
}

/** What is to be written of some events, by where it goes. */
interface Writes {
  readonly records: FeedTraceRecord[];
  readonly contacts: RankedContact[];
  readonly changes: FeedStateChange[];
  readonly usage: FeedUsage[];
  readonly transcripts: FeedTranscript[];
  /** Which of the events a record or a contact is of. */
  readonly ofRecord: number[];
  readonly ofContact: number[];
}

export type Take = ReturnType<typeof createTake>;

/**
 * Nothing here is decided on what was read before. Everything that is written is either there or not, or has a rank by which the higher
 * of two stays: so the order of the events, how often each comes, and how many take them at once make no difference.
 *
 * So all of it is written at once, and again for an event that is known: one of which a process that died had made only a part was not
 * acknowledged, comes again, and the rest is made then.
 */
export const createTake =
  ({ records, events, contacts }: FeedStores, { agents, transcripts }: FeedPorts) =>
  /** @returns what became of each. It is written with majority by then */
  async (tenant: string, understood: readonly IncomingEvent[]): Promise<readonly StoreOutcome[]> => {
    const outcomes = new Array<StoreOutcome>(understood.length).fill('duplicate');
    const once = firstOfEach(understood);
    const first = once.map(({ one }) => one);
    const writes = writesOf(first);
    const [isNew, newRecords, newContacts] = await Promise.all([
      events.insert(
        tenant,
        first.map(({ event }) => event),
      ),
      writes.records.length === 0 ? [] : records.keep(tenant, writes.records),
      writes.contacts.length === 0 ? [] : contacts.keep(tenant, writes.contacts),
      writes.changes.length === 0 ? [] : agents.ingestStateChanges(tenant, writes.changes),
      writes.usage.length === 0 ? [] : agents.ingestUsage(tenant, writes.usage),
      writes.transcripts.length === 0 ? [] : transcripts.ingestTranscripts(tenant, writes.transcripts),
    ]);
    const second = new Set<number>();
    writes.ofRecord.forEach((position, place) => newRecords[place] === false && second.add(position));
    writes.ofContact.forEach((position, place) => newContacts[place] === false && second.add(position));
    once.forEach(({ index }, position) => {
      if (isNew[position] === true) outcomes[index] = second.has(position) ? 'updated' : 'added';
    });
    return outcomes;
  };

function firstOfEach(understood: readonly IncomingEvent[]) {
  const seen = new Set<string>();
  return understood.flatMap((one, index) => {
    if (seen.has(one.event.eventId)) return [];
    seen.add(one.event.eventId);
    return [{ one, index }];
  });
}

function writesOf(understood: readonly IncomingEvent[]): Writes {
  const writes: Writes = {
    records: [],
    contacts: [],
    changes: [],
    usage: [],
    transcripts: [],
    ofRecord: [],
    ofContact: [],
  };
  understood.forEach(({ event, latest, content }, position) => {
    const { eventId, companyId, environment, isAhead, receivedAt } = event;
    switch (content.of) {
      case 'task': {
        const named = {
          ...content.record,
          ...(companyId === undefined ? {} : { companyId }),
          ...(environment === undefined ? {} : { environment }),
        };
        // Neither event says that it corrects the other: the one that tells of the later, then of more.
        const rank = `${ageOf(latest, receivedAt)} ${String(content.fullness).padStart(3, '0')} ${eventId}`;
        writes.records.push({ recordId: recordIdOf(named), ...named, isAhead, rank });
        writes.ofRecord.push(position);
        return;
      }
      case 'contact': {
        const { contact, instance } = content;
        const rank = `${ageOf(contact.lastUpdatedAt, receivedAt)} ${eventId}`;
        writes.contacts.push({ ...contact, instance, rank });
        writes.ofContact.push(position);
        return;
      }
      case 'agent':
        writes.changes.push(
          ...content.changes.map((change) => ({ ...withRecords(event, change), eventId, isAhead })),
        );
        writes.usage.push(...content.usage.map((usage) => ({ ...usage, eventId })));
        return;
      case 'chat':
        writes.transcripts.push(content.transcript);
        return;
      case 'work code':
        // It is kept with its event, and found by the gateway's id.
        return;
      default:
        unreachable(content);
    }
  });
  return writes;
}

/** Sorts by time; what is too far ahead to be believed comes before all that is not, so that anything else corrects it. */
const ageOf = (told: Date, receivedAt: Date): string =>
  `${told.getTime() > receivedAt.getTime() + maxAheadMs ? '-' : ''}${told.toISOString()}`;

/** Two companies may give two tasks one id, and agents know of no companies: which record a task has is said here. */
const withRecords = (owner: Namespace, change: StateChangeContent): StateChangeContent => ({
  ...change,
  current: withRecord(owner, change.current),
  ...(change.previous === undefined ? {} : { previous: withRecord(owner, change.previous) }),
});

function withRecord(owner: Namespace, state: FeedAgentState): FeedAgentState {
  const { focusTask } = state;
  const traceRecordId = focusTask && recordIdOfFocusTask(owner, focusTask);
  return traceRecordId === undefined ? state : { ...state, focusTask: { ...focusTask, traceRecordId } };
}
