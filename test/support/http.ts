import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import type { GraphqlError } from './server.ts';

export interface RawResponse {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** Sends one request with exactly these headers. `fetch` would add some headers and refuse others. */
export function sendRaw(
  url: string,
  {
    method = 'POST',
    headers = {},
    body,
  }: { method?: string; headers?: Record<string, string | string[]>; body?: string | Buffer } = {},
): Promise<RawResponse> {
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

export interface GraphqlResponse extends RawResponse {
  readonly body: {
    readonly data?: Record<string, unknown> | null;
    readonly errors?: readonly GraphqlError[];
  };
}

/** Sends a JSON body by POST. The response must be JSON. */
export async function sendJson(
  url: string,
  body: unknown,
  headers: Record<string, string | string[]> = {},
): Promise<GraphqlResponse> {
  const response = await sendRaw(url, {
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  return { ...response, body: JSON.parse(response.text) as GraphqlResponse['body'] };
}
