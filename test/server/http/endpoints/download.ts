import { once } from 'node:events';
import { request as httpRequest, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import type { GraphqlError } from '../../../support/server.ts';

export interface Asked {
  /** JSON body of a POST request. Without it, the link is requested with GET. */
  readonly body?: unknown;
  readonly link?: Readonly<Record<string, string>>;
  readonly token?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
  readonly method?: string;
}

export interface Downloaded {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly cursor: string | undefined;
  /** Of a refusal. */
  readonly error: GraphqlError | undefined;
}

/** Asks for an export, and has nothing of it yet but the head. */
export async function begin(
  origin: string,
  { body, link = {}, token, headers = {}, method = body === undefined ? 'GET' : 'POST' }: Asked,
): Promise<IncomingMessage> {
  const query = new URLSearchParams(link).toString();
  const request = httpRequest(`${origin}/export/engagements${query === '' ? '' : `?${query}`}`, {
    method,
    agent: false,
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
  });
  request.end(body === undefined ? undefined : JSON.stringify(body));
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  return response;
}

/** Asks for an export, and takes all of it. */
export async function download(origin: string, asked: Asked): Promise<Downloaded> {
  const response = await begin(origin, asked);
  const bytes = await buffer(response);
  const text = String(response.headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes);
  const status = response.statusCode ?? 0;
  return {
    status,
    headers: response.headers,
    text,
    cursor: response.trailers['switchboard-cursor'],
    error: status === 200 ? undefined : (JSON.parse(text) as { errors: GraphqlError[] }).errors[0],
  };
}
