import { setTimeout as delay } from 'node:timers/promises';
import { createClient, type Client } from 'graphql-ws';
import WebSocket from 'ws';
import { eventFields, shapeOf, type EventResult } from './events.ts';
import type { EndLine, SubscriberRole } from './history.ts';
import { now, type Recorder } from './recorder.ts';

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
class QuietSocket extends WebSocket {
  constructor(address: string, protocols: string) {
    super(address, protocols);
    this.on('error', () => undefined);
  }
}

export interface SubscriberOptions {
  readonly client: string;
  readonly principal: string;
  readonly role: SubscriberRole;
  readonly conv: string;
  readonly token: string;
  readonly urls: () => readonly string[];
  readonly recorder: Recorder;
  /** The number of attempts to subscribe again after a FORBIDDEN error. Default: unlimited. */
  readonly attemptsWhenForbidden?: number;
}

/** Subscribes to an interaction from its start, drops the connection every 0.2 to 1 s, and resumes after the last processed event. */
export class Subscriber {
  readonly done: Promise<void>;
  readonly #options: SubscriberOptions;
  #connections = 0;
  #lastEvent: { readonly eventId: string; readonly seq: number } | undefined;
  #completed = false;
  #staysConnected = false;
  #stopped = false;
  #connection: { readonly end: (reason: EndLine['reason']) => void } | undefined;

  constructor(options: SubscriberOptions) {
    this.#options = options;
    this.done = this.#run();
  }

  get seq(): number {
    return this.#lastEvent?.seq ?? 0;
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
    const { client: name, principal, role, conv, token, recorder } = this.#options;
    const urls = this.#options.urls();
    const subId = `${name} ${++this.#connections}`;
    recorder.write({
      t: 'sub',
      m: now(),
      subId,
      client: name,
      principal,
      role,
      conv,
      after: this.#lastEvent?.seq ?? null,
    });
    const client = createClient({
      url: `${urls[this.#connections % urls.length]?.replace('http', 'ws') ?? ''}/graphql`,
      webSocketImpl: QuietSocket,
      connectionParams: { authorization: `Bearer ${token}` },
      retryAttempts: 0,
    });
    const reason = await this.#subscribe(client, subId);
    recorder.write({ t: 'end', m: now(), subId, reason });
    // Terminates without a close frame, like a broken connection.
    client.terminate();
    return reason;
  }

  #subscribe(client: Client, subId: string): Promise<EndLine['reason']> {
    const { conv, recorder } = this.#options;
    return new Promise((resolve) => {
      let ended = false;
      const end = (reason: EndLine['reason']) => {
        if (ended) return;
        ended = true;
        clearInterval(timer);
        this.#connection = undefined;
        resolve(reason);
      };
      this.#connection = { end };
      const deadline = now() + 200 + Math.random() * 800;
      const timer = setInterval(() => {
        if (!this.#staysConnected && now() > deadline) end('dropped');
      }, 20);
      const failed = (errors: readonly Errors[]) => {
        const code = errors[0]?.extensions?.code;
        end(code === 'FORBIDDEN' ? 'forbidden' : code === 'HISTORY_LOST' ? 'history lost' : 'lost');
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
            recorder.write({ t: 'evt', m: now(), subId, ...shapeOf(conv, event) });
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
