import { Connection } from './connection.ts';
import { isQuery, textOf, type TypedDocument, type VariablesOf } from './document.ts';
import { disposedError } from './errors.ts';
import { Live, type LiveOptions, type Subscription } from './live.ts';
import type { SignalOption, SwitchboardOptions } from './options.ts';
import { Requests } from './requests.ts';
import { TokenSource } from './token-source.ts';

/** Any operation, and what the methods for single operations are made of. */
export class Graph {
  readonly #end = new AbortController();
  readonly #tokens: TokenSource;
  readonly #connection: Connection;
  readonly #buffer: number;
  /** What is under way to each interaction or flow and must keep its order: the next waits for it, or a retry would change that. */
  readonly #sending = new Map<string, Promise<unknown>>();
  /** Whole, whatever was given. */
  protected readonly url: string;
  protected readonly requests: Requests;

  constructor(options: SwitchboardOptions) {
    const {
      token,
      webSocketImpl,
      attempts = 8,
      timeoutMs = 10_000,
      keepAliveMs = 10_000,
      buffer = 256,
    } = options;
    const url = absolute(options.url);
    this.url = url;
    const signal = this.#end.signal;
    this.#tokens = new TokenSource(token);
    this.#buffer = buffer;
    this.requests = new Requests({
      url,
      tokens: this.#tokens,
      // A browser's own fetch has to be called as a function of the window's.
      fetch: options.fetch ?? ((...call) => fetch(...call)),
      attempts,
      timeoutMs,
      signal,
    });
    this.#connection = new Connection({ url, tokens: this.#tokens, webSocketImpl, keepAliveMs });
  }

  /**
   * Any operation that is no subscription. A query is repeated when the answer is lost. A mutation is not, since it might be done twice:
   * the methods below are, with a key.
   * @throws SwitchboardError for the first error of the answer
   */
  query<Data, Variables>(
    document: TypedDocument<Data, Variables>,
    ...[variables]: VariablesOf<Variables>
  ): Promise<Data> {
    const text = textOf(document);
    return this.requests.send<Data>(text, variables, isQuery(text));
  }

  /**
   * Any subscription. It is begun again when the connection breaks, as it was: what happened meanwhile is missing, where the graph does not
   * send it again. `follow` and `messages` miss nothing.
   */
  subscribe<Data, Variables>(
    document: TypedDocument<Data, Variables>,
    variables: Variables,
    { signal }: SignalOption = {},
  ): Subscription<Data> {
    return this.live<Data, Data>({
      query: textOf(document),
      variables: () => variables,
      itemOf: (data) => data,
      signal,
    });
  }

  /** Ends all subscriptions, closes the socket, and gives up what is still being sent. */
  dispose(): void {
    this.#end.abort(disposedError());
    this.#connection.dispose();
  }

  [Symbol.dispose](): void {
    this.dispose();
  }

  protected live<Data, Item>(options: LiveOptions<Data, Item>): Subscription<Item> {
    return new Live(options, {
      connection: this.#connection,
      tokens: this.#tokens,
      buffer: this.#buffer,
      signal: this.#end.signal,
    });
  }

  /** @param of whose order it is that is kept */
  protected inOrder<Result>(of: string, send: () => Promise<Result>): Promise<Result> {
    const before = this.#sending.get(of) ?? Promise.resolve();
    // What became of the one before is its sender's matter.
    const sent = before.then(send, send);
    this.#sending.set(of, sent);
    const forget = () => {
      if (this.#sending.get(of) === sent) this.#sending.delete(of);
    };
    sent.then(forget, forget);
    return sent;
  }
}

/** A socket's address has to be whole. */
const absolute = (url: string): string =>
  new URL(url, (globalThis as { location?: { href: string } }).location?.href).href;
