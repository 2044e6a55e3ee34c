import { setTimeout as delay } from 'node:timers/promises';
import { createClient } from 'graphql-ws';
import type { EndLine } from './history.ts';
import { issueTokenTo, type Principal } from './principal.ts';
import { now, type Recorder } from './recorder.ts';
import { QuietSocket } from './subscriber.ts';

export interface WatcherOptions {
  readonly client: string;
  readonly principal: Principal;
  readonly urls: () => readonly string[];
  readonly recorder: Recorder;
  readonly query: string;
  readonly variables: Record<string, unknown>;
  /** Records what arrived on a connection. */
  readonly record: (connection: string, data: Record<string, unknown>) => void;
}

/** Follows a subscription that does not resume, on one connection for as long as it lasts, and connects again after 100 ms. */
export class Watcher {
  readonly #options: WatcherOptions;
  readonly #done: Promise<void>;
  #connections = 0;
  #stopped = false;
  #end: ((reason: EndLine['reason']) => void) | undefined;

  constructor(options: WatcherOptions) {
    this.#options = options;
    this.#done = this.#run();
  }

  /** The present connection, or the last one. */
  get connection(): string {
    return `${this.#options.client} ${this.#connections}`;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#end?.('quiet');
    await this.#done;
  }

  async #run(): Promise<void> {
    while (!this.#stopped) {
      await this.#connect();
      await delay(100);
    }
  }

  async #connect(): Promise<void> {
    const { principal, urls, recorder, query, variables, record } = this.#options;
    const token = await issueTokenTo(principal);
    this.#connections += 1;
    const subId = this.connection;
    const addresses = urls();
    const client = createClient({
      url: `${addresses[this.#connections % addresses.length]?.replace('http', 'ws') ?? ''}/graphql`,
      webSocketImpl: QuietSocket,
      connectionParams: { authorization: `Bearer ${token.text}` },
      retryAttempts: 0,
      // A suspended gateway does not close its connections.
      keepAlive: 2000,
    });
    const reason = await new Promise<EndLine['reason']>((resolve) => {
      this.#end = resolve;
      const lost = () => {
        resolve('lost');
      };
      const next = ({ data }: { readonly data?: Record<string, unknown> | null }) => {
        if (data) record(subId, data);
      };
      client.subscribe({ query, variables }, { next, error: lost, complete: lost });
    });
    this.#end = undefined;
    recorder.write({ t: 'end', m: now(), subId, reason, marks: [] });
    client.terminate();
  }
}
