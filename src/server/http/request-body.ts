import type { IncomingMessage, ServerResponse } from 'node:http';
import getRawBody from 'raw-body';

/** A body that cannot be read, with the answer that it gets. */
export class BodyError extends Error {
  override readonly name = 'BodyError';
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** @throws BodyError that says what is wrong with the body, and what is allowed */
export async function readJsonBody(request: IncomingMessage, maxBytes: number): Promise<unknown> {
  checkEncoding(request);
  const text = await readText(request, maxBytes);
  if (text === '') return undefined;
  try {
    return JSON.parse(text, escapedSurrogate.test(text) ? refuseHalfCharacters : undefined) as unknown;
  } catch (error) {
    if (error instanceof BodyError) throw error;
    throw new BodyError(
      400,
      'BAD_REQUEST',
      `The body is not JSON: ${error instanceof Error ? error.message : ''}`,
    );
  }
}

/**
 * Asks for the body where its sender waits until it is, and reads it.
 * @throws BodyError that says what is wrong with it, and what is allowed: before it has come, if that can be told
 */
export async function readBinaryBody(
  request: IncomingMessage,
  response: ServerResponse,
  maxBytes: number,
): Promise<Buffer> {
  checkEncoding(request);
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) throw tooLarge(maxBytes);
  if (awaitsContinue(request)) response.writeContinue();
  return readBytes(request, maxBytes);
}

/** Who sends a large body may first want to hear whether it is wanted. */
export const awaitsContinue = ({ headers }: IncomingMessage): boolean =>
  headers.expect?.toLowerCase() === '100-continue';

function checkEncoding({ headers }: IncomingMessage): void {
  const encoding = (headers['content-encoding'] ?? '').toLowerCase();
  // A few compressed kilobytes can hold a gigabyte.
  if (encoding !== '' && encoding !== 'identity')
    throw new BodyError(
      415,
      'UNSUPPORTED_MEDIA_TYPE',
      `Content-Encoding ${encoding} is not taken: send the body as it is.`,
    );
}

const tooLarge = (maxBytes: number): BodyError =>
  new BodyError(413, 'PAYLOAD_TOO_LARGE', `The body is larger than the limit of ${maxBytes} bytes.`);

const escapedSurrogate = /\\u[dD][89a-fA-F]/;

/** Half of a surrogate pair is no text: MongoDB would silently keep another character in its place. */
function refuseHalfCharacters(key: string, value: unknown): unknown {
  if (!key.isWellFormed() || (typeof value === 'string' && !value.isWellFormed()))
    throw new BodyError(400, 'BAD_REQUEST', 'The body has half of a surrogate pair in it, which is no text.');
  return value;
}

async function readText(request: IncomingMessage, maxBytes: number): Promise<string> {
  const charset = /;\s*charset="?([^\s;"]+)/i.exec(request.headers['content-type'] ?? '')?.[1] ?? 'utf-8';
  if (!/^utf-?8$/i.test(charset))
    throw new BodyError(415, 'UNSUPPORTED_MEDIA_TYPE', `The charset ${charset} is not taken: send UTF-8.`);
  const bytes = await readBytes(request, maxBytes);
  try {
    return utf8.decode(bytes);
  } catch {
    throw new BodyError(400, 'BAD_REQUEST', 'The body is not UTF-8.');
  }
}

/** Takes no byte for another: what is not UTF-8 would else be stored as replacement characters. */
const utf8 = new TextDecoder('utf-8', { fatal: true });

async function readBytes(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  try {
    return await getRawBody(request, {
      limit: maxBytes,
      length: request.headers['content-length'] ?? null,
    });
  } catch (error) {
    const { type } = error as { type?: string };
    if (type === 'entity.too.large') throw tooLarge(maxBytes);
    throw new BodyError(400, 'BAD_REQUEST', 'The body did not arrive whole.');
  }
}

/**
 * The body as it comes, for who takes it faster or slower: what is not asked for waits with its sender. Packed with gzip it says so, or
 * shows it.
 * @throws BodyError that says what is wrong with it: before it has come, if that can be told
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
    throw new BodyError(
      415,
      'UNSUPPORTED_MEDIA_TYPE',
      `Content-Encoding ${encoding} is not taken: send gzip, or the body as it is.`,
    );
  const [mediaType = ''] = (headers['content-type'] ?? '').toLowerCase().split(';');
  if (!mediaTypes.includes(mediaType.trim()))
    throw new BodyError(
      415,
      'UNSUPPORTED_MEDIA_TYPE',
      `Content-Type ${mediaType === '' ? '(none)' : mediaType} is not taken: send one of ${mediaTypes.join(', ')}.`,
    );
  if (Number(headers['content-length'] ?? 0) > maxBytes) throw tooLarge(maxBytes);
  if (awaitsContinue(request)) response.writeContinue();
  // Left to itself a stream that is not read to its end closes the connection, and the answer is lost.
  return request.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>;
}
