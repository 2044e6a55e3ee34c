import type { Subgraph } from '../../src/domains/shared/subgraph.ts';
import { noStorage, startServer, type ServedApp, type ServerOptions } from '../../src/http-app.ts';
import { readMetric } from './metric.ts';
import { collectingLogger, testConfiguration } from './server.ts';

export interface LiveServer {
  readonly url: string;
  readonly origin: string;
  readonly log: ReturnType<typeof collectingLogger>;
  metric(name: string): Promise<number>;
  stop(): Promise<void>;
}

/** Starts a server on a free port with these subgraphs only, without a database. */
export async function startLiveServer(
  subgraphs: readonly Subgraph[],
  settings: Record<string, string> = {},
  {
    presence,
    feeds,
    downloads,
    graphiql = { token: undefined, tabs: [] },
  }: Partial<Pick<ServedApp, 'presence' | 'feeds' | 'downloads'> & Pick<ServerOptions, 'graphiql'>> = {},
): Promise<LiveServer> {
  const log = collectingLogger();
  const server = await startServer(
    {
      storage: noStorage,
      mongod: undefined,
      subgraphs,
      ...(presence && { presence }),
      ...(feeds && { feeds }),
      ...(downloads && { downloads }),
    },
    {
      configuration: testConfiguration(settings),
      log,
      graphiql,
    },
  );
  return {
    url: `${server.url}/graphql`,
    origin: server.url,
    log,
    metric: (name) => readMetric(server.url, name),
    stop: () => server.stop(),
  };
}
