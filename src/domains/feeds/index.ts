import type { Importer } from '../../intake/index.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Storage } from '../../storage/index.ts';
import { readSdl, type Entity, type Subgraph } from '../shared/subgraph.ts';
import { createCompanyOperations } from './companies/operations.ts';
import { createDeadLetterOperations } from './dead-letters/operations.ts';
import { createDependencies, type FeedPorts } from './dependencies.ts';
import { createErasureOperations } from './erasure/operations.ts';
import { createEventTypeOperations } from './event-type-settings/operations.ts';
import { createFeedImporter } from './importer.ts';
import { createIngestOperations } from './ingest/operations.ts';
import { createDeliveryIngest, createStreamIngest } from './ingest/stream.ts';
import type { DeadLetterRecord, FeedEventRecord, TraceRecord } from './model.ts';
import { createFeedOperations } from './operations.ts';
import { createFeedResolvers, feedPaths } from './resolvers.ts';

export type * from './records.ts';

export function createFeeds(storage: Storage, clock: Clock, ports: FeedPorts) {
  const deps = createDependencies(storage, clock, ports);
  const operations = createFeedOperations(deps);
  const ingest = createIngestOperations(deps);
  const traceRecord: Entity<'InteractionTraceRecord', TraceRecord> = {
    type: 'InteractionTraceRecord',
    key: 'recordId',
    load: operations.readTraceRecords,
    deletable: true,
  };
  const deadLetters = createDeadLetterOperations(deps);
  // Neither is ever deleted. They are loaded for every reference all the same, since customers must not see them.
  const feedEvent: Entity<'FeedEvent', FeedEventRecord> = {
    type: 'FeedEvent',
    key: 'eventId',
    load: operations.readEvents,
    deletable: true,
  };
  const deadLetter: Entity<'DeadLetter', DeadLetterRecord> = {
    type: 'DeadLetter',
    key: 'letterId',
    load: deadLetters.readDeadLetters,
    deletable: true,
  };
  const subgraph: Subgraph = {
    name: 'feeds',
    typeDefs: readSdl('feeds'),
    resolvers: createFeedResolvers({
      operations,
      ingest,
      deadLetters,
      eventTypes: createEventTypeOperations(deps),
      companies: createCompanyOperations(deps),
      erasure: createErasureOperations(deps),
    }),
    entities: [traceRecord, feedEvent, deadLetter],
    paths: feedPaths,
  };
  const [symbee, contacts, agents, connect, any] = (
    ['symbee', 'connect-contact', 'connect-agent', 'connect', 'any'] as const
  ).map((door) => createFeedImporter(door, ingest)) as [Importer, Importer, Importer, Importer, Importer];
  return {
    subgraph,
    operations,
    ingest,
    /** Ingestion of byte streams: events in a body, or a delivery of Amazon Data Firehose. */
    streams: {
      ingest: createStreamIngest(symbee),
      ingestConnect: createStreamIngest(connect),
      ingestDelivery: createDeliveryIngest(any),
      ingestConnectDelivery: createDeliveryIngest(connect),
      issues: () => deps.issues.count,
    },
    importers: [symbee, connect, contacts, agents],
  };
}
