import type { ServerResponse } from 'node:http';
import type { DomainError } from '../kernel/errors.ts';

/** Every body that is not GraphQL's own has GraphQL's shape for errors, so that a client reads one. */
export function respondWithError(
  response: ServerResponse,
  status: number,
  code: string,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  const body = JSON.stringify({ errors: [{ message, extensions: { code } }] });
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers }).end(body);
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
