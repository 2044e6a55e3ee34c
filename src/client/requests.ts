import { abortableDelay, retryDelayMs } from './backoff.ts';
import {
  toSwitchboardError,
  wasNotExecuted,
  errorFromResponse,
  hasUnknownOutcome,
  SwitchboardError,
  type ResponseError,
} from './errors.ts';
import type { TokenSource } from './token-source.ts';

export interface RequestOptions {
  readonly url: string;
  readonly tokens: TokenSource;
  readonly fetch: typeof fetch;
  /** Maximum number of times that one operation is sent. */
  readonly attempts: number;
  readonly timeoutMs: number;
  /** Aborted when the client is disposed. */
  readonly signal: AbortSignal;
}

/** Request of a successful answer to send the operation again later. */
export interface RetryLater {
  readonly retryAfter: number | undefined;
}

interface Request {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Blob | Uint8Array<ArrayBuffer>;
}

/** Lowest upload rate before a photo times out: that of a phone with poor reception. */
const minBytesPerMs = 16;

/** Sends queries and mutations over HTTP, with retries. */
export class Requests {
  readonly #options: RequestOptions;

  constructor(options: RequestOptions) {
    this.#options = options;
  }

  /**
   * Sends an operation until its outcome is known or the attempts are used up.
   * @param idempotent whether it can be sent again after an unknown outcome: it is a query, or it has a key
   * @param retryLater returns whether an answer asks for another attempt
   */
  send<Data>(
    query: string,
    variables: unknown,
    idempotent: boolean,
    retryLater: (data: Data) => RetryLater | undefined = () => undefined,
  ): Promise<Data> {
    const { url, timeoutMs } = this.#options;
    const request = {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
    };
    const once = async () => {
      const { response, content } = await this.#fetch(url, request, timeoutMs);
      return 'data' in content ? (content.data as Data) : throwForeignAnswer(response);
    };
    return this.#withRetries(once, idempotent, retryLater);
  }

  /** Uploads a photo to a path beside the graph's. The upload is idempotent. */
  putPhoto<Data>(
    path: string,
    body: Blob | Uint8Array<ArrayBuffer>,
    headers: Readonly<Record<string, string>>,
  ): Promise<Data> {
    const { url, timeoutMs } = this.#options;
    const size = body instanceof Uint8Array ? body.byteLength : body.size;
    const requestTimeoutMs = timeoutMs + Math.ceil(size / minBytesPerMs);
    const once = async () => {
      const request = { method: 'PUT', headers, body };
      const { response, content } = await this.#fetch(new URL(path, url).href, request, requestTimeoutMs);
      return response.ok && 'photo' in content ? (content as Data) : throwForeignAnswer(response);
    };
    return this.#withRetries(once, true);
  }

  async #withRetries<Data>(
    once: () => Promise<Data>,
    idempotent: boolean,
    retryLater: (data: Data) => RetryLater | undefined = () => undefined,
  ): Promise<Data> {
    const { tokens, attempts, signal } = this.#options;
    let mayRenew = tokens.isRenewable;
    for (let failures = 1; ; failures++) {
      let retryAfter: number | undefined;
      try {
        const data = await once();
        const wait = retryLater(data);
        // After the last attempt the answer is returned as it is.
        if (wait === undefined || failures >= attempts) return data;
        ({ retryAfter } = wait);
      } catch (thrown) {
        const error = toSwitchboardError(thrown);
        if (signal.aborted) throw signal.reason;
        if (error.code === 'UNAUTHENTICATED' && mayRenew) {
          mayRenew = false;
          tokens.invalidate();
          continue;
        }
        const again = wasNotExecuted(error) || (idempotent && hasUnknownOutcome(error));
        if (!again || failures >= attempts) throw error;
        ({ retryAfter } = error);
      }
      await abortableDelay(retryDelayMs(failures, retryAfter), signal);
    }
  }

  /** Sends one request and reads its answer. @throws the first GraphQL error of the answer, whatever its HTTP status */
  async #fetch(
    url: string,
    { headers, ...request }: Request,
    requestTimeoutMs: number,
  ): Promise<{ readonly response: Response; readonly content: object }> {
    const { tokens, fetch, signal } = this.#options;
    const token = await tokens.current();
    const response = await fetch(url, {
      ...request,
      headers: { ...headers, authorization: `Bearer ${token}` },
      signal: AbortSignal.any([signal, AbortSignal.timeout(requestTimeoutMs)]),
    });
    // Throws if the connection breaks before the end of the body.
    const content = parseObject(await response.text());
    const [error] = 'errors' in content ? ((content.errors ?? []) as readonly ResponseError[]) : [];
    if (error !== undefined) throw errorFromResponse(error);
    return { response, content };
  }
}

/** Parses a JSON object. Returns an empty object for any other text. */
function parseObject(text: string): object {
  try {
    const content: unknown = JSON.parse(text);
    return typeof content === 'object' && content !== null ? content : {};
  } catch {
    return {};
  }
}

/** Throws for an answer that is not the graph's. A proxy's 429, 502, 503 and 504 are transient. */
function throwForeignAnswer({ status, headers }: Response): never {
  const transientCode =
    status === 429 ? 'RATE_LIMITED' : status >= 502 && status <= 504 ? 'UNAVAILABLE' : undefined;
  const seconds = Number(headers.get('retry-after') ?? NaN);
  throw new SwitchboardError(
    transientCode ?? 'BAD_RESPONSE',
    `The answer is not the graph's; its status is ${status}.`,
    { retryAfter: Number.isFinite(seconds) ? seconds * 1000 : undefined },
  );
}
