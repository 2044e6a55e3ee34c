import { setTimeout as delay } from 'node:timers/promises';
import { createClient, type Client } from 'graphql-ws';
import WebSocket from 'ws';
import { eventFields, shapeOf, type EventResult } from './events.ts';
import type { EndLine } from './history.ts';
import { issueTokenTo, type Principal } from './principal.ts';
import { marksIn, now, type Recorder } from './recorder.ts';

const subscription = `subscription ($id: ID!, $after: ID, $start: Boolean) {
  interactionEvents(id: $id, afterEventId: $after, fromStart: $start) { ${eventFields} }
}`;

interface Errors {
  readonly extensions?: { readonly code?: string };
}

/**
 * A WebSocket that ignores errors. Terminating it before it opens emits an error that graphql-ws no longer handles, which would end the
 * process.
 */
export class QuietSocket extends WebSocket {
  constructor(address: string, protocols: string) {
    super(address, protocols);
    this.on('error', () => undefined);
  }
}

export interface SubscriberOptions {
  readonly client: string;
  readonly principal: Principal;
  readonly conv: string;
  readonly urls: () => readonly string[];
  readonly recorder: Recorder;
  /** The number of attempts to subscribe again after a FORBIDDEN error. Default: unlimited. */
  readonly attemptsWhenForbidden?: number;
  /** The event after which the first connection begins. Default: it begins with the first event. */
  readonly after?: Position;
  /** The time for which the token of a connection is valid. The connection lasts until the server ends it. Default: unlimited. */
  readonly tokenSeconds?: number;
}

interface Position {
  readonly eventId: string;
  readonly seq: number;
}

/** Subscribes to an interaction from its start, drops the connection every 0.3 to 1.8 s, and resumes after the last processed event. */
export class Subscriber {
  readonly done: Promise<void>;
  readonly #options: SubscriberOptions;
  #connections = 0;
  #lastEvent: Position | undefined;
  #completed = false;
  #staysConnected = false;
  #stopped = false;
  #connection: { readonly end: (reason: EndLine['reason']) => void } | undefined;

  constructor(options: SubscriberOptions) {
    this.#options = options;
    this.#lastEvent = options.after;
    this.done = this.#run();
  }

  /** Stops dropping the connection. The subscriber stays connected until the interaction is completed. */
  stayConnected(): void {
    this.#staysConnected = true;
  }

  /** Ends the connection and waits until the subscriber has stopped. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#connection?.end('quiet');
    await this.done;
  }

  async #run(): Promise<void> {
    let forbidden = 0;
    while (!this.#stopped) {
      const reason = await this.#connect();
      if (reason === 'completed' || reason === 'quiet') return;
      if (reason === 'forbidden' && ++forbidden > (this.#options.attemptsWhenForbidden ?? Infinity)) return;
      if (reason !== 'dropped') await delay(100);
    }
  }

  async #connect(): Promise<EndLine['reason']> {
    const { client: name, principal, conv, recorder, tokenSeconds } = this.#options;
    const urls = this.#options.urls();
    const token = await issueTokenTo(principal, this.#staysConnected ? undefined : tokenSeconds);
    const subId = `${name} ${++this.#connections}`;
    recorder.write({
      t: 'sub',
      m: now(),
      subId,
      client: name,
      tenant: principal.tenant,
      principal: principal.name,
      tokenEnds: token.ends,
      role: principal.role,
      conv,
      after: this.#lastEvent?.seq ?? null,
    });
    const client = createClient({
      url: `${urls[this.#connections % urls.length]?.replace('http', 'ws') ?? ''}/graphql`,
      webSocketImpl: QuietSocket,
      connectionParams: { authorization: `Bearer ${token.text}` },
      retryAttempts: 0,
    });
    const { reason, marks } = await this.#subscribe(client, subId);
    recorder.write({ t: 'end', m: now(), subId, reason, marks });
    // Terminates without a close frame, like a broken connection.
    client.terminate();
    return reason;
  }

  #subscribe(client: Client, subId: string): Promise<Pick<EndLine, 'reason' | 'marks'>> {
    const { conv, recorder } = this.#options;
    return new Promise((resolve) => {
      let ended = false;
      const end = (reason: EndLine['reason'], errors: readonly Errors[] = []) => {
        if (ended) return;
        ended = true;
        clearInterval(timer);
        this.#connection = undefined;
        resolve({ reason, marks: marksIn(JSON.stringify(errors)) });
      };
      this.#connection = { end };
      // A connection with a short token lasts until the server ends it, or long enough to see that the server does not.
      const lifetimeMs = this.#options.tokenSeconds === undefined ? 300 + Math.random() * 1500 : 8000;
      const deadline = now() + lifetimeMs;
      const timer = setInterval(() => {
        if (!this.#staysConnected && now() > deadline) end('dropped');
      }, 20);
      const failed = (errors: readonly Errors[]) => {
        const code = errors[0]?.extensions?.code;
        end(code === 'FORBIDDEN' ? 'forbidden' : code === 'HISTORY_LOST' ? 'history lost' : 'lost', errors);
      };
      client.subscribe<{ interactionEvents: EventResult }>(
        {
          query: subscription,
          variables: {
            id: conv,
            ...(this.#lastEvent === undefined ? { start: true } : { after: this.#lastEvent.eventId }),
          },
        },
        {
          next: ({ data, errors }) => {
            if (ended) return;
            if (errors !== undefined) failed(errors);
            const event = data?.interactionEvents;
            if (event === undefined) return;
            recorder.write({
              t: 'evt',
              m: now(),
              subId,
              ...shapeOf(conv, event),
              marks: marksIn(JSON.stringify({ data, errors })),
            });
            this.#lastEvent = { eventId: event.eventId, seq: event.sequence };
            this.#completed ||= event.__typename === 'StatusChanged' && event.status === 'COMPLETED';
          },
          error: (error) => {
            if (Array.isArray(error)) failed(error as Errors[]);
            else end('lost');
          },
          complete: () => {
            end(this.#completed ? 'completed' : 'lost');
          },
        },
      );
    });
  }
}
