import { openApp, type App } from '../../src/app.ts';
import { issueToken } from '../../src/auth/index.ts';
import { readConfiguration, variables, type Configuration } from '../../src/config/index.ts';
import { startServer } from '../../src/http-app.ts';
import type { Logger } from '../../src/kernel/logger.ts';
import { testDatabase } from './mongo.ts';

export const testSecret = 'a secret for tests, which is long enough';
const claims = { username: 'sub', tenant: 'tenant', scope: 'scope' };

/** Returns the configuration of a test's server: a free port, a known secret, no log. @throws Error for an unknown setting */
export function testConfiguration(settings: Readonly<Record<string, string>>): Configuration {
  const unknown = Object.keys(settings).filter((name) => !(name in variables));
  if (unknown.length > 0) throw new Error(`Unknown settings: ${unknown.join(', ')}.`);
  return readConfiguration({}, { AUTH_SECRET: testSecret, PORT: '0', LOG_LEVEL: 'silent', ...settings });
}

export interface LoggedLine {
  readonly level: string;
  readonly details: Record<string, unknown>;
  readonly message: string;
}

/** Returns a logger that collects its lines. */
export function collectingLogger(): Logger & { readonly lines: LoggedLine[] } {
  const lines: LoggedLine[] = [];
  const keep = (level: string) => (details: object, message: string) => {
    lines.push({ level, details: { ...details }, message });
  };
  return { lines, debug: keep('debug'), info: keep('info'), warn: keep('warn'), error: keep('error') };
}

export interface TestClient {
  /** Sends an operation. Resolves with the response. */
  send(
    query: string,
    options?: { variables?: Record<string, unknown>; token?: string | undefined; operationName?: string },
  ): Promise<{ status: number; body: { data?: Record<string, unknown> | null; errors?: GraphqlError[] } }>;
  /** Sends an operation. Resolves with its data. @throws Error if the response has errors */
  data<Data = Record<string, unknown>>(
    query: string,
    variables: Record<string, unknown>,
    token: string,
  ): Promise<Data>;
}

export interface TestServer extends TestClient {
  readonly url: string;
  /** The address of event ingestion. */
  readonly ingestUrl: string;
  readonly app: App;
  readonly log: ReturnType<typeof collectingLogger>;
  stop(): Promise<void>;
}

export interface GraphqlError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions: { readonly code: string; readonly [name: string]: unknown };
}

/** Starts a complete server in this process, on a free port, with the MongoDB of the test run and a database of the test file's own. */
export async function startTestServer(
  testFile: string,
  settings: Record<string, string> = {},
): Promise<TestServer> {
  const { uri, name } = testDatabase(testFile);
  const configuration = testConfiguration({ MONGODB_URI: uri, MONGODB_DATABASE: name, ...settings });
  const log = collectingLogger();
  const app = await openApp(configuration, {
    log,
    onProgress: () => undefined,
    signal: new AbortController().signal,
  });
  const server = await app.storage
    .prepare()
    .then(() => startServer(app, { configuration, log, graphiql: { token: undefined, tabs: [] } }))
    .catch(async (error: unknown) => {
      await app.close();
      throw error;
    });
  const url = `${server.url}/graphql`;
  return {
    ...clientOf(url),
    url,
    ingestUrl: `${server.url}/ingest/symbee`,
    app,
    log,
    async stop() {
      await server.stop();
      await app.close();
    },
  };
}

/** Returns a client of the graph at this URL. */
export function clientOf(url: string): TestClient {
  const send: TestClient['send'] = async (query, { variables, token, operationName } = {}) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify({ query, variables, operationName }),
    });
    return {
      status: response.status,
      body: (await response.json()) as Awaited<ReturnType<TestClient['send']>>['body'],
    };
  };
  return {
    send,
    async data<Data>(query: string, variables: Record<string, unknown>, token: string) {
      const { body } = await send(query, { variables, token });
      if (body.errors !== undefined)
        throw new Error(`The response has errors: ${JSON.stringify(body.errors)}`);
      return body.data as Data;
    },
  };
}

/** The server accepts a token this long after its expiry. */
export const leewaySeconds = 60;

/**
 * Issues a token that the test server accepts. The default is an agent of the tenant `acme`.
 * @param acceptedSeconds how long the server accepts the token; the default is longer than a test
 */
export const tokenFor = (
  scopes: string,
  {
    subject = 'mandy@hybristest.com',
    tenant = 'acme',
    acceptedSeconds = 3600,
  }: { subject?: string; tenant?: string; acceptedSeconds?: number } = {},
): Promise<string> =>
  issueToken(
    { subject, tenant, scopes: scopes.split(' '), lifetimeSeconds: acceptedSeconds - leewaySeconds },
    { secret: testSecret, claims },
  );

export const transcriptScopes =
  'hybris.interactionrecording_view hybris.interactionrecording_manage hybris.interactionrecording_delete';
