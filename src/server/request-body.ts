import type { IncomingMessage } from 'node:http';
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
  const encoding = request.headers['content-encoding'] ?? 'identity';
  // A few compressed kilobytes can hold a gigabyte.
  if (encoding !== 'identity')
    throw new BodyError(
      415,
      'UNSUPPORTED_MEDIA_TYPE',
      `Content-Encoding ${encoding} is not taken: send the body as it is.`,
    );
  const text = await readText(request, maxBytes);
  if (text === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new BodyError(
      400,
      'BAD_REQUEST',
      `The body is not JSON: ${error instanceof Error ? error.message : ''}`,
    );
  }
}

async function readText(request: IncomingMessage, maxBytes: number): Promise<string> {
  try {
    return await getRawBody(request, {
      limit: maxBytes,
      length: request.headers['content-length'] ?? null,
      encoding: 'utf-8',
    });
  } catch (error) {
    const { type } = error as { type?: string };
    if (type === 'entity.too.large')
      throw new BodyError(
        413,
        'PAYLOAD_TOO_LARGE',
        `The body is larger than the limit of ${maxBytes} bytes.`,
      );
    throw new BodyError(400, 'BAD_REQUEST', 'The body did not arrive whole.');
  }
}
