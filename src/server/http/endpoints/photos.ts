import fresh from 'fresh';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import parseRange from 'range-parser';
import type { Caller } from '../../../auth/index.ts';
import { formatDateTime, parseDateTime } from '../../../kernel/date-time.ts';
import { busy, invalid } from '../../../kernel/errors.ts';
import { type Endpoint, HttpError, respondWithJson } from '../respond.ts';
import { admitAnonymous, admitOperation, type Prologue } from '../prologue.ts';
import { readBinaryBody } from '../request-body.ts';

/** The photos of a flow. */
export interface Photos {
  /** The largest photo that an upload may have, in bytes. */
  readonly maxBytes: number;
  admit(caller: Caller, interactionUniqueId: string, about: PhotoClaim): Promise<unknown>;
  upload(
    caller: Caller,
    interactionUniqueId: string,
    bytes: Buffer,
    details: PhotoClaim & { readonly takenAt: Date | undefined },
  ): Promise<{ readonly photo: UploadedPhoto; readonly added: boolean; readonly url: string }>;
  /** @throws FORBIDDEN for a wrong signature, LINK_EXPIRED */
  verify(link: {
    readonly interactionUniqueId: string;
    readonly photoId: string;
    readonly query: URLSearchParams;
  }): Promise<VerifiedLink>;
  open(link: VerifiedLink): Promise<{
    readonly contentType: string;
    readonly etag: string;
    readonly filename: string;
    readonly remainingMs: number;
    readonly content: () => Promise<PhotoContent>;
  }>;
}

interface VerifiedLink {
  readonly tenant: string;
  readonly interactionUniqueId: string;
  readonly photoId: string;
  readonly maxSize: number | undefined;
  readonly remainingMs: number;
}

interface PhotoClaim {
  readonly sha256: string | undefined;
  readonly stepId: string | undefined;
}

interface UploadedPhoto {
  readonly photoId: string;
  readonly contentType: string;
  readonly size: number;
  readonly sha256: string;
  readonly width: number;
  readonly height: number;
  readonly takenAt: Date;
  readonly stepId: string | null;
}

interface PhotoContent {
  readonly size: number;
  readonly read: (span: { readonly start: number; readonly end: number }) => Readable;
}

export interface PhotoEndpointDeps {
  readonly photos: Photos;
  readonly prologue: Prologue;
}

/** The bodies of uploads are held in memory. */
const maxUploads = 8;
/** A client that reads nothing for this long is disconnected, since its response holds data in memory. */
const maxIdleMs = 30_000;

export function createPhotoEndpoints(deps: PhotoEndpointDeps): { upload: Endpoint; download: Endpoint } {
  const uploads = { open: 0 };
  const { maxBytes: maxBodyBytes } = deps.photos;
  return {
    upload: {
      methods: ['PUT'],
      isCrossOrigin: true,
      maxBodyBytes,
      sendsContinue: true,
      handle: (request, response, { interactionUniqueId = '' }) =>
        handleUpload(deps, uploads, request, response, interactionUniqueId),
    },
    // The signed link is the authorization.
    download: {
      methods: ['GET', 'HEAD'],
      isCrossOrigin: true,
      maxBodyBytes,
      sendsContinue: true,
      handle: (request, response, { interactionUniqueId = '', photoId = '' }) =>
        handleDownload(deps, request, response, { interactionUniqueId, photoId, query: queryOf(request) }),
    },
  };
}

async function handleUpload(
  { photos, prologue }: PhotoEndpointDeps,
  uploads: { open: number },
  request: IncomingMessage,
  response: ServerResponse,
  interactionUniqueId: string,
): Promise<void> {
  const caller = await admitOperation(prologue, request);
  const details = detailsOf(request);
  await photos.admit(caller, interactionUniqueId, details);
  if (uploads.open >= maxUploads) throw busy('Too many photos are being uploaded: try again shortly.');
  uploads.open += 1;
  try {
    const bytes = await readBinaryBody(request, response, photos.maxBytes);
    const { photo, added, url } = await photos.upload(caller, interactionUniqueId, bytes, details);
    const body = { photo: { ...photo, takenAt: formatDateTime(photo.takenAt), url } };
    respondWithJson(response, added ? 201 : 200, body, { location: url });
  } finally {
    uploads.open -= 1;
  }
}

