import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Authenticator, Caller } from '../../../auth/index.ts';
import { busy, DomainError, unauthenticated } from '../../../kernel/errors.ts';
import type { Logger } from '../../../kernel/logger.ts';
import { isGone } from '../error-edge.ts';
import { acceptsGzip } from '../content-negotiation.ts';
import type { Connections } from '../../connections.ts';
import { readExportRequest, type ExportRequest } from './export-request.ts';
import { identify } from '../prologue.ts';
import type { Presence } from '../../presence.ts';
import type { RateLimiter } from '../rate-limit.ts';
import { BodyError } from '../request-body.ts';
import { respondWithError, respondWithRefusal } from '../respond.ts';

/** The files that can be asked for, as their domain has them. */
export interface Downloads {
  /** @throws DomainError for what is not given out */
  open(caller: Caller, wanted: ExportRequest): Download;
}

interface Download {
  readonly filename: string;
  readonly contentType: string;
  readonly pieces: AsyncIterable<Piece>;
}

interface Piece {
  readonly text: string;
  /** Where another export goes on after this piece. */
  readonly cursor?: string;
}

export interface ExportEndpointOptions {
  readonly downloads: Downloads;
  /** Who has how many exports under way. */
  readonly underWay: Connections;
  readonly authenticator: Authenticator;
  readonly limiter: RateLimiter;
  readonly presence: Presence;
  readonly log: Logger;
  readonly maxBodyBytes: number;
}

export interface ExportEndpoint {
  readonly handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
}

/** Whoever takes nothing for so long has gone, and holds a place. */
const maxIdleMs = 30_000;
/** Each write is a system call, and records are small. */
const chunkLength = 65_536;

export function createExportEndpoint(options: ExportEndpointOptions): ExportEndpoint {
  const { downloads, underWay, authenticator, limiter, presence, log, maxBodyBytes } = options;

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method !== 'POST' && request.method !== 'GET') {
      respondWithError(response, 405, 'METHOD_NOT_ALLOWED', 'An export takes POST and GET.', {
        allow: 'GET, POST',
      });
      return;
    }
    if (request.httpVersion === '1.0') {
      respondWithError(response, 505, 'HTTP_VERSION_NOT_SUPPORTED', oldVersion);
      return;
    }
    try {
      const caller = await identify(request, authenticator, limiter);
      const tab = limiter.open(caller, request.socket.remoteAddress);
      if (caller === undefined) throw unauthenticated();
      presence.touch(caller);
      tab.spend();
      const download = downloads.open(caller, await readExportRequest(request, maxBodyBytes));
      const release = claim(underWay, caller);
      try {
        await send(request, response, download);
      } finally {
        release();
      }
    } catch (error) {
      if (response.destroyed && isGone(error)) return;
      if (error instanceof DomainError && error.code === 'UNAVAILABLE')
        log.warn({ err: error.cause }, error.message);
      if (response.headersSent) {
        // Half of an answer is none: its last chunk is missing, which tells the client.
        response.destroy();
        if (!(error instanceof DomainError)) throw error;
      } else if (error instanceof DomainError) respondWithRefusal(response, error);
      else if (error instanceof BodyError)
        // What is left of a body that is too large is not read.
        respondWithError(response, error.status, error.code, error.message, { connection: 'close' });
      else throw error;
    }
  }

  return { handle };
}

const oldVersion =
  'An export needs HTTP/1.1: over 1.0 one that is cut off would look whole. A proxy between may have to be told (proxy_http_version).';

async function send(
  request: IncomingMessage,
  response: ServerResponse,
  { filename, contentType, pieces }: Download,
): Promise<void> {
  const chunks = chunksOf(pieces, response);
  try {
    // What the search refuses, and a database that is away, is answered as such: so the head waits for what comes first.
    const first = await chunks.next();
    if (response.destroyed) return;
    const zipped = acceptsGzip(request.headers['accept-encoding']);
    response.writeHead(200, {
      'content-type': contentType,
      'content-disposition': `attachment; filename="${filename}"`,
      ...(zipped ? { 'content-encoding': 'gzip' } : {}),
      vary: 'accept-encoding',
      trailer: cursorTrailer,
      'cache-control': 'no-store',
      // It is what visitors have written, and on this origin.
      'x-content-type-options': 'nosniff',
    });
    response.setTimeout(maxIdleMs, () => {
      // Else it is the search that takes long.
      if (response.writableLength > 0) response.destroy();
    });
    const text = resumed(first, chunks);
    await (zipped ? pipeline(text, createGzip(), response) : pipeline(text, response));
  } finally {
    await chunks.return();
  }
}

const cursorTrailer = 'switchboard-cursor';

/** Ends with the cursor as a trailer, and early where there is nobody any more. */
async function* chunksOf(
  pieces: AsyncIterable<Piece>,
  response: ServerResponse,
): AsyncGenerator<string, void, void> {
  let text = '';
  let last: string | undefined;
  for await (const piece of pieces) {
    // A search may go on for long without finding anything to write.
    if (response.destroyed) return;
    text += piece.text;
    last = piece.cursor ?? last;
    if (text.length < chunkLength) continue;
    yield text;
    text = '';
  }
  if (last !== undefined) response.addTrailers({ [cursorTrailer]: last });
  if (text !== '') yield text;
}

async function* resumed(
  first: IteratorResult<string, void>,
  rest: AsyncIterable<string>,
): AsyncGenerator<string> {
  if (first.done === true) return;
  yield first.value;
  yield* rest;
}

/** @throws BUSY @returns what to call when it is done */
function claim(underWay: Connections, caller: Caller): () => void {
  const opened = underWay.open();
  const claimed = opened && underWay.claim(caller);
  if (opened === undefined || claimed === undefined) {
    opened?.();
    throw busy('As many exports are under way as there may be (MAX_EXPORTS): try again shortly.');
  }
  return () => {
    opened();
    claimed();
  };
}
