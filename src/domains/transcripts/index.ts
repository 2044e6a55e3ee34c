import type { Clock } from '../../kernel/clock.ts';
import type { Storage } from '../../storage/index.ts';
import type { TranscriptFeedPort } from '../shared/feed-ports.ts';
import { readSdl, type Entity, type Subgraph } from '../shared/subgraph.ts';
import { createHybrisImporter } from './importer.ts';
import type { TranscriptRecord } from './model.ts';
import { redactChat } from './redact.ts';
import { createTranscriptOperations } from './operations.ts';
import { createTranscriptResolvers } from './resolvers.ts';
import { createTranscriptStore } from './store.ts';

export type * from './records.ts';

/**
 * Creates the transcripts domain.
 * @param settings `redactsChats`: removes user ids and one-time codes from transcripts of feeds; default true
 */
export function createTranscripts(
  storage: Storage,
  clock: Clock,
  { redactsChats = true }: { readonly redactsChats?: boolean } = {},
) {
  const operations = createTranscriptOperations(createTranscriptStore(storage), clock);
  const chatTranscript: Entity<'ChatTranscript', TranscriptRecord> = {
    type: 'ChatTranscript',
    key: 'transcriptId',
    load: operations.readTranscripts,
    deletable: true,
  };
  const subgraph: Subgraph = {
    name: 'transcripts',
    typeDefs: readSdl('transcripts'),
    resolvers: createTranscriptResolvers(operations),
    entities: [chatTranscript],
    paths: {
      'ChatTranscript.engagement': ['engagementId'],
      'ChatTranscript.interaction': ['interactionId'],
      'Chatter.agent': ['chatterId', 'role', 'isName'],
    },
  };
  const feed: TranscriptFeedPort = {
    ingestTranscripts: (tenant, transcripts) =>
      operations.recordFeedTranscripts(
        tenant,
        redactsChats ? transcripts.map((one) => ({ ...redactChat(one), arrival: one.arrival })) : transcripts,
      ),
    eraseTranscripts: operations.eraseFeedTranscripts,
  };
  return { subgraph, operations, feed, importer: createHybrisImporter(operations) };
}
