import type { ServerResponse } from 'node:http';
import type { DomainError, ErrorCode } from '../../kernel/errors.ts';

/**
 * Every answer goes out through here. With its length told, Node sends head and body in one call; without, it cuts the body into
 * chunks, and the calls cost more than the rest of a small request.
 */
export function respondWithText(
  response: ServerResponse,
  status: number,
  text: string,
  headers: Readonly<Record<string, string>>,
): void {
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(text) }).end(text);
}

export const json = { 'content-type': 'application/json; charset=utf-8' };

/** What an answer looks like to who asks. */
export interface AnswerForm {
  readonly headers: Readonly<Record<string, string>>;
  readonly errorOf: (message: string, extensions: object) => object;
}

/** Every body that is not GraphQL's own has GraphQL's shape for errors, so that a client reads one. */
export const usualForm: AnswerForm = {
  headers: json,
  errorOf: (message, extensions) => ({ errors: [{ message, extensions }] }),
};

export function respondWithError(
  response: ServerResponse,
  status: number,
  code: string,
  message: string,
  headers: Readonly<Record<string, string>> = {},
  form = usualForm,
): void {
  const body = JSON.stringify(form.errorOf(message, { code }));
  respondWithText(response, status, body, { ...form.headers, ...headers });
}

export function respondWithRefusal(response: ServerResponse, error: DomainError, form = usualForm): void {
  const { code, message, details } = error;
  const status = statuses[code] ?? 400;
  const body = JSON.stringify(form.errorOf(message, { code, ...details }));
  respondWithText(response, status, body, {
    ...form.headers,
    // The same for every bad token: what is wrong with it helps nobody but a forger.
    ...(status === 401 ? { 'www-authenticate': 'Bearer error="invalid_token"' } : {}),
    ...(details.retryAfter === undefined ? {} : retryAfterHeader(details.retryAfter)),
  });
}

const statuses: Partial<Record<ErrorCode, number>> = {
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

/** @param ms as errors have it; HTTP counts seconds */
export const retryAfterHeader = (ms: number): Readonly<Record<string, string>> => ({
  'retry-after': String(Math.ceil(ms / 1000)),
});

export function refuseMethod(response: ServerResponse, allow: string): void {
  respondWithError(response, 405, 'METHOD_NOT_ALLOWED', `This takes ${allow}.`, { allow });
}
