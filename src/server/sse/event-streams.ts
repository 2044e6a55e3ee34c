import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import type { Caller } from '../../auth/index.ts';
import { DomainError, unauthenticated } from '../../kernel/errors.ts';
import type { Connections } from '../connections.ts';
import { EventStream } from './event-stream.ts';
import type { GraphServer, Operation, Outcome } from '../graph-server.ts';
import type { LiveMetrics } from '../ops/metrics.ts';
import { BodyError } from '../http/request-body.ts';
import { respondWithError } from '../http/respond.ts';

export interface EventStreamOptions {
  readonly graph: GraphServer;
  readonly connections: Connections;
  readonly metrics: LiveMetrics;
  readonly keepAliveMs: number;
}

/** One operation, answered as server-sent events, for clients that cannot open a WebSocket. */
export interface EventStreams {
  /** Whether the request asks for one. */
  wanted(request: IncomingMessage): boolean;
  /** @throws DomainError or BodyError if it is refused as a whole */
  answer(
    request: IncomingMessage,
    response: ServerResponse,
    body: unknown,
    sender: { readonly principal: Caller | undefined; readonly spend: () => void },
  ): Promise<void>;
  /** Ends all streams without completing them, so that their clients go on elsewhere. */
  close(): void;
}

/**
 * graphql-sse's protocol, in its mode of distinct connections. Its own handler is not used: it queues without bound for a client that
 * does not read, has no `id:` to go on from, and serialises each event for each client. The tests speak with its client.
 */
export function createEventStreams({
  graph,
  connections,
  metrics,
  keepAliveMs,
}: EventStreamOptions): EventStreams {
  const open = new Set<EventStream>();

  function begin(response: ServerResponse, principal: Caller, outcome: Outcome, release: () => void): void {
    const { formatError } = graph;
    const stream = new EventStream(response, {
      keepAliveMs,
      formatError,
      metrics,
      expiresAt: principal.expiresAt,
    });
    open.add(stream);
    response.once('close', () => {
      open.delete(stream);
      release();
      stream.closed();
    });
    stream.begin(outcome);
  }

  return {
    wanted: ({ headers: { accept = '' } }) =>
      accept.includes('text/event-stream') && !/json|\*\/\*/.test(accept),

    async answer(request, response, body, { principal, spend }) {
      if (request.method !== 'POST') {
        respondWithError(response, 405, 'METHOD_NOT_ALLOWED', 'A stream of events takes POST.', {
          allow: 'POST',
        });
        return;
      }
      if (principal === undefined) throw unauthenticated();
      const operation = operationIn(body);
      const release = claim(connections, principal);
      try {
        const outcome = await graph.run(operation, {
          principal,
          spend,
          follow: { caller: () => principal, admit: () => undefined },
        });
        throwIfTooFast(outcome);
        if (response.destroyed) release();
        else begin(response, principal, outcome, release);
      } catch (error) {
        release();
        throw error;
      }
    },

    close() {
      for (const stream of open) stream.leave();
    },
  };
}

const shape = z.object({
  query: z.string(),
  operationName: z.string().nullish(),
  variables: z.record(z.string(), z.unknown()).nullish(),
});

function operationIn(body: unknown): Operation {
  const { data } = shape.safeParse(body);
  if (data === undefined)
    throw new BodyError(400, 'BAD_REQUEST', 'The body is no operation: {"query": …, "variables": …}.');
  return data;
}

/** A stream counts among the connections as a WebSocket does. @returns what to call when it closes, which may be twice */
function claim(connections: Connections, principal: Caller): () => void {
  const opened = connections.open();
  const claimed = opened && connections.claim(principal);
  if (opened === undefined || claimed === undefined) {
    opened?.();
    throw new DomainError('RATE_LIMITED', 'There are as many connections as there may be.', {
      retryAfter: 1000,
    });
  }
  return () => {
    opened();
    claimed();
  };
}

/** A request that is refused as a whole is told by its status. */
function throwIfTooFast({ data, errors }: Outcome): void {
  const { code, retryAfter } = errors?.[0]?.extensions ?? {};
  if (data === undefined && code === 'RATE_LIMITED' && typeof retryAfter === 'number')
    throw new DomainError('RATE_LIMITED', errors?.[0]?.message ?? '', { retryAfter });
}
