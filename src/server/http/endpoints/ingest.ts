import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Authenticator } from '../../../auth/index.ts';
import { busy, forbidden, unauthenticated } from '../../../kernel/errors.ts';
import type { Logger } from '../../../kernel/logger.ts';
import { answering } from '../error-edge.ts';
import { accessKeyIn, firehoseForm } from './firehose.ts';
import { identify } from '../prologue.ts';
import type { Presence } from '../../presence.ts';
import type { RateLimiter } from '../rate-limit.ts';
import { streamBody } from '../request-body.ts';
import { refuseMethod, respondWithText, usualForm, type AnswerForm } from '../respond.ts';

/** @returns what became of the events, once all is written */
type Ingest = (
  tenant: string,
  input: AsyncIterable<Uint8Array>,
  maxBytes: number,
) => Promise<{ readonly rejectedCount: number }>;

/** What takes a feed's events, as the domain has it. */
export interface EventIngest {
  readonly ingest: Ingest;
  /** The same of the events that Amazon Data Firehose delivers. */
  readonly ingestDelivery: Ingest;
}

export interface IngestEndpointOptions {
  readonly feeds: EventIngest;
  readonly authenticator: Authenticator;
  readonly limiter: RateLimiter;
  readonly presence: Presence;
  readonly log: Logger;
  readonly maxBytes: number;
}

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export interface IngestEndpoint {
  readonly take: Handler;
  readonly takeDelivery: Handler;
}

/** What the doors differ in. */
interface Door {
  readonly authorization: string | undefined;
  readonly form: AnswerForm;
  /** @returns the answer */
  readonly ingest: (...events: Parameters<Ingest>) => Promise<object>;
}

/** Each has two batches being written, and one that is gathered. */
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

/** Events over HTTP, of any number: they are taken as they come. */
export function createIngestEndpoint(options: IngestEndpointOptions): IngestEndpoint {
  const { feeds, authenticator, limiter, presence, log, maxBytes } = options;
  let streams = 0;

  async function takeBy(door: Door, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { authorization, form, ingest } = door;
    if (request.method !== 'POST') {
      refuseMethod(response, 'POST');
      return;
    }
    await answering({ request, response, log, maxBytes, form }, async () => {
      const caller = await identify(request, authenticator, limiter, authorization);
      const tab = limiter.open(caller, request.socket.remoteAddress);
      if (caller === undefined) throw unauthenticated();
      presence.touch(caller);
      tab.spend();
      // No scope lets a customer tell of agents' work, here as in the graph.
      if (caller.kind === 'customer' || !caller.scopes.has('feed.ingest')) throw forbidden();
      if (streams >= maxStreams) throw busy('Too many are ingesting events: try again shortly.');
      streams += 1;
      try {
        const body = streamBody(request, response, mediaTypes, maxBytes);
        const answer = await ingest(caller.tenant, body, maxBytes);
        respondWithText(response, 200, JSON.stringify(answer), {
          ...form.headers,
          'cache-control': 'no-store',
        });
      } finally {
        streams -= 1;
      }
    });
  }

  return {
    take: (request, response) =>
      takeBy(
        { authorization: request.headers.authorization, form: usualForm, ingest: feeds.ingest },
        request,
        response,
      ),
    takeDelivery(request, response) {
      const { done, ...form } = firehoseForm(request.headers);
      const ingest: Door['ingest'] = async (...events) => {
        const { rejectedCount } = await feeds.ingestDelivery(...events);
        const answer = done();
        // Its answer has no place for them.
        if (rejectedCount > 0) log.warn({ ...answer, rejectedCount }, 'events of a delivery were rejected');
        return answer;
      };
      return takeBy({ authorization: accessKeyIn(request.headers), form, ingest }, request, response);
    },
  };
}
