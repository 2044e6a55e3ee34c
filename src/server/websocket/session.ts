import { GraphQLError, type ExecutionArgs } from 'graphql';
import { MessageType, type Server, type SubscribePayload } from 'graphql-ws';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { WebSocket } from 'ws';
import type { Caller } from '../../auth/index.ts';
import { exceedsVariableDepth, type PreparedSubscription } from '../../graph/index.ts';
import { DomainError, slowConsumer, unavailable } from '../../kernel/errors.ts';
import type { Logger } from '../../kernel/logger.ts';
import { type Connections, TokenExpiryTimer } from '../connections.ts';
import type { GraphServer, OperationResult } from '../graph-server.ts';
import { admitCaller, type Prologue } from '../http/prologue.ts';
import type { LiveMetrics } from '../ops/metrics.ts';
import { authenticateConnection, authorizationIn, renewToken } from './authentication.ts';
import { closings, slowConsumerClosing, type Closing } from './close-codes.ts';
import { createMessageOrder } from './message-order.ts';
import { ClientError, toExecutionArgs, type ProtocolSession } from './protocol.ts';
import { SocketWriter, textFrame } from './socket-writer.ts';
import { SocketSubscription, type SubscriptionOwner } from './subscription.ts';

export interface SessionDeps {
  readonly graph: GraphServer;
  readonly prologue: Prologue;
  readonly connections: Connections;
  readonly metrics: LiveMetrics;
  readonly log: Logger;
  readonly keepAliveMs: number;
  readonly maxSubscriptions: number;
}

