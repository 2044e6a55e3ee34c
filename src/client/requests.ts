import { sleep, waitMsAfter } from './backoff.ts';
import {
  asError,
  didNothing,
  errorOf,
  mayHaveBeenDone,
  SwitchboardError,
  type WrittenError,
} from './errors.ts';
import type { TokenSource } from './token-source.ts';

export interface RequestOptions {
  readonly url: string;
  readonly tokens: TokenSource;
  readonly fetch: typeof fetch;
  /** How often one operation is sent at most. */
  readonly attempts: number;
  /** How long one answer may take. */
  readonly timeoutMs: number;
  /** Ends everything. */
  readonly signal: AbortSignal;
}

/** What one waits for before it is asked again, for an answer that is no failure and yet asks for patience. */
export interface NotYet {
  readonly retryAfter: number | undefined;
}

interface Request {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Blob | Uint8Array<ArrayBuffer>;
}

/** A phone in the country: what is slower is taken for dead. */
const slowestBytesPerMs = 16;

/** Single operations, each over HTTP: they need no socket, and come through where sockets do not. */
export class Requests {
  readonly #options: RequestOptions;

  constructor(options: RequestOptions) {
    this.#options = options;
  }

  /**
   * Sends an operation until it is known what became of it, or there is no more hope.
   * @param repeatable doing it twice is doing it once: it is a query, or it has a key
   * @param notYet tells answers that ask to try again
   */
  send<Data>(
    query: string,
    variables: unknown,
    repeatable: boolean,
    notYet: (data: Data) => NotYet | undefined = () => undefined,
  ): Promise<Data> {
    const { url, timeoutMs } = this.#options;
    const request = {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
    };
    const once = async () => {
      const { response, content } = await this.#fetched(url, request, timeoutMs);
      return 'data' in content ? (content.data as Data) : notOurs(response);
    };
    return this.#tried(once, repeatable, notYet);
  }

  /** Sends a photo to an address beside the graph's, where putting it twice is putting it once. */
  putPhoto<Data>(
    path: string,
    body: Blob | Uint8Array<ArrayBuffer>,
    headers: Readonly<Record<string, string>>,
  ): Promise<Data> {
    const { url, timeoutMs } = this.#options;
    const size = body instanceof Uint8Array ? body.byteLength : body.size;
    const patienceMs = timeoutMs + Math.ceil(size / slowestBytesPerMs);
    const once = async () => {
      const request = { method: 'PUT', headers, body };
      const { response, content } = await this.#fetched(new URL(path, url).href, request, patienceMs);
      return response.ok && 'photo' in content ? (content as Data) : notOurs(response);
    };
    return this.#tried(once, true);
  }

  async #tried<Data>(
    once: () => Promise<Data>,
    repeatable: boolean,
    notYet: (data: Data) => NotYet | undefined = () => undefined,
  ): Promise<Data> {
    const { tokens, attempts, signal } = this.#options;
    let mayRenew = tokens.isRenewable;
    for (let failures = 1; ; failures++) {
      let retryAfter: number | undefined;
      try {
        const data = await once();
        const wait = notYet(data);
        // Out of patience, "not now" is the answer.
        if (wait === undefined || failures >= attempts) return data;
        ({ retryAfter } = wait);
      } catch (thrown) {
        const error = asError(thrown);
        if (signal.aborted) throw signal.reason;
        if (error.code === 'UNAUTHENTICATED' && mayRenew) {
          mayRenew = false;
          tokens.spent();
          continue;
        }
        const again = didNothing(error) || (repeatable && mayHaveBeenDone(error));
        if (!again || failures >= attempts) throw error;
        ({ retryAfter } = error);
      }
      await sleep(waitMsAfter(failures, retryAfter), signal);
    }
  }

  /** @throws the first error of the answer, whatever its status */
  async #fetched(
    url: string,
    { headers, ...request }: Request,
    patienceMs: number,
  ): Promise<{ readonly response: Response; readonly content: object }> {
    const { tokens, fetch, signal } = this.#options;
    const token = await tokens.current();
    const response = await fetch(url, {
      ...request,
      headers: { ...headers, authorization: `Bearer ${token}` },
      signal: AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]),
    });
    // What breaks off in the middle throws here.
    const content = read(await response.text());
    const [error] = 'errors' in content ? ((content.errors ?? []) as readonly WrittenError[]) : [];
    if (error !== undefined) throw errorOf(error);
    return { response, content };
  }
}

/** Nothing is in what is no JSON object. */
function read(text: string): object {
  try {
    const content: unknown = JSON.parse(text);
    return typeof content === 'object' && content !== null ? content : {};
  } catch {
    return {};
  }
}

/** Somebody on the way has answered: a proxy whose server is away, or that is asked too much, gets better. */
function notOurs({ status, headers }: Response): never {
  const passing =
    status === 429 ? 'RATE_LIMITED' : status >= 502 && status <= 504 ? 'UNAVAILABLE' : undefined;
  const seconds = Number(headers.get('retry-after') ?? NaN);
  throw new SwitchboardError(
    passing ?? 'BAD_RESPONSE',
    `The answer is not the graph's; its status is ${status}.`,
    { retryAfter: Number.isFinite(seconds) ? seconds * 1000 : undefined },
  );
}
