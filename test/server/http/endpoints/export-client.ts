import { once } from 'node:events';
import { request as httpRequest, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import type { GraphqlError } from '../../../support/server.ts';

export interface ExportRequest {
  /** The JSON body of a POST request. Without it, the request is a GET. */
  readonly body?: unknown;
  /** The parameters of the query string. */
  readonly link?: Readonly<Record<string, string>>;
  readonly token?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
  readonly method?: string;
}

export interface ExportResponse {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly cursor: string | undefined;
  /** The error of a response with a status other than 200. */
  readonly error: GraphqlError | undefined;
}

/** Requests an export. Resolves when the head of the response has arrived. */
export async function startExport(
  origin: string,
  { body, link = {}, token, headers = {}, method = body === undefined ? 'GET' : 'POST' }: ExportRequest,
): Promise<IncomingMessage> {
  const query = new URLSearchParams(link).toString();
  const outgoing = httpRequest(`${origin}/export/engagements${query === '' ? '' : `?${query}`}`, {
    method,
    agent: false,
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
  });
  outgoing.end(body === undefined ? undefined : JSON.stringify(body));
  const [response] = (await once(outgoing, 'response')) as [IncomingMessage];
  return response;
}

/** Requests an export and reads the whole response. */
export async function downloadExport(origin: string, request: ExportRequest): Promise<ExportResponse> {
  const response = await startExport(origin, request);
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
