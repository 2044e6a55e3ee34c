import {
  createClient,
  MessageType,
  stringifyMessage,
  type Client,
  type SubscribePayload,
} from 'graphql-ws/client';
import { errorOfSocket } from './closing.ts';
import { errorOf, SwitchboardError, type WrittenError } from './errors.ts';
import type { TokenSource } from './token-source.ts';

/** What an answer of a subscription holds. */
export interface Delivery {
  readonly data?: unknown;
  readonly errors?: readonly WrittenError[];
}

export interface Listener {
  readonly next: (delivery: Delivery) => void;
  /** Told once. @param error why, if the server has not said that there is no more */
  readonly ended: (error: SwitchboardError | undefined) => void;
}

export interface ConnectionOptions {
  /** Of the graph, as for HTTP. */
  readonly url: string;
  readonly tokens: TokenSource;
  /** The constructor of sockets; the platform's own, if left out. */
  readonly webSocketImpl?: unknown;
  /** How often to ask whether the server is still there; one that has not answered by the next time is gone. */
  readonly keepAliveMs: number;
}

/** A socket that nobody needs is kept for so long: the next subscription may come at once. */
const lingerMs = 1000;
/** No more often than this is a token renewed, and one that has not become another is asked for. */
const leastMs = { renewed: 100, same: 1000 };
/** Longer than this no timer runs. */
const maxTimerMs = 2 ** 31 - 1;

interface OpenSocket {
  readonly readyState: number;
  send(text: string): void;
}
const open = 1;

/**
 * One socket for all subscriptions, opened when there are any. It is not opened again by itself: who listens knows after what to go on.
 * Its token is renewed while it is open, so that it need not end with the token that it began with.
 */
export class Connection {
  readonly #options: ConnectionOptions;
  readonly #listening = new Set<(error: SwitchboardError) => void>();
  #client: Client;
  #socket: OpenSocket | undefined;
  /** The token that the server has been told. */
  #told = '';
  #renewal: ReturnType<typeof setTimeout> | undefined;
  #watch: ReturnType<typeof setTimeout> | undefined;

  constructor(options: ConnectionOptions) {
    this.#options = options;
    this.#client = this.#create();
  }

  /** @returns ends it, without a word to the listener */
  subscribe(payload: SubscribePayload, listener: Listener): () => void {
    let over = false;
    const end = (error: SwitchboardError | undefined) => {
      if (over) return;
      over = true;
      this.#listening.delete(drop);
      listener.ended(error);
    };
    const release = this.#client.subscribe(payload, {
      next: (delivery) => {
        if (!over) listener.next(delivery as Delivery);
      },
      error: (reason) => {
        end(Array.isArray(reason) ? errorOf(reason[0] as WrittenError) : this.#errorOf(reason));
      },
      complete: () => {
        end(undefined);
      },
    });
    const drop = (error: SwitchboardError) => {
      end(error);
      // graphql-ws would begin it again by itself after some closes, where it began.
      release();
    };
    this.#listening.add(drop);
    return () => {
      if (over) return;
      over = true;
      this.#listening.delete(drop);
      release();
    };
  }

  /** Lets go of the socket as if the network had broken. Those who listen are told so. */
  drop(): void {
    this.#abandon(new SwitchboardError('NETWORK', 'The connection was dropped.'));
  }

  dispose(): void {
    this.#stopTimers();
    // A socket that is still being opened may fail instead: nobody waits for it any more.
    Promise.resolve(this.#client.dispose()).catch(() => undefined);
  }

  #create(): Client {
    const { url, tokens, webSocketImpl, keepAliveMs } = this.#options;
    const socketUrl = url.replace(/^http/, 'ws');
    // What an abandoned client still has to say is about nobody.
    const isCurrent = () => this.#client === client;
    const failed = (reason: unknown) => {
      if (!isCurrent()) return;
      this.#stopTimers();
      this.#socket = undefined;
      this.#tellAll(this.#errorOf(reason));
    };
    const client = createClient({
      url: () =>
        // Before the socket is opened: the server does not wait long for one who says nothing.
        tokens.current().then(
          (token) => {
            this.#told = token;
            return socketUrl;
          },
          (error: unknown) => {
            if (isCurrent()) this.#abandon(error as SwitchboardError);
            // To graphql-ws a failure here would be nobody's.
            return new Promise<never>(() => undefined);
          },
        ),
      connectionParams: () => ({ authorization: `Bearer ${this.#told}` }),
      webSocketImpl,
      lazyCloseTimeout: lingerMs,
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
          clearTimeout(this.#watch);
          this.#renewLater();
        },
        ping: (received) => {
          if (!received && isCurrent()) this.#expectAnswer();
        },
        pong: () => {
          if (isCurrent()) clearTimeout(this.#watch);
        },
        error: failed,
        closed: failed,
      },
    });
    return client;
  }

  #errorOf(reason: unknown): SwitchboardError {
    const error = errorOfSocket(reason);
    if (error.code === 'UNAUTHENTICATED') this.#options.tokens.spent();
    return error;
  }

  #tellAll(error: SwitchboardError): void {
    for (const drop of [...this.#listening]) drop(error);
  }

  #abandon(error: SwitchboardError): void {
    const client = this.#client;
    const wasOpen = this.#socket !== undefined;
    this.#stopTimers();
    this.#socket = undefined;
    this.#client = this.#create();
    this.#tellAll(error);
    // One that is still being opened ends itself when it finds nobody listening.
    if (wasOpen) client.terminate();
  }

  #expectAnswer(): void {
    clearTimeout(this.#watch);
    this.#watch = setTimeout(() => {
      this.drop();
    }, this.#options.keepAliveMs);
  }

  #stopTimers(): void {
    clearTimeout(this.#watch);
    clearTimeout(this.#renewal);
  }

  #renewLater(least = 0): void {
    clearTimeout(this.#renewal);
    const { tokens } = this.#options;
    const at = tokens.renewAt;
    if (at === undefined) return;
    // Timers may be early, and then the token would still be thought good.
    const ms = Math.max(at - Date.now() + 5, least);
    this.#renewal = setTimeout(() => void this.#renew(), Math.min(ms, maxTimerMs));
  }

  async #renew(): Promise<void> {
    const socket = this.#socket;
    // Without one the old token is good for as long as it was; then the server closes.
    const token = await this.#options.tokens.current().catch(() => this.#told);
    if (socket === undefined || socket !== this.#socket || socket.readyState !== open) return;
    if (token === this.#told) {
      this.#renewLater(leastMs.same);
      return;
    }
    this.#told = token;
    socket.send(stringifyMessage({ type: MessageType.Ping, payload: { authorization: `Bearer ${token}` } }));
    this.#renewLater(leastMs.renewed);
  }
}
