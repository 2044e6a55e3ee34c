import { parseJson } from '../kernel/json.ts';
import http from 'node:http';
import https from 'node:https';

export interface HttpClientOptions {
  readonly url: string;
  /** Limit of the time from the start of the request to the end of the response. */
  readonly timeoutMs: number;
}

export class HttpTimeoutError extends Error {
  override readonly name = 'TooLate';

  constructor(timeoutMs: number) {
    super(`no answer within ${timeoutMs} ms`);
  }
}

/** Limit of the memory for one response. */
const maxResponseBytes = 16 * 1024 * 1024;
/** Connections to one subgraph. A subgraph that hangs does not use the connections of others. */
const maxSockets = 256;

/**
 * Creates a function that posts JSON to one URL and returns the parsed JSON response. Connections are kept alive. Redirects are not
 * followed, because only the configured URL may get the request and its token. Rejects with HttpTimeoutError, or with the error of the
 * connection.
 */
export function createHttpClient({ url, timeoutMs }: HttpClientOptions) {
  const target = new URL(url);
  const { Agent, request } = target.protocol === 'https:' ? https : http;
  const agent = new Agent({ keepAlive: true, maxSockets });

  return (body: string, headers: Readonly<Record<string, string>>): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const outgoing = request(target, {
        method: 'POST',
        agent,
        headers: {
          ...headers,
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          accept: 'application/graphql-response+json, application/json',
        },
      });
      const timer = setTimeout(() => outgoing.destroy(new HttpTimeoutError(timeoutMs)), timeoutMs);
      outgoing.on('error', failed);
      outgoing.on('response', (response) => {
        const chunks: Buffer[] = [];
        let bytes = 0;
        response.on('data', (chunk: Buffer) => {
          bytes += chunk.length;
          if (bytes > maxResponseBytes)
            outgoing.destroy(new Error(`an answer of more than ${maxResponseBytes} bytes`));
          else chunks.push(chunk);
        });
        response.on('error', failed);
        response.on('end', () => {
          clearTimeout(timer);
          try {
            resolve(parseJson(Buffer.concat(chunks).toString()));
          } catch {
            reject(new Error(`no JSON, with the status ${response.statusCode ?? ''}`));
          }
        });
      });
      outgoing.end(body);

      function failed(error: Error): void {
        clearTimeout(timer);
        // The error of the request is the cause of the response's error.
        reject(outgoing.errored ?? error);
      }
    });
}
