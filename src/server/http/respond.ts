import { STATUS_CODES, type ServerResponse, type IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';

/** Most responses hold data of the caller whose token the request has, and no cache may keep them. */
export const notCached = { 'cache-control': 'private, no-store' };

/** Neither may a proxy compress a stream, because it would delay the events. */
export const notCachedStream = { 'cache-control': 'private, no-store, no-transform' };

/** Responses with a known length leave in one system call: Node.js sends the head and the body together. */
export function respondWithContent(
  response: ServerResponse,
  status: number,
  content: string | Buffer,
  headers: Readonly<Record<string, string>>,
): void {
  response
    .writeHead(status, { ...notCached, ...headers, 'content-length': Buffer.byteLength(content) })
    .end(content);
}

export const jsonHeaders = { 'content-type': 'application/json; charset=utf-8' };

export function respondWithJson(
  response: ServerResponse,
  status: number,
  body: object,
  headers: Readonly<Record<string, string>> = {},
): void {
  respondWithContent(response, status, JSON.stringify(body), { ...jsonHeaders, ...headers });
}

/** The shape of an endpoint's error responses. */
export interface ErrorForm {
  readonly headers: Readonly<Record<string, string>>;
  readonly bodyOf: (message: string, extensions: object) => object;
}

/** The default: GraphQL's shape for errors, so that clients parse one shape at all endpoints. */
export const graphqlErrorForm: ErrorForm = {
  headers: jsonHeaders,
  bodyOf: (message, extensions) => ({ errors: [{ message, extensions }] }),
};

export function respondWithError(
  response: ServerResponse,
  { status, code, message, details, headers }: HttpError,
  form = graphqlErrorForm,
): void {
  respondWithContent(response, status, JSON.stringify(form.bodyOf(message, { code, ...details })), {
    ...form.headers,
    ...headers,
  });
}

/** Writes an error response to a socket that has no `ServerResponse`, and closes the connection. */
export function respondOnSocket(
  socket: Socket,
  { status, code, message, headers, details }: HttpError,
): void {
  const body = JSON.stringify(graphqlErrorForm.bodyOf(message, { code, ...details }));
  const all = {
    ...notCached,
    ...graphqlErrorForm.headers,
    ...headers,
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
  };
  // The client may have disconnected.
  socket.on('error', () => undefined);
  socket.write(
    [
      `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
      ...Object.entries(all).map(([name, value]) => `${name}: ${value}`),
      '',
      body,
    ].join('\r\n'),
  );
  // Closes both directions: a client that never closes its own would keep the connection.
  socket.destroySoon();
}

/** An error with the HTTP response that it gets. */
export class HttpError extends Error {
  override readonly name = 'HttpError';
  readonly status: number;
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly details: object;

  constructor(
    status: number,
    code: string,
    message: string,
    headers: Readonly<Record<string, string>> = {},
    details: object = {},
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = headers;
    this.details = details;
  }
}

export const notFound = (message: string): HttpError => new HttpError(404, 'NOT_FOUND', message);
export const badRequest = (message: string): HttpError => new HttpError(400, 'BAD_REQUEST', message);
export const unsupportedMediaType = (message: string): HttpError =>
  new HttpError(415, 'UNSUPPORTED_MEDIA_TYPE', message);
export const methodNotAllowed = (allow: string): HttpError =>
  new HttpError(405, 'METHOD_NOT_ALLOWED', `This address accepts ${allow}.`, { allow });

/** @param ms as in errors; the header counts in seconds */
export const retryAfterHeader = (ms: number): Readonly<Record<string, string>> => ({
  'retry-after': String(Math.ceil(ms / 1000)),
});

/** Handles the requests of one route. The server responds to the errors that it throws. */
export interface Endpoint {
  readonly methods: readonly string[];
  /** The largest body that the endpoint reads, in bytes. */
  readonly maxBodyBytes: number;
  /** Set if the endpoint itself sends `100 Continue`, once it has checked the headers. Otherwise the server sends it. */
  readonly sendsContinue?: true;
  /** Set if pages of the allowed origins may call the endpoint (CORS). */
  readonly isCrossOrigin?: true;
  /** The default is GraphQL's shape. */
  readonly errorForm?: (request: IncomingMessage) => ErrorForm | undefined;
  /** @param params the named parts of the path */
  readonly handle: (
    request: IncomingMessage,
    response: ServerResponse,
    params: Readonly<Record<string, string | undefined>>,
  ) => Promise<void> | void;
}
