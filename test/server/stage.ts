import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { openApp } from '../../src/app.ts';
import { startServer } from '../../src/http-app.ts';
import { collectingLogger, testConfiguration, type GraphqlError } from '../support/server.ts';

export interface Stage {
  /** The URL without a path. */
  readonly origin: string;
  readonly app: Awaited<ReturnType<typeof openApp>>;
  readonly log: ReturnType<typeof collectingLogger>;
  stop(): Promise<void>;
}

export interface StageOptions {
  readonly token?: string;
  readonly tabs?: readonly { readonly query: string }[];
}

/** Starts a complete server as `serve` does: it does not wait for its database. */
export async function openStage(
  settings: Record<string, string>,
  { token, tabs = [] }: StageOptions = {},
): Promise<Stage> {
  const configuration = testConfiguration(settings);
  const log = collectingLogger();
  const app = await openApp(configuration, {
    log,
    onProgress: () => undefined,
    signal: new AbortController().signal,
  });
  const server = await startServer(app, { configuration, log, graphiql: { token, tabs } }).catch(
    async (error: unknown) => {
      await app.close();
      throw error;
    },
  );
  return {
    origin: server.url,
    app,
    log,
    async stop() {
      await server.stop();
      await app.close();
    },
  };
}

export interface RawAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** Sends one request with exactly these headers. `fetch` would add some and refuse others. */
export function sendRaw(
  url: string,
  {
    method = 'POST',
    headers = {},
    body,
  }: { method?: string; headers?: Record<string, string | string[]>; body?: string | Buffer } = {},
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(url, { method, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text: Buffer.concat(chunks).toString('utf8'),
        });
      });
    });
    request.on('error', reject);
    request.end(body);
  });
}

export interface Answer extends RawAnswer {
  readonly body: {
    readonly data?: Record<string, unknown> | null;
    readonly errors?: readonly GraphqlError[];
  };
}

/** Sends a JSON request. The response must be JSON. */
export async function sendJson(
  url: string,
  body: unknown,
  headers: Record<string, string | string[]> = {},
): Promise<Answer> {
  const answer = await sendRaw(url, {
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  return { ...answer, body: JSON.parse(answer.text) as Answer['body'] };
}
