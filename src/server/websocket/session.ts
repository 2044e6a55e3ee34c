import { GraphQLError, type ExecutionArgs } from 'graphql';
import { MessageType, stringifyMessage, type Server, type SubscribePayload } from 'graphql-ws';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { WebSocket } from 'ws';
import type { Authenticator, Caller } from '../../auth/index.ts';
import { DomainError, slowConsumer, unavailable } from '../../kernel/errors.ts';
import type { Logger } from '../../kernel/logger.ts';
import type { PreparedSubscription } from '../../graph/index.ts';
import type { Connections } from '../connections.ts';
import type { GraphServer, Outcome } from '../graph-server.ts';
import type { LiveMetrics } from '../ops/metrics.ts';
import type { Presence } from '../presence.ts';
import type { RateLimiter } from '../http/rate-limit.ts';
import { closings, tooSlow, type Closing } from './close-codes.ts';
import { authorizationIn } from './connection-params.ts';
import { inOrderOfIds } from './message-order.ts';
import { goOnWith } from './protocol.ts';
import { Refusal } from './refusal.ts';
import { SocketSubscription, type FrameWriter } from './subscription.ts';
import { textFrame } from './text-frame.ts';
import { TokenExpiryTimer } from '../token-expiry-timer.ts';

export interface SessionOptions {
  readonly graph: GraphServer;
  readonly authenticator: Authenticator;
  readonly limiter: RateLimiter;
  readonly connections: Connections;
  readonly presence: Presence;
  readonly metrics: LiveMetrics;
  readonly log: Logger;
  readonly keepAliveMs: number;
  readonly maxSubscriptions: number;
}

/** Beyond this many bytes on their way to the client, what keeps a position waits. */
const readyBelowBytes = 64 * 1024;
/** Beyond this, what cannot wait has been pushed on regardless, or the client asks more than it reads. */
const tooManyBytes = 1024 * 1024;

