import { createClient, type Client, type ClientOptions, type SubscribePayload } from 'graphql-ws';
import { WebSocket } from 'ws';

export interface SocketPoolOptions {
  readonly url: string;
  readonly timeoutMs: number;
}

export interface SocketSubscription {
  /** Who follows. What one follows goes over one socket, and never over another's: what ends a socket ends all that goes over it. */
  readonly principal: string;
  readonly connectionParams: Readonly<Record<string, string>>;
  readonly operation: SubscribePayload;
}

/** Where a subscription's events go. */
export interface Sink {
  next(result: unknown): void;
  error(cause: unknown): void;
  complete(): void;
}

interface SharedSocket {
  readonly client: Client;
  readonly sinks: Set<Sink>;
}

/** What another Switchboard takes over one, unless it is told otherwise. */
const maxSubscriptions = 50;
const maxMessageBytes = 1024 * 1024;
/** So often it is asked whether it is still there. */
const keepAliveMs = 10_000;

/**
 * The sockets to one subgraph: one for each who follows something there and what they showed for it, from the first subscription to the
 * last. None is opened anew when it breaks off.
 * @returns begins a subscription, and gives what ends it
 */
export function createSocketPool(options: SocketPoolOptions) {
  /** Those that take one more. */
  const open = new Map<string, SharedSocket>();

  return ({ principal, connectionParams, operation }: SocketSubscription, sink: Sink): (() => void) => {
    const key = JSON.stringify([principal, connectionParams]);
    const socket = open.get(key) ?? openSocket(options, connectionParams);
    const { client, sinks } = socket;
    sinks.add(sink);
    if (sinks.size < maxSubscriptions) open.set(key, socket);
    else open.delete(key);
    const stop = client.subscribe(operation, sink);
    return () => {
      sinks.delete(sink);
      // With its last subscription it closes, and takes no other.
      if (sinks.size === 0 && open.get(key) === socket) open.delete(key);
      stop();
    };
  };
}

function openSocket(
  { url, timeoutMs }: SocketPoolOptions,
  connectionParams: Readonly<Record<string, string>>,
): SharedSocket {
  const sinks = new Set<Sink>();
  let deadline: NodeJS.Timeout | undefined;
  const on: ClientOptions['on'] = {
    // One that hangs keeps its connections, and says nothing.
    ping(received) {
      if (!received)
        deadline = setTimeout(() => {
          client.terminate();
        }, timeoutMs);
    },
    pong(received) {
      if (received) clearTimeout(deadline);
    },
    // graphql-ws itself takes a socket that was closed in order for one to be opened again.
    closed(event) {
      clearTimeout(deadline);
      for (const sink of [...sinks]) sink.error(event);
    },
  };
  const client = createClient({
    url: url.replace(/^http/, 'ws'),
    webSocketImpl: class extends WebSocket {
      constructor(address: string, protocol: string) {
        super(address, protocol, {
          handshakeTimeout: timeoutMs,
          maxPayload: maxMessageBytes,
          perMessageDeflate: false,
        });
        // graphql-ws stops listening to one that it has given up, which would be nobody's fault then, and end the process.
        this.on('error', () => undefined);
      }
    },
    connectionParams,
    connectionAckWaitTimeout: timeoutMs,
    keepAlive: keepAliveMs,
    retryAttempts: 0,
    // Not at once: it would be closing already while its last subscription is still about to be told that it has ended.
    lazyCloseTimeout: 1,
    on,
  });
  return { client, sinks };
}
