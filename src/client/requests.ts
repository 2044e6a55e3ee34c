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

interface Answer {
  readonly data?: unknown;
  readonly errors?: readonly WrittenError[];
}

/** What one waits for before it is asked again, for an answer that is no failure and yet asks for patience. */
export interface NotYet {
  readonly retryAfter: number | undefined;
}

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
  async send<Data>(
    query: string,
    variables: unknown,
    repeatable: boolean,
    notYet: (data: Data) => NotYet | undefined = () => undefined,
  ): Promise<Data> {
    const { tokens, attempts, signal } = this.#options;
    let mayRenew = tokens.isRenewable;
    for (let failures = 1; ; failures++) {
      let retryAfter: number | undefined;
      try {
        const data = (await this.#once(query, variables)) as Data;
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

  async #once(query: string, variables: unknown): Promise<unknown> {
    const { url, tokens, fetch, timeoutMs, signal } = this.#options;
    const token = await tokens.current();
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query, variables }),
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    });
    // What breaks off in the middle throws here.
    const text = await response.text();
    const { data, errors } = read(text) ?? notOurs(response);
    const [error] = errors ?? [];
    if (error !== undefined) throw errorOf(error);
    return data;
  }
}

function read(text: string): Answer | undefined {
  try {
    const answer: unknown = JSON.parse(text);
    const isOurs = typeof answer === 'object' && answer !== null && ('data' in answer || 'errors' in answer);
    return isOurs ? (answer as Answer) : undefined;
  } catch {
    return undefined;
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
