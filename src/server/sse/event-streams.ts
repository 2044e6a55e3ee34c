import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { DomainError, unauthenticated } from '../../kernel/errors.ts';
import { holdConnection, type Connections } from '../connections.ts';
import type { GraphServer, Operation, OperationResult, Sender } from '../graph-server.ts';
import { streamFormatFor } from '../http/content-negotiation.ts';
import { badRequest, methodNotAllowed } from '../http/respond.ts';
import type { LiveMetrics } from '../ops/metrics.ts';
import { EventStream } from './event-stream.ts';
import { multipartSubscription, serverSentEvents, type StreamFormat } from './stream-format.ts';

export interface EventStreamsDeps {
  readonly graph: GraphServer;
  readonly connections: Connections;
  readonly metrics: LiveMetrics;
  readonly keepAliveMs: number;
}

/** GraphQL over streamed HTTP responses, for clients that cannot open a WebSocket. One stream carries one operation. */
export interface EventStreams {
  /** Returns the format of the stream in which the operation is answered. Undefined: the response is JSON. */
  formatFor(request: IncomingMessage, body: unknown): StreamFormat | undefined;
  /** Executes the operation and opens its stream. @throws DomainError or HttpError if the request as a whole is refused */
  open(
    format: StreamFormat,
    request: IncomingMessage,
    response: ServerResponse,
    body: unknown,
    sender: Sender,
  ): Promise<void>;
  /** Ends all streams without their ending, so that their clients reconnect. */
  close(): void;
}

/**
 * Implements graphql-sse's protocol in distinct connections mode, and Apollo's multipart protocol. The handler of graphql-sse is not used: its queue for slow clients is
 * unbounded, it sends no `id:` to resume from, and it serializes each event once per client.
 */
export function createEventStreams(deps: EventStreamsDeps): EventStreams {
  const streams = new Set<EventStream>();
  return {
    formatFor(request, body) {
      const mediaType = streamFormatFor(request, () => isSubscription(deps.graph, body));
      return mediaType && formats[mediaType];
    },
    open: (format, request, response, body, sender) =>
      openEventStream(deps, streams, format, request, response, body, sender),
    close() {
      for (const stream of streams) stream.endForReconnect();
    },
  };
}

const formats = {
  'text/event-stream': serverSentEvents,
  'multipart/mixed': multipartSubscription,
} as const;

function isSubscription(graph: GraphServer, body: unknown): boolean {
  const { data } = operationShape.safeParse(body);
  // Most operations need not be parsed for it.
  return data?.query.includes('subscription') === true && graph.operationTypeOf(data) === 'subscription';
}

async function openEventStream(
  { graph, connections, metrics, keepAliveMs }: EventStreamsDeps,
  streams: Set<EventStream>,
  format: StreamFormat,
  request: IncomingMessage,
  response: ServerResponse,
  body: unknown,
  { principal, spend }: Sender,
): Promise<void> {
  if (principal === undefined) throw unauthenticated();
  const operation = resumedBy(request, parseOperation(body));
  if (request.method === 'GET' && graph.operationTypeOf(operation) === 'mutation')
    throw methodNotAllowed('POST');
  const release = holdConnection(connections, principal);
  if (release === undefined)
    throw new DomainError('RATE_LIMITED', 'There are as many connections as there may be.', {
      retryAfter: 1000,
    });
  try {
    const subscriptions = { caller: () => principal, admit: () => undefined };
    const result = await graph.execute(operation, { principal, spend, subscriptions });
    throwIfRateLimited(result);
    if (response.destroyed) {
      release();
      return;
    }
    const { expiresAt } = principal;
    const { formatError } = graph;
    const stream = new EventStream(response, { format, keepAliveMs, formatError, metrics, expiresAt });
    streams.add(stream);
    response.once('close', () => {
      streams.delete(stream);
      release();
      stream.dispose();
    });
    stream.send(result);
  } catch (error) {
    release();
    throw error;
  }
}

const operationShape = z.object({
  query: z.string(),
  operationName: z.string().nullish(),
  variables: z.record(z.string(), z.unknown()).nullish(),
  extensions: z.record(z.string(), z.unknown()).nullish(),
});

function parseOperation(body: unknown): Operation {
  const { data } = operationShape.safeParse(body);
  if (data === undefined) throw badRequest('The request is no operation: {"query": …, "variables": …}.');
  return data;
}

/** `Last-Event-ID` is what an EventSource sends when it reconnects. It has precedence over the operation's own extensions. */
function resumedBy({ headers }: IncomingMessage, operation: Operation): Operation {
  const lastEventId = headers['last-event-id'];
  return typeof lastEventId === 'string' && lastEventId !== ''
    ? { ...operation, extensions: { ...operation.extensions, lastEventId } }
    : operation;
}

/** An operation that exceeds the rate gets the HTTP status 429 instead of a stream with an error. */
function throwIfRateLimited({ data, errors }: OperationResult): void {
  const { code, retryAfter } = errors?.[0]?.extensions ?? {};
  if (data === undefined && code === 'RATE_LIMITED' && typeof retryAfter === 'number')
    throw new DomainError('RATE_LIMITED', errors?.[0]?.message ?? '', { retryAfter });
}
