import { readConfiguration } from '../../src/config/index.ts';
import { readSdl } from '../../src/domains/shared/sdl.ts';
import { startServer } from '../../src/http-app.ts';
import {
  clientOf,
  collectingLogger,
  startTestServer,
  testSecret,
  type TestClient,
  type TestServer,
} from './server.ts';

/**
 * The forms in which the graph is served. Stories run in the first two; `GRAPH_FORMS=gateway,behind-hive npm run jest -- test/domains`
 * tells them all in the others.
 */
export const forms = ['compiled', 'interpreted', 'gateway', 'mixed', 'behind-hive'] as const;
export type Form = (typeof forms)[number];

/** How the domains are spread over processes: some alone, some together. */
const spread = ['transcripts,engagements', 'agents,feeds', 'flows', 'interactions,customers,nodes'] as const;

/** A server of that form, over the database of the test file. */
export async function startInForm(
  testFile: string,
  form: Form,
  settings: Record<string, string> = {},
): Promise<TestServer> {
  if (form === 'compiled' || form === 'interpreted')
    return startTestServer(testFile, { GRAPH_ENGINE: form, ...settings });
  const subgraphs = await startSubgraphs(testFile, settings, form === 'mixed' ? spread.slice(0, 2) : spread);
  try {
    const front = await startFront(form, subgraphs, testFile, settings);
    return {
      ...nameless(clientOf(front.url)),
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
  /** Where each process is, by the domains that it serves. */
  readonly urls: ReadonlyMap<string, string>;
  readonly app: TestServer['app'];
  /** Events go to whoever serves the feeds: a gateway has no door for them. */
  readonly ingestUrl: string;
  stop(): Promise<void>;
}

/** Behind a gateway errors say whose they are; Hive calls it otherwise. All else they say alike. */
const nameless = (client: TestClient): TestClient => ({
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

/** Servers of some of the domains each, over one database. */
export async function startSubgraphs(
  testFile: string,
  settings: Record<string, string> = {},
  processes: readonly string[] = spread,
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
  const ofFeeds = started[processes.findIndex((domains) => domains.includes('feeds'))];
  if (first === undefined || ofFeeds === undefined) throw new Error('There are no subgraphs.');
  return { urls, app: first.app, ingestUrl: ofFeeds.ingestUrl, stop };
}

export interface Front {
  readonly url: string;
  readonly log: TestServer['log'];
  stop(): Promise<void>;
}

/** What stands before subgraphs. */
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
        ...joining(urls),
        DOMAINS: spread.slice(2).join(','),
      });
    case 'behind-hive': {
      // Most stories are told in other forms, and need not load what this one needs.
      const { startHiveGateway } = await import('./hive-gateway.ts');
      return { ...(await startHiveGateway(await supergraphOf(urls))), log: collectingLogger() };
    }
  }
}

/** As `switchboard compose` has it: a subgraph for each domain, whatever process serves it. */
async function supergraphOf(urls: ReadonlyMap<string, string>): Promise<string> {
  const { composeSupergraph } = await import('../../src/gateway/index.ts');
  return composeSupergraph(
    [...urls].flatMap(([domains, url]) =>
      domains.split(',').map((name) => ({ name, url, sdl: `${readSdl('common')}\n${readSdl(name)}` })),
    ),
  );
}

const joining = (urls: ReadonlyMap<string, string>): Record<string, string> => ({
  SUBGRAPHS: [...urls.values()].map((url, index) => `part-${index}=${url}`).join(','),
  FORWARD_TOKEN_TO: 'all',
});

/** Without domains, and so without a database. */
async function startBareGateway(
  urls: ReadonlyMap<string, string>,
  settings: Record<string, string>,
): Promise<Front> {
  const log = collectingLogger();
  const server = await startServer(
    {
      storage: { answers: () => Promise.resolve(true), prepare: () => Promise.resolve() },
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
          ...joining(urls),
          DOMAINS: 'none',
        },
      ),
      log,
      graphiql: { token: undefined, tabs: [] },
    },
  );
  return { url: `${server.url}/graphql`, log, stop: () => server.stop() };
}
