import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { busy, forbidden, scopesMissing } from '../../../kernel/errors.ts';
import type { Logger } from '../../../kernel/logger.ts';
import { type Endpoint, jsonHeaders, respondWithJson, type ErrorForm } from '../respond.ts';
import { admitOperation, type Prologue } from '../prologue.ts';
import { streamBody } from '../request-body.ts';

/** Ingests the events of a body. Resolves once all of them are stored. */
type Ingest = (
  tenant: string,
  input: AsyncIterable<Uint8Array>,
  options: { readonly maxBytes: number; readonly signal: AbortSignal },
) => Promise<{ readonly rejectedCount: number }>;

/** The ingestion of a domain's events. */
export interface EventIngest {
  readonly ingest: Ingest;
  /** The same for events of Amazon Connect, with the envelopes of AWS. */
  readonly ingestConnect: Ingest;
  /** The same for the delivery format of Amazon Data Firehose. */
  readonly ingestDelivery: Ingest;
  readonly ingestConnectDelivery: Ingest;
  /** Returns the number of values in new events that could not be read. */
  readonly issues: () => number;
}

export interface IngestEndpointDeps {
  readonly feeds: EventIngest;
  readonly prologue: Prologue;
  readonly log: Logger;
  readonly maxBytes: number;
}

/** One stream holds up to three batches in memory: two are written while one is filled. */
const maxStreams = 8;
const mediaTypes = [
  'application/json',
  'application/x-ndjson',
  'application/ndjson',
  'application/jsonl',
  'application/json-seq',
  'application/gzip',
  'application/octet-stream',
];

/** The differences between the two formats. */
interface Format {
  /** Returns the value in the place of the `authorization` header. */
  readonly authorizationOf: (headers: IncomingHttpHeaders) => string | undefined;
  readonly contentType: Readonly<Record<string, string>>;
  readonly ingest: (input: Parameters<Ingest>, headers: IncomingHttpHeaders) => Promise<object>;
}

/** Event ingestion over HTTP. The body is ingested while it arrives. */
export function createIngestEndpoints(
  deps: IngestEndpointDeps,
): Readonly<Record<'events' | 'connect' | 'firehose', Endpoint>> {
  const { feeds, log, maxBytes } = deps;
  const streams = { open: 0 };
  const endpoint = (format: Format): Endpoint => ({
    methods: ['POST'],
    maxBodyBytes: maxBytes,
    sendsContinue: true,
    handle: (request, response) => handleIngest(deps, streams, format, request, response),
  });
  const events = (ingest: Ingest): Endpoint => ({
    ...endpoint({
      authorizationOf: ({ authorization }) => authorization,
      contentType: jsonHeaders,
      ingest: (input) => ingest(...input),
    }),
    isCrossOrigin: true,
  });
  const deliveries = (ingest: Ingest): Endpoint => ({
    ...endpoint({
      authorizationOf: accessKeyOf,
      contentType: firehoseContentType,
      async ingest(input, headers) {
        const { rejectedCount } = await ingest(...input);
        const receipt = receiptOf(headers);
        // Firehose's response format has no field for rejected events.
        if (rejectedCount > 0) log.warn({ ...receipt, rejectedCount }, 'events of a delivery were rejected');
        return receipt;
      },
    }),
    errorForm: firehoseErrorForm,
  });
  return {
    events: events((...input) => feeds.ingest(...input)),
    connect: eitherOf(
      events((...input) => feeds.ingestConnect(...input)),
      deliveries((...input) => feeds.ingestConnectDelivery(...input)),
    ),
    firehose: deliveries((...input) => feeds.ingestDelivery(...input)),
  };
}

async function handleIngest(
  { prologue, maxBytes }: IngestEndpointDeps,
  streams: { open: number },
  { authorizationOf, contentType, ingest }: Format,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { headers } = request;
  const caller = await admitOperation(prologue, request, authorizationOf(headers));
  // No scope lets a customer report agents' work, as in the graph.
  if (caller.kind === 'customer') throw forbidden('Customers cannot ingest events.');
  if (!caller.scopes.has('feed.ingest')) throw scopesMissing(caller.scopes, [['feed.ingest']]);
  if (streams.open >= maxStreams) throw busy('Too many event streams are being ingested: try again shortly.');
  streams.open += 1;
  const clientLeft = new AbortController();
  response.once('close', () => {
    clientLeft.abort();
  });
  try {
    const body = streamBody(request, response, mediaTypes, maxBytes);
    const { signal } = clientLeft;
    const answer = await ingest([caller.tenant, body, { maxBytes, signal }], headers);
    if (!signal.aborted) respondWithJson(response, 200, answer, contentType);
  } finally {
    streams.open -= 1;
  }
}

/** Creates an endpoint for events, and for deliveries of Firehose, which have headers of their own. */
function eitherOf(events: Endpoint, deliveries: Endpoint): Endpoint {
  const isDelivery = ({ headers }: IncomingMessage) => headers['x-amz-firehose-access-key'] !== undefined;
  return {
    ...events,
    errorForm: (request) => (isDelivery(request) ? deliveries.errorForm?.(request) : undefined),
    handle: (request, response, params) =>
      (isDelivery(request) ? deliveries : events).handle(request, response, params),
  };
}

/** Firehose sends the token in a header of its own. */
function accessKeyOf(headers: IncomingHttpHeaders): string | undefined {
  const key = headers['x-amz-firehose-access-key'];
  return key === undefined ? undefined : `Bearer ${String(key)}`;
}

/** Firehose treats a response as failed if it lacks the request's id or has a content type other than exactly this one. */
const firehoseContentType = { 'content-type': 'application/json' };

const receiptOf = (headers: IncomingHttpHeaders): object => ({
  requestId: headers['x-amz-firehose-request-id'] ?? '',
  timestamp: Date.now(),
});

const firehoseErrorForm = ({ headers }: IncomingMessage): ErrorForm => ({
  headers: firehoseContentType,
  bodyOf: (errorMessage) => ({ ...receiptOf(headers), errorMessage }),
});
