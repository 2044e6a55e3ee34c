import cors from 'cors';
import type { IncomingMessage, ServerResponse } from 'node:http';
import vary from 'vary';

/**
 * Adds the CORS headers to the response. Returns true if the request was a preflight that is answered with it, so that nothing else is to
 * be done.
 */
export type Cors = (request: IncomingMessage, response: ServerResponse) => boolean;

/** Response headers that pages may read, in addition to those that the Fetch standard always permits. */
const exposedHeaders = [
  'accept-ranges',
  'content-disposition',
  'content-range',
  'etag',
  'location',
  'retry-after',
  'www-authenticate',
  'x-request-id',
];

/** In seconds. Chromium keeps a preflight no longer. */
const maxAge = 7200;

/**
 * Shares an endpoint with the pages of other origins. Every other origin gets no CORS header, so that browsers block its pages. Pages of
 * allowed origins may send any request header, such as those of tracing. Cookies are not allowed: a token is sent explicitly.
 * @param allowedOrigins in lower case
 */
export function createCors(allowedOrigins: ReadonlySet<string>, methods: readonly string[]): Cors {
  if (allowedOrigins.size === 0) return () => false;
  const handle = cors({
    origin: (origin, callback) => {
      callback(null, origin !== undefined && allowedOrigins.has(origin.toLowerCase()));
    },
    methods: [...methods],
    exposedHeaders,
    maxAge,
  });
  return (request, response) => {
    // The library adds it only for allowed origins. A cache must not give a page the response of another origin.
    vary(response, 'origin');
    let isAnswered = true;
    handle(request, response, () => {
      isAnswered = false;
    });
    return isAnswered;
  };
}
