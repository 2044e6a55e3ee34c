import type { ExecutionResult } from 'graphql';
import { createClient, type ClientOptions } from 'graphql-ws';
import { WebSocket } from 'ws';
import { slowConsumer } from '../kernel/errors.ts';
import { Inbox } from '../kernel/inbox.ts';

export interface RemoteEventsOptions {
  readonly url: string;
  readonly timeoutMs: number;
  readonly connectionParams: Record<string, string>;
  readonly operation: { readonly query: string; readonly variables: Record<string, unknown> };
  /** An event as it came, as an answer. */
  readonly read: (result: unknown) => ExecutionResult;
  /** What the follower is told of how it failed: what the subgraph said, or what went wrong on the way. */
  readonly failure: (cause: unknown) => Error;
}

/** So many may wait for a follower who does not take them. */
const maxWaiting = 1000;
const maxMessageBytes = 1024 * 1024;
/** So often it is asked whether it is still there. */
const keepAliveMs = 10_000;

/**
 * A subscription of another team's subgraph, over a socket of its own. Nothing is opened before the first is asked for, and it is never
 * begun anew by itself: whoever follows is told that it broke off, since what was missed in between only they can ask for.
 */
export function followRemotely(options: RemoteEventsOptions): AsyncIterableIterator<ExecutionResult> {
  const { read, failure } = options;
  const inbox = new Inbox<ExecutionResult>();
  let close: (() => void) | undefined;

  function end(error?: Error): void {
    if (inbox.ended) return;
    inbox.end(error);
    close?.();
  }

  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    next() {
      close ??= open(options, {
        next(result) {
          inbox.push(read(result));
          if (inbox.size <= maxWaiting) return;
          inbox.drop();
          end(slowConsumer());
        },
        error: (cause) => {
          end(failure(cause));
        },
        complete: end,
      });
      return inbox.take();
    },
    return() {
      end();
      inbox.close();
      return Promise.resolve({ value: undefined, done: true });
    },
  };
}

interface Sink {
  next(result: unknown): void;
  error(cause: unknown): void;
  complete(): void;
}

/** @returns closes it */
function open({ url, timeoutMs, connectionParams, operation }: RemoteEventsOptions, sink: Sink): () => void {
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
      sink.error(event);
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
    on,
  });
  return client.subscribe(operation, sink);
}
