import {
  createClient,
  MessageType,
  stringifyMessage,
  type Client,
  type SubscribePayload,
} from 'graphql-ws/client';
import { errorFromResponse, errorFromSocket, SwitchboardError, type ResponseError } from './errors.ts';
import type { TokenSource } from './token-source.ts';

/** One execution result of a subscription. */
export interface SubscriptionPayload {
  readonly data?: unknown;
  readonly errors?: readonly ResponseError[];
}

export interface SubscriptionListener {
  readonly next: (payload: SubscriptionPayload) => void;
  /** Called once. @param error the reason; undefined if the server completed the subscription */
  readonly ended: (error: SwitchboardError | undefined) => void;
}

export interface ConnectionOptions {
  /** HTTP URL of the graph. */
  readonly url: string;
  readonly tokens: TokenSource;
  /** WebSocket constructor. Default: that of the platform. */
  readonly webSocketImpl?: unknown;
  /** Interval between pings in milliseconds. A server that has not answered within one interval counts as gone. */
  readonly keepAliveMs: number;
}

/** Time that a socket without subscriptions stays open, so that the next subscription can use it. */
const idleCloseMs = 1000;
/** Minimum delay before the next renewal: after a new token, and after a token source that returned the same token again. */
const minRenewalMs = { afterNewToken: 100, afterSameToken: 1000 };
/** Largest delay that `setTimeout` accepts. */
const maxTimerMs = 2 ** 31 - 1;

interface OpenSocket {
  readonly readyState: number;
  send(text: string): void;
}
/** `WebSocket.OPEN`. */
const openState = 1;

/**
 * One WebSocket for all subscriptions of a client. It is opened for the first subscription. It does not reconnect by itself: each
 * subscription resumes after its own last event. The token is renewed on the open socket, so that the socket outlives its first token.
 */
export class SocketConnection {
  readonly #options: ConnectionOptions;
  /** Functions that end one open subscription each. */
  readonly #open = new Set<(error: SwitchboardError) => void>();
  #client: Client;
  #socket: OpenSocket | undefined;
  #sentToken = '';
  #renewalTimer: ReturnType<typeof setTimeout> | undefined;
  #answerTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: ConnectionOptions) {
    this.#options = options;
    this.#client = this.#create();
  }

  /** Subscribes, and returns a function that unsubscribes without a call of the listener. */
  subscribe(payload: SubscribePayload, listener: SubscriptionListener): () => void {
    let over = false;
    const end = (error: SwitchboardError | undefined) => {
      if (over) return;
      over = true;
      this.#open.delete(drop);
      listener.ended(error);
    };
    const release = this.#client.subscribe(payload, {
      next: (result) => {
        if (!over) listener.next(result as SubscriptionPayload);
      },
      error: (reason) => {
        end(Array.isArray(reason) ? errorFromResponse(reason[0] as ResponseError) : this.#errorOf(reason));
      },
      complete: () => {
        end(undefined);
      },
    });
    const drop = (error: SwitchboardError) => {
      end(error);
      // Otherwise graphql-ws retries from the start after some close codes.
      release();
    };
    this.#open.add(drop);
    return () => {
      if (over) return;
      over = true;
      this.#open.delete(drop);
      release();
    };
  }

  /** Closes the socket as if the network had failed. All subscriptions end with a `NETWORK` error. */
  drop(): void {
    this.#abandon(new SwitchboardError('NETWORK', 'The connection was dropped.'));
  }

  dispose(): void {
    this.#stopTimers();
    // A socket that is still opening may fail. Nothing depends on it any more.
    Promise.resolve(this.#client.dispose()).catch(() => undefined);
  }

  #create(): Client {
    const { url, tokens, webSocketImpl, keepAliveMs } = this.#options;
    const socketUrl = url.replace(/^http/, 'ws');
    // Events of an abandoned client are ignored.
    const isCurrent = () => this.#client === client;
    const failed = (reason: unknown) => {
      if (!isCurrent()) return;
      this.#stopTimers();
      this.#socket = undefined;
      this.#endAll(this.#errorOf(reason));
    };
    const client = createClient({
      url: () =>
        // The token is fetched before the socket opens: the server waits only a short time for `connection_init`.
        tokens.current().then(
          (token) => {
            this.#sentToken = token;
            return socketUrl;
          },
          (error: unknown) => {
            if (isCurrent()) this.#abandon(error as SwitchboardError);
            // graphql-ws would report a rejection here as an unhandled one.
            return new Promise<never>(() => undefined);
          },
        ),
      connectionParams: () => ({ authorization: `Bearer ${this.#sentToken}` }),
      webSocketImpl,
      lazyCloseTimeout: idleCloseMs,
      keepAlive: keepAliveMs,
      retryAttempts: 0,
      on: {
        connecting: () => {
          if (isCurrent()) this.#expectAnswer();
        },
        opened: (socket) => {
          if (isCurrent()) this.#socket = socket as OpenSocket;
        },
        connected: () => {
          if (!isCurrent()) return;
          clearTimeout(this.#answerTimer);
          this.#renewLater();
        },
        ping: (received) => {
          if (!received && isCurrent()) this.#expectAnswer();
        },
        pong: () => {
          if (isCurrent()) clearTimeout(this.#answerTimer);
        },
        error: failed,
        closed: failed,
      },
    });
    return client;
  }

  #errorOf(reason: unknown): SwitchboardError {
    const error = errorFromSocket(reason);
    if (error.code === 'UNAUTHENTICATED') this.#options.tokens.invalidate();
    return error;
  }

  #endAll(error: SwitchboardError): void {
    for (const drop of [...this.#open]) drop(error);
  }

  #abandon(error: SwitchboardError): void {
    const client = this.#client;
    const wasOpen = this.#socket !== undefined;
    this.#stopTimers();
    this.#socket = undefined;
    this.#client = this.#create();
    this.#endAll(error);
    // A socket that is still opening closes by itself, since it has no subscriptions.
    if (wasOpen) client.terminate();
  }

  #expectAnswer(): void {
    clearTimeout(this.#answerTimer);
    this.#answerTimer = setTimeout(() => {
      this.drop();
    }, this.#options.keepAliveMs);
  }

  #stopTimers(): void {
    clearTimeout(this.#answerTimer);
    clearTimeout(this.#renewalTimer);
  }

  #renewLater(minMs = 0): void {
    clearTimeout(this.#renewalTimer);
    const { tokens } = this.#options;
    const at = tokens.renewAt;
    if (at === undefined) return;
    // A timer can fire early, and the token would then still count as valid.
    const ms = Math.max(at - Date.now() + 5, minMs);
    this.#renewalTimer = setTimeout(() => void this.#renew(), Math.min(ms, maxTimerMs));
  }

  async #renew(): Promise<void> {
    const socket = this.#socket;
    // Without a new token the socket stays open until the server closes it at the end of the old one.
    const token = await this.#options.tokens.current().catch(() => this.#sentToken);
    if (socket === undefined || socket !== this.#socket || socket.readyState !== openState) return;
    if (token === this.#sentToken) {
      this.#renewLater(minRenewalMs.afterSameToken);
      return;
    }
    this.#sentToken = token;
    socket.send(stringifyMessage({ type: MessageType.Ping, payload: { authorization: `Bearer ${token}` } }));
    this.#renewLater(minRenewalMs.afterNewToken);
  }
}
