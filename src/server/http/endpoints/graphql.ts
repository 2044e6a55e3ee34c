import { HeaderMap } from '@apollo/server';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Authenticator } from '../../../auth/index.ts';
import { DomainError } from '../../../kernel/errors.ts';
import type { Logger } from '../../../kernel/logger.ts';
import type { EventStreams } from '../../sse/event-streams.ts';
import type { GraphServer, Sender } from '../../graph-server.ts';
import { identify } from '../prologue.ts';
import type { Presence } from '../../presence.ts';
import type { RateLimiter } from '../rate-limit.ts';
import { BodyError, readJsonBody } from '../request-body.ts';
import { respondWithError, respondWithRefusal, respondWithText, retryAfterHeader } from '../respond.ts';

export interface GraphqlOptions {
  readonly graph: GraphServer;
  readonly authenticator: Authenticator;
  readonly limiter: RateLimiter;
  readonly presence: Presence;
  readonly log: Logger;
  readonly maxBodyBytes: number;
  /** Answers those who ask for a stream of events. */
  readonly eventStreams: EventStreams;
}

export interface GraphqlEndpoint {
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
}

export function createGraphqlEndpoint(options: GraphqlOptions): GraphqlEndpoint {
  const { graph, authenticator, limiter, presence, log, maxBodyBytes, eventStreams } = options;

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method !== 'POST' && request.method !== 'GET') {
      respondWithError(response, 405, 'METHOD_NOT_ALLOWED', 'The graph takes POST, and GET for queries.', {
        allow: 'GET, POST',
      });
      return;
    }
    try {
      const principal = await identify(request, authenticator, limiter);
      const tab = limiter.open(principal, request.socket.remoteAddress);
      if (principal !== undefined) presence.touch(principal);
      try {
        const body = request.method === 'POST' ? await readJsonBody(request, maxBodyBytes) : undefined;
        const sender = { principal, spend: tab.spend };
        if (eventStreams.wanted(request)) await eventStreams.answer(request, response, body, sender);
        else await answer(request, response, body, sender);
      } finally {
        tab.settle();
      }
    } catch (error) {
      if (error instanceof DomainError) {
        if (error.code === 'UNAVAILABLE') log.warn({ err: error.cause }, error.message);
        respondWithRefusal(response, error);
      } else if (error instanceof BodyError) {
        // What is left of a body that is too large is not read.
        respondWithError(response, error.status, error.code, error.message, { connection: 'close' });
      } else throw error;
    }
  }

  async function answer(
    request: IncomingMessage,
    response: ServerResponse,
    body: unknown,
    sender: Sender,
  ): Promise<void> {
    const answered = await graph.answerHttp(
      { method: request.method ?? '', headers: headersOf(request), search: searchOf(request), body },
      sender,
    );
    if (answered.body.kind !== 'complete')
      throw new Error('An answer in parts, though nothing asks for one.');
    const { string } = answered.body;
    const { status, headers } = statusOf(
      answered.status ?? 200,
      answered.headers.get('content-type'),
      string,
    );
    respondWithText(response, status, string, { ...Object.fromEntries(answered.headers), ...headers });
  }

  return { handle };
}

function headersOf(request: IncomingMessage): HeaderMap {
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers))
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  return headers;
}

const searchOf = ({ url = '' }: IncomingMessage): string => {
  const mark = url.indexOf('?');
  return mark < 0 ? '' : url.slice(mark);
};

/** A request that is well formed, and whose operation is not. */
const operationFailures = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'OPERATION_TOO_COSTLY',
  'OPERATION_TOO_LARGE',
  'BAD_USER_INPUT',
]);

interface Status {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * GraphQL over HTTP: under `application/json` an operation that fails is still 200, since whatever stands between speaks that media
 * type too; under `application/graphql-response+json` it is 400.
 */
function statusOf(status: number, contentType: string | undefined, body: string): Status {
  // Apollo takes an operation that was refused after validation for a fault of the server.
  if (status !== 400 && status !== 500) return { status };
  const { errors } = JSON.parse(body) as {
    errors?: { extensions?: { code?: string; retryAfter?: number } }[];
  };
  const { code = '', retryAfter = 0 } = errors?.[0]?.extensions ?? {};
  if (code === 'RATE_LIMITED') return { status: 429, headers: retryAfterHeader(retryAfter) };
  if (!operationFailures.has(code)) return { status };
  return { status: contentType?.startsWith('application/json') === true ? 200 : 400 };
}
