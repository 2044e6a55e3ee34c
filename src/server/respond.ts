import type { ServerResponse } from 'node:http';
import type { DomainError } from '../kernel/errors.ts';

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

/** Every body that is not GraphQL's own has GraphQL's shape for errors, so that a client reads one. */
export function respondWithError(
  response: ServerResponse,
  status: number,
  code: string,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  const body = JSON.stringify({ errors: [{ message, extensions: { code } }] });
  respondWithText(response, status, body, { ...json, ...headers });
}

export function respondWithRefusal(response: ServerResponse, error: DomainError): void {
  const status = error.code === 'UNAUTHENTICATED' ? 401 : error.code === 'UNAVAILABLE' ? 503 : 400;
  respondWithError(
    response,
    status,
    error.code,
    error.message,
    // The same for every bad token: what is wrong with it helps nobody but a forger.
    status === 401 ? { 'www-authenticate': 'Bearer error="invalid_token"' } : {},
  );
}
