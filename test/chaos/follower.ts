import { setTimeout as delay } from 'node:timers/promises';
import { createClient, type Client } from 'graphql-ws';
import WebSocket from 'ws';
import { eventFields, shapeOf, type ShownEvent } from './events.ts';
import type { EndLine, FollowerRole } from './history.ts';
import { now, type Recorder } from './recorder.ts';

const subscription = `subscription ($id: ID!, $after: ID, $start: Boolean) {
  interactionEvents(id: $id, afterEventId: $after, fromStart: $start) { ${eventFields} }
}`;

interface Errors {
  readonly extensions?: { readonly code?: string };
}

/** Broken off before it is open, it says so by an event that graphql-ws no longer listens for, and Node ends the process. */
class QuietSocket extends WebSocket {
  constructor(address: string, protocols: string) {
    super(address, protocols);
    this.on('error', () => undefined);
  }
}

export interface FollowerOptions {
  readonly client: string;
  readonly principal: string;
  readonly role: FollowerRole;
  readonly conv: string;
  readonly token: string;
  readonly urls: () => readonly string[];
  readonly recorder: Recorder;
  /** Comes to be sent away, and tries that often to get in again. */
  readonly triesWhenForbidden?: number;
}

/** Follows an interaction from its start, drops the connection every 0.2 to 1 s, and goes on after the event it processed last. */
export class Follower {
  readonly done: Promise<void>;
  readonly #options: FollowerOptions;
  #connections = 0;
  #seen: { readonly eventId: string; readonly seq: number } | undefined;
  #completed = false;
  #settling = false;
  #over = false;
  #connection: { readonly end: (reason: EndLine['reason']) => void } | undefined;

  constructor(options: FollowerOptions) {
    this.#options = options;
    this.done = this.#follow();
  }

  get seq(): number {
    return this.#seen?.seq ?? 0;
  }

  /** From now on it stays connected, until the interaction is completed. */
  settle(): void {
    this.#settling = true;
  }

  /** Whoever has not come to the end by now has had time enough. */
  async stop(): Promise<void> {
    this.#over = true;
    this.#connection?.end('quiet');
    await this.done;
  }

  async #follow(): Promise<void> {
    let forbidden = 0;
    while (!this.#over) {
      const reason = await this.#connect();
      if (reason === 'completed' || reason === 'quiet') return;
      if (reason === 'forbidden' && ++forbidden > (this.#options.triesWhenForbidden ?? Infinity)) return;
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
      after: this.#seen?.seq ?? null,
    });
    const client = createClient({
      url: `${urls[this.#connections % urls.length]?.replace('http', 'ws') ?? ''}/graphql`,
      webSocketImpl: QuietSocket,
      connectionParams: { authorization: `Bearer ${token}` },
      retryAttempts: 0,
    });
    const reason = await this.#listen(client, subId);
    recorder.write({ t: 'end', m: now(), subId, reason });
    // Without a word, as a connection breaks.
    client.terminate();
    return reason;
  }

  #listen(client: Client, subId: string): Promise<EndLine['reason']> {
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
        if (!this.#settling && now() > deadline) end('dropped');
      }, 20);
      const failed = (errors: readonly Errors[]) => {
        const code = errors[0]?.extensions?.code;
        end(code === 'FORBIDDEN' ? 'forbidden' : code === 'HISTORY_LOST' ? 'history lost' : 'lost');
      };
      client.subscribe<{ interactionEvents: ShownEvent }>(
        {
          query: subscription,
          variables: {
            id: conv,
            ...(this.#seen === undefined ? { start: true } : { after: this.#seen.eventId }),
          },
        },
        {
          next: ({ data, errors }) => {
            if (ended) return;
            if (errors !== undefined) failed(errors);
            const event = data?.interactionEvents;
            if (event === undefined) return;
            recorder.write({ t: 'evt', m: now(), subId, ...shapeOf(conv, event) });
            this.#seen = { eventId: event.eventId, seq: event.sequence };
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
