import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import vary from 'vary';
import type { Caller } from '../../../auth/index.ts';
import { busy, invalid } from '../../../kernel/errors.ts';
import { yieldToRequests } from '../../../kernel/event-loop.ts';
import { holdConnection, type Connections } from '../../connections.ts';
import { acceptsGzip } from '../content-negotiation.ts';
import { type Endpoint, badRequest, HttpError, notCached } from '../respond.ts';
import { admitOperation, type Prologue } from '../prologue.ts';
import { readJsonBody } from '../request-body.ts';

/** The parameters of an export. Its domain parses `format`, `filter` and `sort`. */
interface ExportRequest {
  readonly format: unknown;
  readonly filter: unknown;
  readonly sort: unknown;
  readonly after: string | undefined;
  readonly withCursor: boolean;
  readonly bom: boolean | undefined;
}

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
  isCrossOrigin: true,
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
    vary(response, 'accept-encoding');
    response.writeHead(200, {
      'content-type': contentType,
      'content-disposition': `attachment; filename="${filename}"`,
      ...(compressed ? { 'content-encoding': 'gzip' } : {}),
      trailer: cursorTrailer,
      ...notCached,
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
    await yieldToRequests();
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

const names: readonly string[] = ['format', 'filter', 'sort', 'after', 'withCursor', 'bom'];

/** Reads the parameters from the body of a POST or the query string of a GET. @throws BAD_USER_INPUT with the field, or HttpError */
async function readExportRequest(request: IncomingMessage, maxBytes: number): Promise<ExportRequest> {
  const given =
    request.method === 'POST'
      ? parseBody(await readJsonBody(request, maxBytes))
      : parseQueryString(request.url);
  // A misspelled `filter` would otherwise export everything.
  for (const name of Object.keys(given))
    if (!names.includes(name)) throw invalid(name, `is none of ${names.join(', ')}`);
  const { format, filter, sort, after, withCursor, bom } = given;
  if (after != null && typeof after !== 'string') throw invalid('after', 'must be a text');
  if (withCursor != null && typeof withCursor !== 'boolean')
    throw invalid('withCursor', 'must be true or false');
  if (bom != null && typeof bom !== 'boolean') throw invalid('bom', 'must be true or false');
  return {
    format,
    filter,
    sort,
    after: after === '' ? undefined : (after ?? undefined),
    withCursor: withCursor ?? false,
    bom: bom ?? undefined,
  };
}

function parseBody(body: unknown): Readonly<Record<string, unknown>> {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw badRequest('The body is no export: {"format": …, "filter": …}.');
  return { ...body };
}

function parseQueryString(url = ''): Readonly<Record<string, unknown>> {
  const mark = url.indexOf('?');
  const query = new URLSearchParams(mark < 0 ? '' : url.slice(mark));
  for (const name of query.keys())
    if (query.getAll(name).length > 1) throw invalid(name, 'is there more than once');
  return Object.fromEntries(
    [...query].map(
      ([name, text]) => [name, jsonParameters.includes(name) ? parseJson(name, text) : text] as const,
    ),
  );
}

const jsonParameters: readonly string[] = ['filter', 'sort', 'withCursor', 'bom'];

function parseJson(name: string, text: string): unknown {
  // HTML forms send empty fields as empty strings.
  if (text === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw invalid(name, `is no JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}
