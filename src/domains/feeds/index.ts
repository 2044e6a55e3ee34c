import type { Storage } from '../../storage/index.ts';
import { readSdl } from '../sdl.ts';
import type { Entity, Subgraph } from '../subgraph.ts';
import type { TraceRecord } from './model.ts';
import { createFeedOperations } from './operations.ts';
import { createFeedResolvers } from './resolvers.ts';
import { createFeedStore } from './store.ts';

export type { TraceRecord, WorkCodeRecord } from './model.ts';

export function createFeeds(storage: Storage) {
  const operations = createFeedOperations(createFeedStore(storage));
  const traceRecord: Entity<'InteractionTraceRecord', TraceRecord> = {
    type: 'InteractionTraceRecord',
    key: 'recordId',
    load: operations.readTraceRecords,
    deletable: true,
  };
  const subgraph: Subgraph = {
    name: 'feeds',
    typeDefs: readSdl('feeds'),
    resolvers: createFeedResolvers(operations),
    entities: [traceRecord],
    paths: {
      'InteractionTraceRecord.agent': ['agentUsername'],
      'InteractionTraceRecord.interaction': ['interactionId'],
    },
  };
  return { subgraph, operations };
}
