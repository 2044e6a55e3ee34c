import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { DomainError, type DomainErrorCode } from '../../kernel/errors.ts';
import type { Logger } from '../../kernel/logger.ts';
import { HttpError, respondWithError, retryAfterHeader, type ErrorForm } from './respond.ts';

export interface ErrorEdgeOptions {
  readonly log: Logger;
  /** The path of the route, for the log. */
  readonly path: string;
  /** The largest body that the endpoint reads, in bytes. */
  readonly maxBodyBytes: number;
  readonly form: ErrorForm | undefined;
}

/**
 * Turns an error of any endpoint into its response. A DomainError or HttpError keeps its code and message; every other error is logged,
 * and its response has only the id of the log line. If the response has begun, its connection is destroyed, so that the client sees an
 * incomplete response.
 */
export function respondToError(
  error: unknown,
  request: IncomingMessage,
  response: ServerResponse,
  { log, path, maxBodyBytes, form }: ErrorEdgeOptions,
): void {
  if (isDisconnect(error)) return;
  if (error instanceof DomainError && error.code === 'UNAVAILABLE')
    log.warn({ err: error.cause }, error.message);
  const known = toHttpError(error) ?? logFailure(error, path, log);
  if (response.headersSent) {
    response.destroy();
    return;
  }
  // A short rest of the body is read. Closing the connection at once could lose the response.
  if (!request.complete && !endsSoon(request, maxBodyBytes)) response.setHeader('connection', 'close');
  respondWithError(response, known, form);
}

const disconnectCodes: readonly unknown[] = ['ERR_STREAM_PREMATURE_CLOSE', 'ECONNRESET', 'EPIPE'];

/** Reports whether the error means that the client disconnected before the end of the response. */
const isDisconnect = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && disconnectCodes.includes(error.code);

const endsSoon = ({ headers }: IncomingMessage, maxBodyBytes: number): boolean =>
  Number(headers['content-length'] ?? Number.POSITIVE_INFINITY) <= 4 * maxBodyBytes;

/** Returns the HTTP form of an error that is meant for clients; undefined for any other error. */
export function toHttpError(error: unknown): HttpError | undefined {
  if (error instanceof HttpError) return error;
  if (!(error instanceof DomainError)) return undefined;
  const { code, message, details } = error;
  const status = statuses[code] ?? 400;
  const headers = {
    // Constant for every invalid token: details would only help somebody who forges tokens.
    ...(status === 401 ? { 'www-authenticate': 'Bearer error="invalid_token"' } : {}),
    ...(details.retryAfter === undefined ? {} : retryAfterHeader(details.retryAfter)),
  };
  return new HttpError(status, code, message, headers, details);
}

const statuses: Partial<Record<DomainErrorCode, number>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  LINK_EXPIRED: 403,
  NOT_FOUND: 404,
  INVALID_STATE: 409,
  PAYLOAD_TOO_LARGE: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
  BUSY: 503,
  RATE_LIMITED: 429,
  UNAVAILABLE: 503,
};

function logFailure(error: unknown, path: string, log: Logger): HttpError {
  const errorId = randomUUID();
  log.error({ errorId, err: error, path }, 'request failed');
  return new HttpError(
    500,
    'INTERNAL_SERVER_ERROR',
    `Something went wrong on our side. The log has it as ${errorId}.`,
  );
}
