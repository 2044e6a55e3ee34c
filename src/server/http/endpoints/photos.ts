import fresh from 'fresh';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Authenticator, Caller } from '../../../auth/index.ts';
import { formatDateTime, parseDateTime } from '../../../kernel/date-time.ts';
import { busy, invalid, unauthenticated } from '../../../kernel/errors.ts';
import type { Logger } from '../../../kernel/logger.ts';
import { answering } from '../error-edge.ts';
import { rangeOf } from './byte-range.ts';
import { sha256Of } from './content-digest.ts';
import { identify } from '../prologue.ts';
import type { Presence } from '../../presence.ts';
import type { RateLimiter } from '../rate-limit.ts';
import { readBinaryBody } from '../request-body.ts';
import { json, refuseMethod, respondWithError, respondWithText } from '../respond.ts';

/** The photos of flows, as the domain has them. */
export interface Photos {
  /** The largest that is taken, in bytes. */
  readonly maxBytes: number;
  admit(caller: Caller, interactionUniqueId: string, about: PhotoClaim): Promise<unknown>;
  upload(
    caller: Caller,
    interactionUniqueId: string,
    bytes: Buffer,
    details: PhotoClaim & { readonly takenAt: Date | undefined },
  ): Promise<{ readonly photo: UploadedPhoto; readonly added: boolean; readonly url: string }>;
  open(link: {
    readonly interactionUniqueId: string;
    readonly photoId: string;
    readonly query: URLSearchParams;
  }): Promise<{
    readonly contentType: string;
    readonly etag: string;
    readonly filename: string;
    readonly remainingMs: number;
    readonly content: () => Promise<PhotoContent>;
  }>;
}

interface PhotoClaim {
  readonly sha256: string | undefined;
  readonly stepId: string | undefined;
}

interface UploadedPhoto {
  readonly id: string;
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

export interface PhotoEndpointOptions {
  readonly photos: Photos;
  readonly authenticator: Authenticator;
  readonly limiter: RateLimiter;
  readonly presence: Presence;
  readonly log: Logger;
}

type Handler = (
  request: IncomingMessage,
  response: ServerResponse,
  named: Readonly<Record<string, string | undefined>>,
) => Promise<void>;

export interface PhotoEndpoint {
  /** Takes a photo of a flow. */
  readonly put: Handler;
  /** Gives one out to whoever has a link to it. */
  readonly give: Handler;
}

/** So many bodies are in memory at once. */
const maxUploads = 8;
/** Whoever takes nothing for so long has gone, and holds what is read from the database. */
const maxIdleMs = 30_000;

export function createPhotoEndpoint(options: PhotoEndpointOptions): PhotoEndpoint {
  const { photos, authenticator, limiter, presence, log } = options;
  let uploads = 0;

  const put: Handler = async (request, response, { interactionUniqueId = '' }) => {
    if (request.method !== 'PUT') {
      refuseMethod(response, 'PUT');
      return;
    }
    await answering({ request, response, log, maxBytes: photos.maxBytes }, async () => {
      const caller = await identify(request, authenticator, limiter);
      const tab = limiter.open(caller, request.socket.remoteAddress);
      if (caller === undefined) throw unauthenticated();
      presence.touch(caller);
      tab.spend();
      const details = detailsOf(request);
      await photos.admit(caller, interactionUniqueId, details);
      if (uploads >= maxUploads) throw busy('Too many photos are being uploaded: try again shortly.');
      uploads += 1;
      try {
        const bytes = await readBinaryBody(request, response, photos.maxBytes);
        const { photo, added, url } = await photos.upload(caller, interactionUniqueId, bytes, details);
        const body = { photo: { ...photo, takenAt: formatDateTime(photo.takenAt), url } };
        respondWithText(response, added ? 201 : 200, JSON.stringify(body), {
          ...json,
          location: url,
          'cache-control': 'no-store',
        });
      } finally {
        uploads -= 1;
      }
    });
  };

  const give: Handler = async (request, response, { interactionUniqueId = '', photoId = '' }) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      refuseMethod(response, 'GET, HEAD');
      return;
    }
    await answering({ request, response, log, maxBytes: photos.maxBytes }, async () => {
      limiter.open(undefined, request.socket.remoteAddress);
      const { etag, contentType, filename, remainingMs, content } = await photos.open({
        interactionUniqueId,
        photoId,
        query: queryOf(request),
      });
      const validators = {
        etag,
        'cache-control': `private, max-age=${Math.floor(remainingMs / 1000)}`,
      };
      if (fresh(request.headers, { etag })) {
        response.writeHead(304, validators).end();
        return;
      }
      const { size, read } = await content();
      const range = rangeOf(request, size, etag);
      if (range === 'unsatisfiable') {
        respondWithError(response, 416, 'RANGE_NOT_SATISFIABLE', `The photo has ${size} bytes.`, {
          'content-range': `bytes */${size}`,
        });
        return;
      }
      const { start, end } = range ?? { start: 0, end: size };
      response.writeHead(range === undefined ? 200 : 206, {
        ...validators,
        ...(range === undefined ? {} : { 'content-range': `bytes ${start}-${end - 1}/${size}` }),
        'content-type': contentType,
        'content-length': end - start,
        'accept-ranges': 'bytes',
        'content-disposition': `inline; filename="${filename}"`,
        // It is what somebody has uploaded, and on this origin.
        'x-content-type-options': 'nosniff',
        'content-security-policy': "default-src 'none'; sandbox",
      });
      if (request.method === 'HEAD') response.end();
      else {
        response.setTimeout(maxIdleMs);
        await pipeline(read({ start, end }), response);
      }
    });
  };

  return { put, give };
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
