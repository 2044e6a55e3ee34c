import http from 'node:http';
import https from 'node:https';

export interface HttpClientOptions {
  readonly url: string;
  /** From the first byte sent to the last received. */
  readonly timeoutMs: number;
}

/** It took too long. */
export class HttpTimeoutError extends Error {
  override readonly name = 'TooLate';

  constructor(timeoutMs: number) {
    super(`no answer within ${timeoutMs} ms`);
  }
}

/** More would be held in memory for each request under way. */
const maxAnswerBytes = 16 * 1024 * 1024;
/** To one subgraph. While it hangs, the others' connections are not spent on it. */
const maxSockets = 256;

/**
 * Posts JSON and reads JSON, over connections that are kept. Redirects are not followed: who is asked, and gets a token, is configured.
 * @returns rejects with what went wrong on the way, TooLate among it
 */
export function createHttpClient({ url, timeoutMs }: HttpClientOptions) {
  const target = new URL(url);
  const { Agent, request } = target.protocol === 'https:' ? https : http;
  const agent = new Agent({ keepAlive: true, maxSockets });

  return (body: string, headers: Readonly<Record<string, string>>): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const asked = request(target, {
        method: 'POST',
        agent,
        headers: {
          ...headers,
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          accept: 'application/graphql-response+json, application/json',
        },
      });
      const timer = setTimeout(() => asked.destroy(new HttpTimeoutError(timeoutMs)), timeoutMs);
      asked.on('error', failed);
      asked.on('response', (response) => {
        const chunks: Buffer[] = [];
        let bytes = 0;
        response.on('data', (chunk: Buffer) => {
          bytes += chunk.length;
          if (bytes > maxAnswerBytes)
            asked.destroy(new Error(`an answer of more than ${maxAnswerBytes} bytes`));
          else chunks.push(chunk);
        });
        response.on('error', failed);
        response.on('end', () => {
          clearTimeout(timer);
          try {
            resolve(JSON.parse(Buffer.concat(chunks).toString()));
          } catch {
            reject(new Error(`no JSON, with the status ${response.statusCode ?? ''}`));
          }
        });
      });
      asked.end(body);

      function failed(error: Error): void {
        clearTimeout(timer);
        // What ended the request says more than that the response broke off for it.
        reject(asked.errored ?? error);
      }
    });
}