/** The session of one WebSocket: its caller, its subscriptions, and its end. */
export class SocketSession implements ProtocolSession, SubscriptionOwner {
  readonly #ws: WebSocket;
  readonly #request: IncomingMessage;
  readonly #deps: SessionDeps;
  readonly #onIdentified: () => void;
  readonly #writer: SocketWriter;
  readonly #subscriptions = new Map<string, SocketSubscription>();
  readonly #tokenExpiry = new TokenExpiryTimer(() => {
    this.close(closings.forbidden);
  });
  readonly #keepAlive: NodeJS.Timeout;
  #caller: Caller | undefined;
  /** Called once, at the end of the session, with its close code. */
  readonly #onEnd: ((code: number, reason: string) => void)[] = [];
  /** The number of subscriptions that are being prepared. */
  #preparing = 0;
  /** The number of operations that have no result yet. */
  #executing = 0;
  /** Whether the client has sent anything since the last ping. */
  #isAlive = true;
  #isStopping = false;
  #isClosed = false;

  /** @param onIdentified called once, when the caller is known and has a connection */
  constructor(
    ws: WebSocket,
    socket: Socket,
    request: IncomingMessage,
    deps: SessionDeps,
    onIdentified: () => void,
  ) {
    this.#ws = ws;
    this.#request = request;
    this.#deps = deps;
    this.#onIdentified = onIdentified;
    this.#writer = new SocketWriter(ws, socket, () => {
      this.#resumeSubscriptions();
    });
    this.#keepAlive = setInterval(() => {
      this.#checkAlive();
    }, deps.keepAliveMs);
    deps.metrics.sockets += 1;
    ws.on('pong', () => {
      this.#isAlive = true;
    });
    // The ws library closes the socket itself, with 1002, 1007 or 1009.
    ws.on('error', () => undefined);
    ws.on('close', (code, reason) => {
      this.#end(code, String(reason));
    });
  }

  /** Connects the socket to graphql-ws. */
  open(protocol: Server<ProtocolSession>): void {
    const onError = (error: unknown) => {
      this.#fail(error);
    };
    const disconnected = protocol.opened(
      {
        protocol: this.#ws.protocol,
        send: (text) => {
          this.#writer.send(text);
        },
        close: (code = closings.internalError.code, reason = '') => {
          this.close({ code, reason });
        },
        onMessage: (handle) => {
          const onOverflow = () => {
            this.close(closings.tooManyConnections);
          };
          const receive = createMessageOrder({ handle, onError, onOverflow });
          this.#ws.on('message', (data: Buffer) => {
            this.#isAlive = true;
            if (this.#isClosed) return;
            receive(data.toString());
            // A client that sends without reading is read again after it has read.
            if (this.#writer.isOverflowing) this.#ws.pause();
          });
        },
        onPing: (payload) => this.#handlePing(payload),
      },
      this,
    );
    this.#onEnd.push((code, reason) => {
      disconnected(code, reason).catch(onError);
    });
  }

  async connect(params: Readonly<Record<string, unknown>> | undefined): Promise<boolean> {
    const { prologue, connections } = this.#deps;
    const authorization = authorizationIn(params) ?? this.#request.headers.authorization;
    const result = await authenticateConnection(prologue.authenticator, authorization);
    if ('closing' in result) {
      this.close(result.closing);
      return false;
    }
    if (this.#isClosed) return false;
    const release = connections.open();
    const releaseCaller = release && connections.claim(result.caller);
    if (release === undefined || releaseCaller === undefined) {
      release?.();
      this.close(release === undefined ? closings.tryAgainLater : closings.tooManyConnections);
      return false;
    }
    this.#onEnd.push(release, releaseCaller);
    this.#onIdentified();
    this.#setCaller(result.caller);
    return true;
  }

  async execute(id: string, operation: SubscribePayload): Promise<ExecutionArgs | readonly ClientError[]> {
    this.#executing += 1;
    try {
      const outcome = await this.#execute(id, operation);
      // Without data, the operation failed before its execution, and gets an `error` message.
      return !(outcome instanceof SocketSubscription) && outcome.data === undefined
        ? (outcome.errors ?? []).map((error) => new ClientError(error))
        : toExecutionArgs(outcome);
    } finally {
      this.#executing -= 1;
      // The result is sent before the socket closes.
      if (this.#isStopping)
        setImmediate(() => {
          this.stop();
        });
    }
  }

  get ready(): boolean {
    return this.#writer.ready;
  }

  write(subscription: SocketSubscription, payload: Buffer): boolean {
    if (this.#isClosed || !this.#writer.isOpen) return false;
    // Checked before the write: one payload may be larger than the limit.
    if (this.#writer.isOverflowing) {
      this.#endSlow(subscription, slowConsumer());
      return false;
    }
    this.#writer.writeFrame(textFrame(subscription.head, subscription.headBytes, payload));
    this.#deps.metrics.deliveries += 1;
    return true;
  }

  subscriptionEnded(subscription: SocketSubscription, error: Error | undefined): Error | undefined {
    if (this.#subscriptions.get(subscription.id) === subscription)
      this.#subscriptions.delete(subscription.id);
    this.#deps.metrics.subscriptions -= 1;
    if (error === undefined || this.#isClosed) return undefined;
    if (error instanceof DomainError && error.code === 'SLOW_CONSUMER') {
      this.#endSlow(subscription, error);
      return undefined;
    }
    return new ClientError(this.#deps.graph.formatError({ message: error.message }, error));
  }

  /** Closes the socket once its running operations have their results. */
  stop(): void {
    this.#isStopping = true;
    if (this.#executing === 0) this.close(closings.goingAway);
  }

  terminate(): void {
    this.#ws.terminate();
  }

  /** Releases everything at once: the client may answer the close late or never. */
  close({ code, reason }: Closing): void {
    if (this.#isClosed) return;
    this.#ws.close(code, reason);
    // A paused socket would never read the client's close.
    this.#ws.resume();
    this.#end(code, reason);
  }

  #end(code: number, reason: string): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    clearInterval(this.#keepAlive);
    this.#tokenExpiry.stop();
    this.#deps.metrics.sockets -= 1;
    this.#deps.metrics.observeClose(code);
    for (const onEnd of this.#onEnd) onEnd(code, reason);
  }

  #endSlow({ id, position }: SocketSubscription, error: Error): void {
    const formatted = this.#deps.graph.formatError({ message: error.message }, error);
    const payload = [
      { ...formatted, extensions: { ...formatted.extensions, lastEventId: position ?? null } },
    ];
    this.#writer.sendMessage({ id, type: MessageType.Error, payload });
    this.close(slowConsumerClosing(id, position));
  }

  readonly #currentCaller = (): Caller => {
    if (this.#caller === undefined) throw new Error('The caller is unknown before connection_init.');
    return this.#caller;
  };

  #setCaller(caller: Caller): void {
    this.#caller = caller;
    this.#tokenExpiry.set(caller.expiresAt);
  }

  /** Answers a ping. A token in its payload replaces the token of the session. */
  async #handlePing(payload: Readonly<Record<string, unknown>> | undefined): Promise<void> {
    const authorization = authorizationIn(payload);
    if (authorization === undefined) {
      // JSON.stringify would exceed the stack with a payload that is nested very deeply.
      const echo = payload !== undefined && !exceedsVariableDepth(payload) ? { payload } : {};
      this.#writer.sendMessage({ type: MessageType.Pong, ...echo });
      return;
    }
    const { authenticator } = this.#deps.prologue;
    const caller = this.#caller && (await renewToken(authenticator, this.#caller, authorization));
    if (caller === undefined) {
      this.close(closings.forbidden);
      return;
    }
    if (!this.#isClosed) this.#setCaller(caller);
    // The payload is not returned, since it contains the token.
    this.#writer.sendMessage({ type: MessageType.Pong });
  }

  async #execute(id: string, operation: SubscribePayload): Promise<SocketSubscription | OperationResult> {
    const { graph, prologue } = this.#deps;
    const caller = this.#currentCaller();
    const preparing = { count: 0 };
    try {
      if (this.#isStopping) throw unavailable();
      const account = admitCaller(prologue, caller);
      try {
        const result = await graph.execute(operation, {
          principal: caller,
          spend: account.spend,
          subscriptions: {
            caller: this.#currentCaller,
            admit: () => {
              this.#checkSubscriptionLimit();
              preparing.count += 1;
              this.#preparing += 1;
            },
          },
        });
        return result.subscription === undefined ? result : this.#subscribe(id, result.subscription);
      } finally {
        account.end();
      }
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return { errors: [graph.formatError({ message: error.message }, error)] };
    } finally {
      this.#preparing -= preparing.count;
    }
  }

  #checkSubscriptionLimit(): void {
    const { maxSubscriptions: limit } = this.#deps;
    if (this.#subscriptions.size + this.#preparing >= limit)
      throw new GraphQLError(`This socket has ${limit} subscriptions open, and may not have more.`, {
        extensions: { code: 'TOO_MANY_SUBSCRIPTIONS', limit },
      });
  }

  #subscribe(id: string, prepared: PreparedSubscription): SocketSubscription {
    const subscription = new SocketSubscription(id, prepared, this);
    this.#subscriptions.set(id, subscription);
    this.#deps.metrics.subscriptions += 1;
    return subscription;
  }

  #resumeSubscriptions(): void {
    const all = [...this.#subscriptions.values()];
    for (const subscription of all) subscription.resume();
    // The first one may fill the whole buffer, so the next round starts with the second.
    const [first] = all;
    if (first !== undefined && this.#subscriptions.delete(first.id)) this.#subscriptions.set(first.id, first);
  }

  /** Pings the client, or disconnects it if it has not answered the last ping. */
  #checkAlive(): void {
    if (!this.#isAlive) {
      this.#ws.terminate();
      return;
    }
    this.#isAlive = false;
    this.#ws.ping();
  }

  #fail(error: unknown): void {
    this.#deps.log.error({ err: error }, 'a message on a socket failed');
    this.close(closings.internalError);
  }
}
