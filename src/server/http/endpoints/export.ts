import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Caller } from '../../../auth/index.ts';
import { busy } from '../../../kernel/errors.ts';
import { holdConnection, type Connections } from '../../connections.ts';
import { acceptsGzip } from '../content-negotiation.ts';
import type { Endpoint } from '../endpoint.ts';
import { admitOperation, type Prologue } from '../prologue.ts';
import { HttpError } from '../respond.ts';
import { readExportRequest, type ExportRequest } from './export-request.ts';

/** The exports of a domain. */
export interface Downloads {
  /** @throws DomainError for an invalid request, or if the caller may not export */
  open(caller: Caller, request: ExportRequest): Download;
}

interface Download {
  readonly filename: string;
  readonly contentType: string;
  readonly pieces: AsyncIterable<Piece>;
}

interface Piece {
  readonly text: string;
  /** The position from which another export continues after this piece. */
  readonly cursor?: string;
}

export interface ExportEndpointDeps {
  readonly downloads: Downloads;
  /** Counts the running exports of all callers and of each caller. */
  readonly running: Connections;
  readonly prologue: Prologue;
  readonly maxBodyBytes: number;
}

/** A client that reads nothing for this long is disconnected. */
const maxIdleMs = 30_000;
/** Records are small, and each write is a system call. In characters. */
const chunkLength = 65_536;

export const createExportEndpoint = (deps: ExportEndpointDeps): Endpoint => ({
  methods: ['GET', 'POST'],
  maxBodyBytes: deps.maxBodyBytes,
  handle: (request, response) => handleExport(deps, request, response),
});

async function handleExport(
  { downloads, running, prologue, maxBodyBytes }: ExportEndpointDeps,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.httpVersion === '1.0') throw new HttpError(505, 'HTTP_VERSION_NOT_SUPPORTED', oldVersion);
  const caller = await admitOperation(prologue, request);
  const download = downloads.open(caller, await readExportRequest(request, maxBodyBytes));
  const release = holdConnection(running, caller);
  if (release === undefined)
    throw busy('As many exports are under way as there may be (MAX_EXPORTS): try again shortly.');
  try {
    await sendDownload(request, response, download);
  } finally {
    release();
  }
}

const oldVersion =
  'An export needs HTTP/1.1: over 1.0 one that is cut off would look whole. A proxy between may have to be told (proxy_http_version).';

async function sendDownload(
  request: IncomingMessage,
  response: ServerResponse,
  { filename, contentType, pieces }: Download,
): Promise<void> {
  const chunks = chunksOf(pieces, response);
  try {
    // The head waits for the first chunk, so that an error of the search still gets its own status.
    const first = await chunks.next();
    if (response.destroyed) return;
    const compressed = acceptsGzip(request);
    response.writeHead(200, {
      'content-type': contentType,
      'content-disposition': `attachment; filename="${filename}"`,
      ...(compressed ? { 'content-encoding': 'gzip' } : {}),
      vary: 'accept-encoding',
      trailer: cursorTrailer,
      'cache-control': 'no-store',
      // Visitors wrote the content, and it is served from this origin.
      'x-content-type-options': 'nosniff',
    });
    response.setTimeout(maxIdleMs, () => {
      // With an empty buffer the search is slow, not the client.
      if (response.writableLength > 0) response.destroy();
    });
    const text = withFirst(first, chunks);
    await (compressed ? pipeline(text, createGzip(), response) : pipeline(text, response));
  } finally {
    await chunks.return();
  }
}

const cursorTrailer = 'switchboard-cursor';

/** Joins pieces to chunks. Sends the last cursor as a trailer. Stops if the client disconnects. */
async function* chunksOf(
  pieces: AsyncIterable<Piece>,
  response: ServerResponse,
): AsyncGenerator<string, void, void> {
  let text = '';
  let last: string | undefined;
  for await (const piece of pieces) {
    // A search may run for a long time without a match.
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

async function* withFirst(
  first: IteratorResult<string, void>,
  rest: AsyncIterable<string>,
): AsyncGenerator<string> {
  if (first.done === true) return;
  yield first.value;
  yield* rest;
}
