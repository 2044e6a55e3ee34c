import { openApp, type App } from '../../src/app.ts';
import { issueToken } from '../../src/auth/index.ts';
import { readConfiguration } from '../../src/config/index.ts';
import { startServer } from '../../src/http-app.ts';
import type { Logger } from '../../src/kernel/logger.ts';
import { testDatabase } from './mongo.ts';

export const testSecret = 'a secret for tests, which is long enough';
const claims = { username: 'sub', tenant: 'tenant', scope: 'scope' };

export interface LoggedLine {
  readonly level: string;
  readonly details: Record<string, unknown>;
  readonly message: string;
}

/** Keeps what is logged, so that a test can look. */
export function collectingLogger(): Logger & { readonly lines: LoggedLine[] } {
  const lines: LoggedLine[] = [];
  const keep = (level: string) => (details: object, message: string) => {
    lines.push({ level, details: { ...details }, message });
  };
  return { lines, debug: keep('debug'), info: keep('info'), warn: keep('warn'), error: keep('error') };
}

export interface TestClient {
  /** Sends an operation; the answer as it came. */
  send(
    query: string,
    options?: { variables?: Record<string, unknown>; token?: string | undefined; operationName?: string },
  ): Promise<{ status: number; body: { data?: Record<string, unknown> | null; errors?: GraphqlError[] } }>;
  /** Sends an operation that must succeed; its data. */
  data<Data = Record<string, unknown>>(
    query: string,
    variables: Record<string, unknown>,
    token: string,
  ): Promise<Data>;
}

export interface TestServer extends TestClient {
  readonly url: string;
  /** Where events are sent. */
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

/** A whole server in this process, on a free port, over the run's MongoDB and a database of the test file's own. */
export async function startTestServer(
  testFile: string,
  settings: Record<string, string> = {},
): Promise<TestServer> {
  const { uri, name } = testDatabase(testFile);
  const configuration = readConfiguration(
    {},
    {
      MONGODB_URI: uri,
      MONGODB_DATABASE: name,
      AUTH_SECRET: testSecret,
      PORT: '0',
      LOG_LEVEL: 'silent',
      ...settings,
    },
  );
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

/** Sends operations to a graph. */
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
        throw new Error(`Errors where none were expected: ${JSON.stringify(body.errors)}`);
      return body.data as Data;
    },
  };
}

/** A token as the server takes it; by default an agent's of the tenant `acme`. */
export const tokenFor = (
  scopes: string,
  {
    subject = 'mandy@hybristest.com',
    tenant = 'acme',
    lifetimeSeconds = 3600,
  }: { subject?: string; tenant?: string; lifetimeSeconds?: number } = {},
): Promise<string> =>
  issueToken({ subject, tenant, scopes: scopes.split(' '), lifetimeSeconds }, { secret: testSecret, claims });

export const transcriptScopes =
  'hybris.interactionrecording_view hybris.interactionrecording_manage hybris.interactionrecording_delete';
