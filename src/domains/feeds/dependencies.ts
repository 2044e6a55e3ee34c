import type { Clock } from '../../kernel/clock.ts';
import type { Storage } from '../../storage/index.ts';
import type { AgentFeedPort, TranscriptFeedPort } from '../shared/feed-ports.ts';
import { createCompanyStore } from './companies/store.ts';
import { createContactStore } from './contacts/store.ts';
import { createDeadLetterStore } from './dead-letters/store.ts';
import { createTombstoneStore } from './erasure/store.ts';
import { createDisabledTypeStore } from './event-type-settings/store.ts';
import { createEventStore } from './events/store.ts';
import { createArrivalCounter } from './ingest/arrival.ts';
import { createTraceRecordStore } from './trace-records/store.ts';

/** Ports to the domains that receive a part of the events. */
export interface FeedPorts {
  readonly agents: AgentFeedPort;
  readonly transcripts: TranscriptFeedPort;
}

export type FeedDependencies = ReturnType<typeof createDependencies>;

export const createDependencies = (storage: Storage, clock: Clock, ports: FeedPorts) => ({
  records: createTraceRecordStore(storage),
  events: createEventStore(storage),
  contacts: createContactStore(storage),
  deadLetters: createDeadLetterStore(storage),
  tombstones: createTombstoneStore(storage),
  companies: createCompanyStore(storage),
  disabledTypes: createDisabledTypeStore(storage),
  arrivals: createArrivalCounter(clock),
  /** The number of values in new events that could not be read. */
  issues: { count: 0 },
  clock,
  ...ports,
});