/** One client's socket: who it is, what it has open, and what is written to it. */
export class SocketSession implements FrameWriter {
  readonly #ws: WebSocket;
  readonly #socket: Socket;
  readonly #request: IncomingMessage;
  readonly #options: SessionOptions;
  readonly #subscriptions = new Map<string, SocketSubscription>();
  readonly #clock = new TokenExpiryTimer(() => {
    this.close(closings.forbidden);
  });
  readonly #keepAlive: NodeJS.Timeout;
  /** One function for all subscriptions of the socket. */
  readonly #callerNow = () => this.#known();
  #caller: Caller | undefined;
  #release: (() => void) | undefined;
  #disconnected: ((code: number, reason: string) => Promise<void>) | undefined;
  /** Subscriptions that are being begun. */
  #beginning = 0;
  #operations = 0;
  #alive = true;
  #stalled = false;
  #stopping = false;
  #closed = false;

  constructor(ws: WebSocket, socket: Socket, request: IncomingMessage, options: SessionOptions) {
    this.#ws = ws;
    this.#socket = socket;
    this.#request = request;
    this.#options = options;
    this.#keepAlive = setInterval(() => {
      this.#askWhetherAlive();
    }, options.keepAliveMs);
    options.metrics.sockets += 1;
    ws.on('pong', () => {
      this.#alive = true;
    });
    // ws closes the socket itself, with a code that says what was wrong: 1002, 1007, 1009.
    ws.on('error', () => undefined);
    ws.on('close', (code, reason) => {
      this.#end(code, String(reason));
    });
    socket.on('drain', () => {
      this.#drained();
    });
  }

  /** Lets graphql-ws speak its protocol on it. */
  open(protocol: Server<SocketSession>): void {
    const ws = this.#ws;
    this.#disconnected = protocol.opened(
      {
        protocol: ws.protocol,
        send: (text) => {
          // On a dead socket it is nothing; how much is on its way is looked at before the next message is read.
          if (ws.readyState === ws.OPEN) ws.send(text);
        },
        close: (code = closings.internalError.code, reason = '') => {
          this.close({ code, reason });
        },
        onMessage: (handle) => {
          const take = inOrderOfIds({
            handle,
            failed: (error) => {
              this.#failed(error);
            },
            overrun: () => {
              this.close(closings.tooManyConnections);
            },
          });
          ws.on('message', (data: Buffer) => {
            this.#alive = true;
            if (this.#closed) return;
            take(data.toString());
            // Who asks and does not read is not heard until it has read.
            if (this.#socket.writableLength > tooManyBytes) ws.pause();
          });
        },
        onPing: (payload) => this.#pinged(payload),
      },
      this,
    );
  }

  /** connection_init. @returns whether the client is let in; if not, the socket is closed already */
  async connect(params: Readonly<Record<string, unknown>> | undefined): Promise<boolean> {
    const caller = await this.#identify(authorizationIn(params) ?? this.#request.headers.authorization);
    if (caller === undefined || this.#closed) return false;
    const release = this.#options.connections.claim(caller);
    if (release === undefined) {
      this.close(closings.tooManyConnections);
      return false;
    }
    this.#release = release;
    this.#become(caller);
    return true;
  }

  /** subscribe: a query and a mutation as well. @returns what graphql-ws goes on with, or why not */
  async perform(id: string, operation: SubscribePayload): Promise<ExecutionArgs | readonly Refusal[]> {
    this.#operations += 1;
    try {
      const outcome = await this.#run(id, operation);
      // What failed before it was executed is no answer.
      return !(outcome instanceof SocketSubscription) && outcome.data === undefined
        ? (outcome.errors ?? []).map((error) => new Refusal(error))
        : goOnWith(outcome);
    } finally {
      this.#operations -= 1;
      // What has come out of it is sent first.
      if (this.#stopping)
        setImmediate(() => {
          this.stop();
        });
    }
  }

  get ready(): boolean {
    if (this.#socket.writableLength < readyBelowBytes) return true;
    this.#stalled = true;
    return false;
  }

  write(subscription: SocketSubscription, payload: Buffer): boolean {
    // The client may have begun to close.
    if (this.#closed || this.#ws.readyState !== this.#ws.OPEN) return false;
    // Asked before it is written: one payload may be larger than all that is allowed to wait.
    if (this.#socket.writableLength > tooManyBytes) {
      this.#endSlow(subscription, slowConsumer());
      return false;
    }
    const { head, headBytes } = subscription;
    // Not through ws, which writes the frame's own header apart from it: that costs a fifth more.
    this.#socket.write(textFrame(head, headBytes, payload));
    this.#options.metrics.deliveries += 1;
    return true;
  }

  ended(subscription: SocketSubscription, error: Error | undefined): Error | undefined {
    if (this.#subscriptions.get(subscription.id) === subscription)
      this.#subscriptions.delete(subscription.id);
    this.#options.metrics.subscriptions -= 1;
    if (error === undefined || this.#closed) return undefined;
    if (error instanceof DomainError && error.code === 'SLOW_CONSUMER') {
      this.#endSlow(subscription, error);
      return undefined;
    }
    return new Refusal(this.#options.graph.formatError({ message: error.message }, error));
  }

  /** Ends when what is under way has been answered. */
  stop(): void {
    this.#stopping = true;
    if (this.#operations === 0) this.close(closings.goingAway);
  }

  terminate(): void {
    this.#ws.terminate();
  }

  /** What hangs on the socket is let go of at once: the client may take its time to go, or never say so. */
  close({ code, reason }: Closing): void {
    if (this.#closed) return;
    this.#ws.close(code, reason);
    // Or the client's own close is never read.
    this.#ws.resume();
    this.#end(code, reason);
  }

  #end(code: number, reason: string): void {
    if (this.#closed) return;
    this.#closed = true;
    clearInterval(this.#keepAlive);
    this.#clock.stop();
    this.#options.metrics.sockets -= 1;
    this.#options.metrics.observeClose(code);
    this.#disconnected?.(code, reason).catch((error: unknown) => {
      this.#failed(error);
    });
    this.#release?.();
  }

  #endSlow(subscription: SocketSubscription, error: Error): void {
    const { position } = subscription;
    const formatted = this.#options.graph.formatError({ message: error.message }, error);
    const told = { ...formatted, extensions: { ...formatted.extensions, lastEventId: position ?? null } };
    if (this.#ws.readyState === this.#ws.OPEN)
      this.#ws.send(stringifyMessage({ id: subscription.id, type: MessageType.Error, payload: [told] }));
    this.close(tooSlow(subscription.id, position));
  }

  #known(): Caller {
    if (this.#caller === undefined) throw new Error('Nobody is known before connection_init.');
    return this.#caller;
  }

  #become(caller: Caller): void {
    this.#caller = caller;
    this.#clock.set(caller.expiresAt);
  }

  /** @returns nothing if the socket has been closed instead */
  async #identify(authorization: string | undefined): Promise<Caller | undefined> {
    try {
      const caller = await this.#options.authenticator.authenticate(authorization);
      if (caller === undefined) this.close(closings.unauthorized);
      return caller;
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      this.close(error.code === 'UNAVAILABLE' ? closings.tryAgainLater : closings.unauthorized);
      return undefined;
    }
  }

  async #pinged(payload: Readonly<Record<string, unknown>> | undefined): Promise<void> {
    const authorization = authorizationIn(payload);
    if (authorization !== undefined && !(await this.#renew(authorization))) {
      this.close(closings.forbidden);
      return;
    }
    // A token is not sent back.
    const pong = payload === undefined || authorization !== undefined ? {} : { payload };
    if (this.#ws.readyState === this.#ws.OPEN)
      this.#ws.send(stringifyMessage({ type: MessageType.Pong, ...pong }));
  }

  /** A new token of the same principal goes in the place of the old one, whatever its scopes. */
  async #renew(authorization: string): Promise<boolean> {
    const old = this.#caller;
    if (old === undefined) return false;
    try {
      const renewed = await this.#options.authenticator.authenticate(authorization);
      if (renewed?.tenant !== old.tenant || renewed.kind !== old.kind || renewed.id !== old.id) return false;
      if (!this.#closed) this.#become(renewed);
      return true;
    } catch (error) {
      // The identity provider is away: the old token is still good for as long as it was.
      if (error instanceof DomainError) return error.code === 'UNAVAILABLE';
      throw error;
    }
  }

  async #run(id: string, operation: SubscribePayload): Promise<SocketSubscription | Outcome> {
    const { graph, limiter, presence, maxSubscriptions } = this.#options;
    const caller = this.#known();
    let begins = 0;
    try {
      if (this.#stopping) throw unavailable();
      const tab = limiter.open(caller, undefined);
      presence.touch(caller);
      try {
        const outcome = await graph.run(operation, {
          principal: caller,
          spend: tab.spend,
          follow: {
            caller: this.#callerNow,
            admit: () => {
              if (this.#subscriptions.size + this.#beginning >= maxSubscriptions)
                throw tooManySubscriptions(maxSubscriptions);
              begins = 1;
              this.#beginning += 1;
            },
          },
        });
        return outcome.subscription === undefined ? outcome : this.#begin(id, outcome.subscription);
      } finally {
        tab.settle();
      }
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return { errors: [graph.formatError({ message: error.message }, error)] };
    } finally {
      this.#beginning -= begins;
    }
  }

  #begin(id: string, begun: PreparedSubscription): SocketSubscription {
    const subscription = new SocketSubscription(id, begun, this);
    this.#subscriptions.set(id, subscription);
    this.#options.metrics.subscriptions += 1;
    return subscription;
  }

  #drained(): void {
    if (this.#ws.isPaused) this.#ws.resume();
    if (!this.#stalled) return;
    this.#stalled = false;
    const all = [...this.#subscriptions.values()];
    for (const subscription of all) subscription.resume();
    // The first fills what there is room for: next time another is first.
    const [first] = all;
    if (first !== undefined && this.#subscriptions.delete(first.id)) this.#subscriptions.set(first.id, first);
  }

  #askWhetherAlive(): void {
    if (!this.#alive) {
      this.#ws.terminate();
      return;
    }
    this.#alive = false;
    this.#ws.ping();
  }

  #failed(error: unknown): void {
    this.#options.log.error({ err: error }, 'a message on a socket failed');
    this.close(closings.internalError);
  }
}

const tooManySubscriptions = (limit: number): GraphQLError =>
  new GraphQLError(`This socket has ${limit} subscriptions open, and may not have more.`, {
    extensions: { code: 'TOO_MANY_SUBSCRIPTIONS', limit },
  });
