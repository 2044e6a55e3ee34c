import type { Clock } from '../../kernel/clock.ts';
import type { Storage } from '../../storage/index.ts';
import { readSdl } from '../shared/sdl.ts';
import type { Entity, Subgraph } from '../shared/subgraph.ts';
import { createCompanyOperations } from './companies/operations.ts';
import { createCompanyStore } from './companies/store.ts';
import { createContactStore } from './contacts/store.ts';
import { createEventStore } from './events/store.ts';
import { createErase } from './erasure/erase.ts';
import { createErasedChecks } from './erasure/erasure-checks.ts';
import { createErasureOperations } from './erasure/operations.ts';
import { createTombstoneStore } from './erasure/store.ts';
import { createFeedImporter } from './importer.ts';
import { createAdmit } from './ingest/authorize.ts';
import { createDeliveryIngest } from './ingest/delivery.ts';
import { createIngestOperations } from './ingest/operations.ts';
import { createStreamIngest } from './ingest/stream.ts';
import { createTake, type FeedPorts } from './ingest/store-events.ts';
import { createRelatedRecords } from './trace-records/related-records.ts';
import { createDeadLetterOperations } from './dead-letters/operations.ts';
import { createDeadLetterStore } from './dead-letters/store.ts';
import type { TraceRecord } from './model.ts';
import { createFeedOperations } from './operations.ts';
import { createFeedResolvers, feedPaths } from './resolvers.ts';
import { createTraceRecordStore } from './trace-records/store.ts';
import { createEventTypeOperations } from './event-type-settings/operations.ts';
import { createDisabledTypeStore } from './event-type-settings/store.ts';

export type { DeadLetterPage } from './dead-letters/operations.ts';
export type {
  ContactRecord,
  DeadLetterRecord,
  FeedEventRecord,
  TraceRecord,
  WorkCodeRecord,
} from './model.ts';
export type { ErasureReport } from './erasure/erase.ts';
export type { FeedEventPage, TraceRecordPage } from './operations.ts';
export type { EventTypeSettings } from './event-type-settings/operations.ts';

export function createFeeds(storage: Storage, clock: Clock, ports: FeedPorts) {
  const stores = {
    records: createTraceRecordStore(storage),
    events: createEventStore(storage),
    contacts: createContactStore(storage),
  };
  const letterStore = createDeadLetterStore(storage);
  const companies = createCompanyOperations(createCompanyStore(storage));
  const tombstones = createTombstoneStore(storage);
  const { transcripts } = ports;
  const erase = createErase({ stores, letters: letterStore, tombstones, transcripts, clock });
  const erased = createErasedChecks({ tombstones, letters: letterStore, erase, clock });
  const admit = createAdmit({ take: createTake(stores, ports), ofAgents: companies.ofAgents, erased });
  const switches = createEventTypeOperations(createDisabledTypeStore(storage));
  const { isOff } = switches;
  const ingest = createIngestOperations({
    admit,
    isOff,
    events: stores.events,
    letters: letterStore,
    erased,
    clock,
  });
  const letters = createDeadLetterOperations({ admit, isOff, letters: letterStore, clock });
  const operations = createFeedOperations({ ...stores, joins: createRelatedRecords(stores) });
  const erasure = createErasureOperations({
    events: stores.events,
    erase,
  });
  const traceRecord: Entity<'InteractionTraceRecord', TraceRecord> = {
    type: 'InteractionTraceRecord',
    key: 'recordId',
    load: (caller, ids, fields) => operations.readTraceRecords(caller, ids, fields),
    deletable: true,
  };
  const subgraph: Subgraph = {
    name: 'feeds',
    typeDefs: readSdl('feeds'),
    resolvers: createFeedResolvers({ operations, ingest, letters, switches, companies, erasure }),
    entities: [traceRecord],
    paths: feedPaths,
  };
  const symbee = createFeedImporter('symbee', 'SYMBEE', ingest);
  return {
    subgraph,
    operations,
    ingest,
    /** For events that come as a stream of bytes: as they are, or as Amazon Data Firehose delivers them. */
    door: { ingest: createStreamIngest(symbee), ingestDelivery: createDeliveryIngest(symbee) },
    importers: [
      symbee,
      createFeedImporter('connect-contact', 'CONNECT_CONTACT', ingest),
      createFeedImporter('connect-agent', 'CONNECT_AGENT', ingest),
    ],
  };
}
