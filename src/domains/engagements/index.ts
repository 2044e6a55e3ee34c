import type { Clock } from '../../kernel/clock.ts';
import type { Storage } from '../../storage/index.ts';
import { readSdl } from '../shared/sdl.ts';
import type { Entity, Subgraph } from '../shared/subgraph.ts';
import { createDownloads } from './export/downloads.ts';
import type { ExportGraph } from './export/formats.ts';
import { createSearchExporter } from './export/search-export.ts';
import { createLivePersonImporter } from './importer.ts';
import { maskIpAddress } from './mask-ip-address.ts';
import { createEngagementOperations, type SearchSettings } from './operations.ts';
import { createEngagementResolvers, rawPaths } from './resolvers.ts';
import { highlightPaths } from './search/highlights.ts';
import { createEngagementStore, type StoredEngagement } from './store.ts';

export type * from './records.ts';

export { createExportWriter, exportFormats, type ExportFormat } from './export/formats.ts';

export function createEngagements(storage: Storage, clock: Clock, settings: SearchSettings) {
  const operations = createEngagementOperations(createEngagementStore(storage), clock, settings);
  const engagement: Entity<'Engagement', StoredEngagement> = {
    type: 'Engagement',
    key: 'engagementId',
    load: operations.readEngagements,
    deletable: true,
  };
  const subgraph: Subgraph = {
    name: 'engagements',
    typeDefs: readSdl('engagements'),
    resolvers: createEngagementResolvers(operations, {
      ipAddress: settings.maskIpAddresses ? maskIpAddress : (address) => address,
    }),
    entities: [engagement],
    paths: {
      ...rawPaths(),
      'Engagement.customer': ['sdes', 'interactionId', 'info.visitorId'],
      'Engagement.agent': ['agentUsername'],
      'EngagementEdge.highlights': highlightPaths,
      'Engagement.interaction': ['interactionId'],
    },
  };
  const exporter = (graph: ExportGraph) => createSearchExporter(operations, graph, settings);
  return {
    subgraph,
    operations,
    importer: createLivePersonImporter(operations),
    /** Exports of any tenant, for the command line. */
    exporter,
    /** Exports of the caller's tenant. */
    downloads: (graph: ExportGraph) => createDownloads(exporter(graph)),
  };
}
