import type { ExecutionResult } from 'graphql';
import { createClient, type ClientOptions } from 'graphql-ws';
import { WebSocket } from 'ws';
import { slowConsumer } from '../kernel/errors.ts';

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
  const waiting: ExecutionResult[] = [];
  let ended: { error: Error | undefined } | undefined;
  let close: (() => void) | undefined;
  let wake: (() => void) | undefined;
  const woken = () => {
    wake?.();
    wake = undefined;
  };

  function end(error?: Error): void {
    if (ended !== undefined) return;
    ended = { error };
    close?.();
    woken();
  }

  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    async next() {
      close ??= open(options, {
        next(result) {
          waiting.push(read(result));
          woken();
          if (waiting.length > maxWaiting) {
            waiting.length = 0;
            end(slowConsumer());
          }
        },
        error: (cause) => {
          end(failure(cause));
        },
        complete: end,
      });
      for (;;) {
        const value = waiting.shift();
        if (value !== undefined) return { value, done: false };
        if (ended !== undefined) {
          const { error } = ended;
          ended.error = undefined;
          if (error !== undefined) throw error;
          return { value: undefined, done: true };
        }
        await new Promise<void>((resolve) => (wake = resolve));
      }
    },
    /** Also settles a `next()` that waits, which a quiet subgraph would keep for ever. */
    return() {
      waiting.length = 0;
      end();
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
