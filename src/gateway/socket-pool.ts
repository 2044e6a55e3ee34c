import { reviveExactNumber } from '../kernel/json.ts';
import { createClient, type Client, type ClientOptions, type Sink, type SubscribePayload } from 'graphql-ws';
import { WebSocket } from 'ws';

export interface SocketPoolOptions {
  readonly url: string;
  readonly timeoutMs: number;
}

export interface PooledSubscription {
  /** Tenant and id of the caller. Callers never share a WebSocket: an error that closes it ends all its subscriptions. */
  readonly principal: string;
  readonly connectionParams: Readonly<Record<string, string>>;
  readonly operation: SubscribePayload;
}

interface SharedSocket {
  readonly client: Client;
  readonly sinks: Set<Sink>;
}

/** Subscriptions per WebSocket: the default limit of another Switchboard. */
const maxSubscriptions = 50;
const maxMessageBytes = 1024 * 1024;
/** Interval of pings. */
const keepAliveMs = 10_000;

/**
 * Creates the WebSockets to one remote subgraph. Subscriptions of one caller with the same connection parameters share a WebSocket, which
 * is open from the first subscription to the last. A WebSocket that closes is not opened again.
 * @returns a function that starts a subscription and returns the function that ends it
 */
export function createSocketPool(options: SocketPoolOptions) {
  /** WebSockets with room for one more subscription. */
  const available = new Map<string, SharedSocket>();

  return ({ principal, connectionParams, operation }: PooledSubscription, sink: Sink): (() => void) => {
    const key = JSON.stringify([principal, connectionParams]);
    const socket = available.get(key) ?? openSocket(options, connectionParams);
    const { client, sinks } = socket;
    sinks.add(sink);
    if (sinks.size < maxSubscriptions) available.set(key, socket);
    else available.delete(key);
    const stop = client.subscribe(operation, sink);
    return () => {
      sinks.delete(sink);
      // The WebSocket closes after its last subscription, so it must not get another one.
      if (sinks.size === 0 && available.get(key) === socket) available.delete(key);
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
    // A subgraph that hangs keeps its connections open, so a missing pong is the only sign.
    ping(received) {
      if (!received)
        deadline = setTimeout(() => {
          client.terminate();
        }, timeoutMs);
    },
    pong(received) {
      if (received) clearTimeout(deadline);
    },
    // graphql-ws reports no error to the sinks for a normal close, and would open the WebSocket again.
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
        // graphql-ws removes its listener from a WebSocket that it gives up. A later error without any listener would end the process.
        this.on('error', () => undefined);
      }
    },
    connectionParams,
    jsonMessageReviver: reviveExactNumber,
    connectionAckWaitTimeout: timeoutMs,
    keepAlive: keepAliveMs,
    retryAttempts: 0,
    // With 0, the WebSocket would close before its last subscription gets its final message.
    lazyCloseTimeout: 1,
    on,
  });
  return { client, sinks };
}
