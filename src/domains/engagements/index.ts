import type { Clock } from '../../kernel/clock.ts';
import type { Storage } from '../../storage/index.ts';
import { readSdl, type Entity, type Subgraph } from '../shared/subgraph.ts';
import { createDownloads } from './export/downloads.ts';
import type { ExportGraph } from './export/formats.ts';
import { createSearchExporter } from './export/search-export.ts';
import { createLivePersonImporter } from './importer.ts';
import { createEngagementOperations, type SearchSettings } from './operations.ts';
import { createEngagementResolvers, rawPaths } from './resolvers.ts';
import { highlightPaths } from './search/highlights.ts';
import { createEngagementStore, type StoredEngagement } from './store.ts';
import { isIPv6 } from 'node:net';

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

/** Returns the network of an address: IPv4 without the last octet, the first 48 bits of IPv6. Returns '' for any other text. */
export function maskIpAddress(address: string): string {
  if (isIPv6(address)) {
    const [head = ''] = address.split('::');
    const groups = head.split(':').filter(Boolean).slice(0, 3);
    return `${groups.join(':')}::`;
  }
  return /^(\d{1,3}\.\d{1,3}\.\d{1,3})\.\d{1,3}$/.exec(address)?.[1]?.concat('.0') ?? '';
}
