import { parse as parseContentType } from 'content-type';
import type { IncomingMessage, ServerResponse } from 'node:http';
import getRawBody from 'raw-body';
import { badRequest, HttpError, unsupportedMediaType } from './respond.ts';

/**
 * Reads a JSON body. Returns the parsed body, or undefined if it is empty.
 * @param parse default: `JSON.parse`, which rounds numbers
 * @throws HttpError with the reason and the limit
 */
export async function readJsonBody(
  request: IncomingMessage,
  maxBytes: number,
  parse: (text: string) => unknown = JSON.parse,
): Promise<unknown> {
  checkEncoding(request);
  checkMediaType(request, ['application/json']);
  const text = await readText(request, maxBytes);
  if (text === '') return undefined;
  try {
    if (escapedSurrogate.test(text)) JSON.parse(text, refuseLoneSurrogates);
    return parse(text);
  } catch (error) {
    if (error instanceof HttpError) throw error;
    throw badRequest(`The body is not JSON: ${error instanceof Error ? error.message : ''}`);
  }
}

/**
 * Reads the whole body. Sends `100 Continue` first if the client expects it.
 * @throws HttpError with the reason and the limit, before the body has arrived where the headers show it
 */
export async function readBinaryBody(
  request: IncomingMessage,
  response: ServerResponse,
  maxBytes: number,
): Promise<Buffer> {
  checkEncoding(request);
  checkLength(request, maxBytes);
  if (expectsContinue(request)) response.writeContinue();
  return readBytes(request, maxBytes);
}

/**
 * Returns the body as a stream with backpressure. The caller unpacks gzip.
 * @throws HttpError with the reason and the limit, before the body has arrived where the headers show it
 */
export function streamBody(
  request: IncomingMessage,
  response: ServerResponse,
  mediaTypes: readonly string[],
  maxBytes: number,
): AsyncIterable<Uint8Array> {
  const { headers } = request;
  const encoding = (headers['content-encoding'] ?? 'identity').toLowerCase();
  if (!['', 'identity', 'gzip', 'x-gzip'].includes(encoding))
    throw unsupportedMediaType(
      `Content-Encoding ${encoding} is not supported: send gzip, or the body without an encoding.`,
    );
  checkMediaType(request, mediaTypes);
  checkLength(request, maxBytes);
  if (expectsContinue(request)) response.writeContinue();
  // By default a stream that is not read to its end closes the connection, and the response is lost.
  return request.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>;
}

/** Reports whether the client waits for `100 Continue` before it sends the body. */
export const expectsContinue = ({ headers }: IncomingMessage): boolean =>
  headers.expect?.toLowerCase() === '100-continue';

function checkEncoding({ headers }: IncomingMessage): void {
  const encoding = (headers['content-encoding'] ?? '').toLowerCase();
  // A few compressed kilobytes can hold a gigabyte.
  if (encoding !== '' && encoding !== 'identity')
    throw unsupportedMediaType(
      `Content-Encoding ${encoding} is not supported: send the body without an encoding.`,
    );
}

function checkMediaType({ headers }: IncomingMessage, mediaTypes: readonly string[]): void {
  const mediaType = parseContentType(headers['content-type'] ?? '').type.toLowerCase();
  if (!mediaTypes.includes(mediaType))
    throw unsupportedMediaType(
      `Content-Type ${mediaType === '' ? '(none)' : mediaType} is not supported: send ${mediaTypes.length > 1 ? 'one of ' : ''}${mediaTypes.join(', ')}.`,
    );
}

function checkLength({ headers }: IncomingMessage, maxBytes: number): void {
  if (Number(headers['content-length'] ?? 0) > maxBytes) throw tooLarge(maxBytes);
}

const tooLarge = (maxBytes: number): HttpError =>
  new HttpError(413, 'PAYLOAD_TOO_LARGE', `The body is larger than the limit of ${maxBytes} bytes.`);

const escapedSurrogate = /\\u[dD][89a-fA-F]/;

/** Refuses a lone surrogate: MongoDB would silently store a replacement character in its place. */
function refuseLoneSurrogates(key: string, value: unknown): unknown {
  if (!key.isWellFormed() || (typeof value === 'string' && !value.isWellFormed()))
    throw badRequest('The body contains a lone surrogate, which is not valid text.');
  return value;
}

async function readText(request: IncomingMessage, maxBytes: number): Promise<string> {
  const { charset = 'utf-8' } = parseContentType(request.headers['content-type'] ?? '').parameters;
  if (!/^utf-?8$/i.test(charset))
    throw unsupportedMediaType(`The charset ${charset} is not supported: send UTF-8.`);
  const bytes = await readBytes(request, maxBytes);
  try {
    return utf8.decode(bytes);
  } catch {
    throw badRequest('The body is not UTF-8.');
  }
}

/** Fatal: by default, invalid bytes would be stored as replacement characters. */
const utf8 = new TextDecoder('utf-8', { fatal: true });

async function readBytes(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  try {
    return await getRawBody(request, {
      limit: maxBytes,
      length: request.headers['content-length'] ?? null,
    });
  } catch (error) {
    if (error instanceof Error && 'type' in error && error.type === 'entity.too.large')
      throw tooLarge(maxBytes);
    throw badRequest('The body did not arrive whole.');
  }
}
