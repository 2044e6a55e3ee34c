import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Authenticator } from '../auth/index.ts';
import { busy, forbidden, unauthenticated } from '../kernel/errors.ts';
import type { Logger } from '../kernel/logger.ts';
import { answering } from './answering.ts';
import { identify } from './identify.ts';
import type { Presence } from './presence.ts';
import type { RateLimiter } from './rate-limit.ts';
import { streamBody } from './request-body.ts';
import { json, refuseMethod, respondWithText } from './respond.ts';

/** What takes a feed's events, as the domain has it. */
export interface EventIngest {
  /** @returns what became of them, once all is written */
  ingest(tenant: string, input: AsyncIterable<Uint8Array>, maxBytes: number): Promise<object>;
}

export interface IngestEndpointOptions {
  readonly feeds: EventIngest;
  readonly authenticator: Authenticator;
  readonly limiter: RateLimiter;
  readonly presence: Presence;
  readonly log: Logger;
  readonly maxBytes: number;
}

export interface IngestEndpoint {
  readonly take: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
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

  return {
    async take(request, response) {
      if (request.method !== 'POST') {
        refuseMethod(response, 'POST');
        return;
      }
      await answering({ request, response, log, maxBytes }, async () => {
        const caller = await identify(request, authenticator, limiter);
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
          const report = await feeds.ingest(caller.tenant, body, maxBytes);
          respondWithText(response, 200, JSON.stringify(report), { ...json, 'cache-control': 'no-store' });
        } finally {
          streams -= 1;
        }
      });
    },
  };
}
