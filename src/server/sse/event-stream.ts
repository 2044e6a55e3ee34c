import type { ServerResponse } from 'node:http';
import type { PayloadSink, PreparedSubscription } from '../../graph/index.ts';
import { DomainError, slowConsumer, unauthenticated } from '../../kernel/errors.ts';
import type { GraphServer, OperationResult } from '../graph-server.ts';
import { notCachedStream } from '../http/respond.ts';
import type { LiveMetrics } from '../ops/metrics.ts';
import { TokenExpiryTimer } from '../connections.ts';
import type { StreamFormat } from './stream-format.ts';

export interface EventStreamOptions {
  readonly format: StreamFormat;
  readonly keepAliveMs: number;
  readonly expiresAt: number;
  readonly formatError: GraphServer['formatError'];
  readonly metrics: LiveMetrics;
}

/** A client with more buffered bytes than this is a slow consumer. */
const maxBufferedBytes = 1024 * 1024;

/** The response of one operation as a stream of its results. */
export class EventStream implements PayloadSink {
  readonly #response: ServerResponse;
  readonly #options: EventStreamOptions;
  readonly #keepAlive: NodeJS.Timeout;
  readonly #clock = new TokenExpiryTimer(() => {
    this.#fail(unauthenticated());
  });
  #feed: ReturnType<PreparedSubscription['open']> | undefined;
  #position: string | undefined;
  #ended = false;
  /** The state at the last keep-alive: whether data was buffered, and how many bytes had been sent. */
  #wasBuffering = false;
  #sentBytes = 0;

  constructor(response: ServerResponse, options: EventStreamOptions) {
    this.#response = response;
    this.#options = options;
    this.#keepAlive = setInterval(() => {
      this.#checkAlive();
    }, options.keepAliveMs);
    this.#clock.set(options.expiresAt);
    options.metrics.streams += 1;
    response.on('drain', () => this.#feed?.resume());
    response.writeHead(200, {
      'content-type': options.format.contentType,
      ...notCachedStream,
      // Tells reverse proxies not to buffer.
      'x-accel-buffering': 'no',
    });
    response.write(options.format.opening);
  }

  /** Sends the result, or opens the subscription. */
  send({ subscription, data, errors }: OperationResult): void {
    if (subscription === undefined) {
      const result = JSON.stringify({ ...(errors && { errors }), ...(data === undefined ? {} : { data }) });
      const { headOf, tail } = this.#options.format;
      this.#response.write(headOf(undefined) + result + tail);
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
    // Checked before the write: one payload may be larger than the limit.
    if (this.#response.writableLength > maxBufferedBytes) {
      this.#fail(slowConsumer());
      return;
    }
    if (position !== undefined) this.#position = position;
    const { headOf, tail } = this.#options.format;
    const head = headOf(position);
    const headBytes = Buffer.byteLength(head);
    const event = Buffer.allocUnsafe(headBytes + payload.length + tail.length);
    event.write(head);
    payload.copy(event, headBytes);
    event.write(tail, event.length - tail.length);
    this.#response.write(event);
    this.#options.metrics.deliveries += 1;
  }

  end(error?: Error): void {
    if (error === undefined) this.#complete();
    else this.#fail(error);
  }

  /** Ends the response without its ending, so that the client reconnects. */
  endForReconnect(): void {
    this.#response.end();
    this.dispose();
  }

  /** Releases everything once the response has closed. */
  dispose(): void {
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
    this.#response.end(this.#options.format.ending);
    this.dispose();
  }

  #fail(error: Error): void {
    if (this.#ended) return;
    const formatted = this.#options.formatError({ message: error.message }, error);
    const slow = error instanceof DomainError && error.code === 'SLOW_CONSUMER';
    const sent = slow
      ? { ...formatted, extensions: { ...formatted.extensions, lastEventId: this.#position ?? null } }
      : formatted;
    this.#response.write(this.#options.format.failureOf([sent]));
    this.#complete();
  }

  /** Sends a keep-alive. Disconnects the client if it has read nothing since the last one. */
  #checkAlive(): void {
    const { socket, writableLength } = this.#response;
    const sentBytes = (socket?.bytesWritten ?? 0) - writableLength;
    if (this.#wasBuffering && writableLength > 0 && sentBytes <= this.#sentBytes) this.#response.destroy();
    else this.#response.write(this.#options.format.keepAlive);
    this.#wasBuffering = writableLength > 0;
    this.#sentBytes = sentBytes;
  }
}
