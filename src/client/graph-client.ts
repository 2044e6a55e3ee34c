import { SocketConnection } from './connection.ts';
import { isQuery, documentText, type TypedDocument, type VariablesOf } from './document.ts';
import { disposedError } from './errors.ts';
import {
  ResumableSubscription,
  type ResumableSubscriptionOptions,
  type Subscription,
} from './resumable-subscription.ts';
import type { SignalOption, SwitchboardOptions } from './options.ts';
import { Requests } from './requests.ts';
import { TokenSource } from './token-source.ts';

/** Base of the client: any operation and subscription, over one token source, one socket and one retry policy. */
export class GraphClient {
  readonly #end = new AbortController();
  readonly #tokens: TokenSource;
  readonly #connection: SocketConnection;
  readonly #buffer: number;
  /** Last ordered operation of each interaction or flow. The next one waits for it, since a retry could otherwise change the order. */
  readonly #sending = new Map<string, Promise<unknown>>();
  /** Absolute URL. */
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
      // A browser's `fetch` throws unless it is called on the window.
      fetch: options.fetch ?? ((...call) => fetch(...call)),
      attempts,
      timeoutMs,
      signal,
    });
    this.#connection = new SocketConnection({ url, tokens: this.#tokens, webSocketImpl, keepAliveMs });
  }

  /**
   * Runs a query or a mutation. A query is sent again when its answer is lost. A mutation is not, since it could run twice: the methods for
   * single operations send an idempotency key and are retried.
   * @throws SwitchboardError for the first error of the answer
   */
  query<Data, Variables>(
    document: TypedDocument<Data, Variables>,
    ...[variables]: VariablesOf<Variables>
  ): Promise<Data> {
    const text = documentText(document);
    return this.requests.send<Data>(text, variables, isQuery(text));
  }

  /**
   * Starts a subscription. It starts again with the same variables when the connection breaks, so it can miss events of that time.
   * `follow`, `messages` and `followFlow` resume instead and miss nothing.
   */
  subscribe<Data, Variables>(
    document: TypedDocument<Data, Variables>,
    variables: Variables,
    { signal }: SignalOption = {},
  ): Subscription<Data> {
    return this.live<Data, Data>({
      query: documentText(document),
      variables: () => variables,
      itemOf: (data) => data,
      signal,
    });
  }

  /** Ends all subscriptions, closes the socket and aborts all requests. */
  dispose(): void {
    this.#end.abort(disposedError());
    this.#connection.dispose();
  }

  [Symbol.dispose](): void {
    this.dispose();
  }

  protected live<Data, Item>(options: ResumableSubscriptionOptions<Data, Item>): Subscription<Item> {
    return new ResumableSubscription(options, {
      connection: this.#connection,
      tokens: this.#tokens,
      buffer: this.#buffer,
      signal: this.#end.signal,
    });
  }

  /** Sends after all earlier operations with the same `orderKey` have ended, whether they succeeded or failed. */
  protected inOrder<Result>(orderKey: string, send: () => Promise<Result>): Promise<Result> {
    const before = this.#sending.get(orderKey) ?? Promise.resolve();
    const sent = before.then(send, send);
    this.#sending.set(orderKey, sent);
    const forget = () => {
      if (this.#sending.get(orderKey) === sent) this.#sending.delete(orderKey);
    };
    sent.then(forget, forget);
    return sent;
  }
}

/** Resolves a path against the page's URL: a WebSocket URL must be absolute. */
const absolute = (url: string): string =>
  new URL(url, (globalThis as { location?: { href: string } }).location?.href).href;