async function handleDownload(
  { photos, prologue }: PhotoEndpointDeps,
  request: IncomingMessage,
  response: ServerResponse,
  link: Parameters<Photos['verify']>[0],
): Promise<void> {
  const verified = await photos.verify(link).catch((error: unknown) => {
    admitAnonymous(prologue, request);
    throw error;
  });
  // A signed link has a budget of its own: anonymous requests from the same address do not use it up.
  prologue.limiter.take(`link:${verified.tenant}/${verified.interactionUniqueId}/${verified.photoId}`);
  const { etag, contentType, filename, remainingMs, content } = await photos.open(verified);
  const validators = { etag, 'cache-control': `private, max-age=${Math.floor(remainingMs / 1000)}` };
  if (fresh(request.headers, { etag })) {
    response.writeHead(304, validators).end();
    return;
  }
  const { size, read } = await content();
  const range = byteRangeOf(request, size, etag);
  if (range === 'unsatisfiable')
    throw new HttpError(416, 'RANGE_NOT_SATISFIABLE', `The photo has ${size} bytes.`, {
      'content-range': `bytes */${size}`,
    });
  const { start, end } = range ?? { start: 0, end: size };
  response.writeHead(range === undefined ? 200 : 206, {
    ...validators,
    ...(range === undefined ? {} : { 'content-range': `bytes ${start}-${end - 1}/${size}` }),
    'content-type': contentType,
    'content-length': end - start,
    'accept-ranges': 'bytes',
    'content-disposition': `inline; filename="${filename}"`,
    // A user uploaded the content, and it is served from this origin.
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
  });
  if (request.method === 'HEAD') response.end();
  else {
    response.setTimeout(maxIdleMs);
    await pipeline(read({ start, end }), response);
  }
}

function queryOf({ url = '' }: IncomingMessage): URLSearchParams {
  const mark = url.indexOf('?');
  return new URLSearchParams(mark < 0 ? '' : url.slice(mark));
}

function detailsOf(request: IncomingMessage) {
  const query = queryOf(request);
  const takenAt = query.get('takenAt');
  const parsed = takenAt === null ? undefined : parseDateTime(takenAt);
  if (takenAt !== null && parsed === undefined) throw invalid('takenAt', 'must be an RFC 3339 date-time');
  return {
    sha256: sha256Of(request.headers['content-digest']),
    takenAt: parsed,
    stepId: query.get('stepId') ?? undefined,
  };
}

/**
 * Returns the requested byte range, with an exclusive end. Undefined means the whole photo: there is no range, an invalid one or several,
 * or `if-range` names another version.
 */
function byteRangeOf(
  { method, headers: { range, 'if-range': ifRange } }: IncomingMessage,
  size: number,
  etag: string,
): { readonly start: number; readonly end: number } | 'unsatisfiable' | undefined {
  if (method !== 'GET' || range === undefined) return undefined;
  if (ifRange !== undefined && ifRange !== etag) return undefined;
  const [, suffix] = /^bytes=-(\d+)$/.exec(range) ?? [];
  // The library reports a suffix longer than the photo as unsatisfiable.
  if (suffix !== undefined && Number(suffix) >= size) return { start: 0, end: size };
  const parsed = parseRange(size, range);
  if (parsed === -1) return range.startsWith('bytes=') ? 'unsatisfiable' : undefined;
  if (parsed === -2 || parsed.type !== 'bytes') return undefined;
  const [first, second] = parsed;
  if (first === undefined || second !== undefined) return undefined;
  return { start: first.start, end: first.end + 1 };
}

/**
 * Returns the SHA-256 digest of a `content-digest` header (RFC 9530) in hexadecimal, or undefined if it has none. Other algorithms are
 * ignored, as the standard allows.
 * @throws BAD_USER_INPUT if the digest is malformed
 */
function sha256Of(contentDigest: string | string[] | undefined): string | undefined {
  const [, value] = /(?:^|,)\s*sha-256\s*=\s*([^,;\s]*)/i.exec(String(contentDigest ?? '')) ?? [];
  if (value === undefined) return undefined;
  const bytes = Buffer.from(value.slice(1, -1), 'base64');
  if (bytes.length !== 32 || value !== `:${bytes.toString('base64')}:`)
    throw invalid('Content-Digest', 'may be sha-256=:…:, with 32 bytes in base64 between the colons');
  return bytes.toString('hex');
}
