import type { ServerResponse } from 'node:http';
import type { PayloadSink, PreparedSubscription } from '../../graph/index.ts';
import { DomainError, slowConsumer, unauthenticated } from '../../kernel/errors.ts';
import type { GraphServer, Outcome } from '../graph-server.ts';
import type { LiveMetrics } from '../ops/metrics.ts';
import { TokenExpiryTimer } from '../token-expiry-timer.ts';

export interface StreamOptions {
  readonly keepAliveMs: number;
  readonly expiresAt: number;
  readonly formatError: GraphServer['formatError'];
  readonly metrics: LiveMetrics;
}

/** Beyond this, what cannot wait has been pushed on regardless. */
const tooManyBytes = 1024 * 1024;

/** A response that stays open for what one operation gives: `next` for each result, `complete` at its end. */
export class EventStream implements PayloadSink {
  readonly #response: ServerResponse;
  readonly #options: StreamOptions;
  readonly #keepAlive: NodeJS.Timeout;
  readonly #clock = new TokenExpiryTimer(() => {
    this.#fail(unauthenticated());
  });
  #feed: ReturnType<PreparedSubscription['open']> | undefined;
  #position: string | undefined;
  #ended = false;
  /** When it was last looked at: whether anything waited, and how much had been sent. */
  #waited = false;
  #sent = 0;

  constructor(response: ServerResponse, options: StreamOptions) {
    this.#response = response;
    this.#options = options;
    this.#keepAlive = setInterval(() => {
      this.#stayAlive();
    }, options.keepAliveMs);
    this.#clock.set(options.expiresAt);
    options.metrics.streams += 1;
    response.on('drain', () => this.#feed?.resume());
    response.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      // What stands between must not wait for more.
      'x-accel-buffering': 'no',
    });
    // Some browsers take the response for begun only when something has come.
    response.write(':\n\n');
  }

  begin({ subscription, data, errors }: Outcome): void {
    if (subscription === undefined) {
      this.#write(JSON.stringify({ ...(errors && { errors }), ...(data === undefined ? {} : { data }) }));
      this.#complete();
      return;
    }
    this.#options.metrics.subscriptions += 1;
    this.#feed = subscription.open(this);
    if (this.#ended) this.#feed.close();
  }

  get ready(): boolean {
    return !this.#response.writableNeedDrain;
  }

  deliver(payload: Buffer, position: string | undefined): void {
    if (this.#ended) return;
    // Asked before it is written: one payload may be larger than all that is allowed to wait.
    if (this.#response.writableLength > tooManyBytes) {
      this.#fail(slowConsumer());
      return;
    }
    if (position !== undefined) this.#position = position;
    const head = position === undefined ? 'event: next\ndata: ' : `event: next\nid: ${position}\ndata: `;
    const headBytes = Buffer.byteLength(head);
    const event = Buffer.allocUnsafe(headBytes + payload.length + 2);
    event.write(head);
    payload.copy(event, headBytes);
    event.write('\n\n', event.length - 2);
    this.#response.write(event);
    this.#options.metrics.deliveries += 1;
  }

  end(error?: Error): void {
    if (error === undefined) this.#complete();
    else this.#fail(error);
  }

  /** The server goes: without `complete`, so that the client comes back. */
  leave(): void {
    this.#response.end();
    this.closed();
  }

  /** The client has gone. */
  closed(): void {
    if (this.#ended) return;
    this.#ended = true;
    clearInterval(this.#keepAlive);
    this.#clock.stop();
    this.#options.metrics.streams -= 1;
    if (this.#feed !== undefined) this.#options.metrics.subscriptions -= 1;
    this.#feed?.close();
  }

  #complete(): void {
    if (this.#ended) return;
    this.#response.end('event: complete\ndata:\n\n');
    this.closed();
  }

  #fail(error: Error): void {
    if (this.#ended) return;
    const formatted = this.#options.formatError({ message: error.message }, error);
    const slow = error instanceof DomainError && error.code === 'SLOW_CONSUMER';
    const told = slow
      ? { ...formatted, extensions: { ...formatted.extensions, lastEventId: this.#position ?? null } }
      : formatted;
    this.#write(JSON.stringify({ errors: [told] }));
    this.#complete();
  }

  #write(text: string): void {
    this.#response.write(`event: next\ndata: ${text}\n\n`);
  }

  /** There is no answer to it; but what has not been read since the last time is not going to be. */
  #stayAlive(): void {
    const { socket, writableLength } = this.#response;
    // What has left this process; where nothing has while something waits, nobody reads.
    const sent = (socket?.bytesWritten ?? 0) - writableLength;
    if (this.#waited && writableLength > 0 && sent <= this.#sent) this.#response.destroy();
    else this.#response.write(':\n\n');
    this.#waited = writableLength > 0;
    this.#sent = sent;
  }
}
