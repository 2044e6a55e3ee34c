import { readConfiguration } from '../../src/config/index.ts';
import { readSdl } from '../../src/domains/shared/subgraph.ts';
import { noStorage, startServer } from '../../src/http-app.ts';
import {
  clientOf,
  collectingLogger,
  startTestServer,
  testSecret,
  tokenFor,
  type TestClient,
  type TestServer,
} from './server.ts';

/**
 * Forms in which the graph is served. By default, tests run in the first two. Other forms:
 * `GRAPH_FORMS=gateway,behind-hive npm run jest -- test/domains`.
 */
export const forms = ['compiled', 'interpreted', 'gateway', 'mixed', 'behind-hive'] as const;
export type Form = (typeof forms)[number];

/** Domains of each subgraph process. */
const processGroups = [
  'transcripts,engagements',
  'agents,feeds',
  'flows',
  'interactions,customers,nodes',
] as const;

/** Starts a server of a form. It uses the database of the test file. */
export async function startInForm(
  testFile: string,
  form: Form,
  settings: Record<string, string> = {},
): Promise<TestServer> {
  if (form === 'compiled' || form === 'interpreted')
    return startTestServer(testFile, { GRAPH_ENGINE: form, ...settings });
  const subgraphs = await startSubgraphs(
    testFile,
    settings,
    form === 'mixed' ? processGroups.slice(0, 2) : processGroups,
  );
  try {
    const front = await startFront(form, subgraphs, testFile, settings);
    return {
      ...withoutSubgraphNames(clientOf(front.url)),
      url: front.url,
      ingestUrl: subgraphs.ingestUrl,
      app: subgraphs.app,
      log: front.log,
      async stop() {
        await front.stop();
        await subgraphs.stop();
      },
    };
  } catch (error) {
    await subgraphs.stop();
    throw error;
  }
}

export interface Subgraphs {
  /** URLs of the processes by their domains. */
  readonly urls: ReadonlyMap<string, string>;
  readonly app: TestServer['app'];
  /** URL of the process that serves the feeds. A gateway has no ingestion endpoint. */
  readonly ingestUrl: string;
  stop(): Promise<void>;
}

/** Removes the subgraph names that gateways add to errors, so that responses can be compared. */
const withoutSubgraphNames = (client: TestClient): TestClient => ({
  ...client,
  async send(query, options) {
    const { status, body } = await client.send(query, options);
    const errors = body.errors?.map(
      ({ extensions: { subgraph: _, serviceName: __, ...extensions }, ...error }) => ({
        ...error,
        extensions,
      }),
    );
    return { status, body: { ...body, ...(errors && { errors }) } };
  },
});

/** Starts one server for each group of domains. All servers use one database. */
export async function startSubgraphs(
  testFile: string,
  settings: Record<string, string> = {},
  processes: readonly string[] = processGroups,
): Promise<Subgraphs> {
  const started: TestServer[] = [];
  const urls = new Map<string, string>();
  const stop = async () => {
    for (const server of started) await server.stop();
  };
  try {
    for (const domains of processes) {
      const server = await startTestServer(testFile, { ...settings, DOMAINS: domains });
      started.push(server);
      urls.set(domains, server.url);
    }
  } catch (error) {
    await stop();
    throw error;
  }
  const [first] = started;
  const feedsServer = started[processes.findIndex((domains) => domains.includes('feeds'))];
  if (first === undefined || feedsServer === undefined) throw new Error('There are no subgraphs.');
  return { urls, app: first.app, ingestUrl: feedsServer.ingestUrl, stop };
}

export interface Front {
  readonly url: string;
  readonly log: TestServer['log'];
  stop(): Promise<void>;
}

/** Starts the gateway of a form in front of the subgraphs. */
export async function startFront(
  form: 'gateway' | 'mixed' | 'behind-hive',
  { urls }: Pick<Subgraphs, 'urls'>,
  testFile: string,
  settings: Record<string, string> = {},
): Promise<Front> {
  switch (form) {
    case 'gateway':
      return startBareGateway(urls, settings);
    case 'mixed':
      return startTestServer(testFile, {
        ...settings,
        ...(await gatewaySettings(urls)),
        DOMAINS: processGroups.slice(2).join(','),
      });
    case 'behind-hive': {
      // Imported on demand, because most test runs do not need it.
      const { startHiveGateway } = await import('./hive-gateway.ts');
      return { ...(await startHiveGateway(await supergraphOf(urls))), log: collectingLogger() };
    }
  }
}

/** Composes a supergraph like `switchboard compose`, with one subgraph for each domain. */
async function supergraphOf(urls: ReadonlyMap<string, string>): Promise<string> {
  const { composeSupergraph } = await import('../../src/gateway/index.ts');
  return composeSupergraph(
    [...urls].flatMap(([domains, url]) =>
      domains.split(',').map((name) => ({ name, url, sdl: `${readSdl('common')}\n${readSdl(name)}` })),
    ),
  );
}

const gatewaySettings = async (urls: ReadonlyMap<string, string>): Promise<Record<string, string>> => ({
  SUBGRAPHS: [...urls.values()].map((url, index) => `part-${index}=${url}`).join(','),
  FORWARD_TOKEN_TO: 'all',
  SUBGRAPH_TOKEN: await tokenFor('agent.view'),
});

/** Starts a gateway without domains and without a database. */
async function startBareGateway(
  urls: ReadonlyMap<string, string>,
  settings: Record<string, string>,
): Promise<Front> {
  const log = collectingLogger();
  const server = await startServer(
    {
      storage: noStorage,
      mongod: undefined,
      subgraphs: [],
    },
    {
      configuration: readConfiguration(
        {},
        {
          AUTH_SECRET: testSecret,
          PORT: '0',
          LOG_LEVEL: 'silent',
          ...settings,
          ...(await gatewaySettings(urls)),
          DOMAINS: 'none',
        },
      ),
      log,
      graphiql: { token: undefined, tabs: [] },
    },
  );
  return { url: `${server.url}/graphql`, log, stop: () => server.stop() };
}
