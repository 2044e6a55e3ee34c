import { until } from '../support/until.ts';
import { now } from './recorder.ts';
import { Watcher, type WatcherOptions } from './watcher.ts';

type LiveWatcherOptions = Pick<WatcherOptions, 'client' | 'principal' | 'urls' | 'recorder'>;

/** Records the typing in a conversation. */
export class TypingWatcher {
  readonly #watcher: Watcher;
  /** The participants that type, as the present connection shows them. */
  readonly #typing = new Set<string>();
  #connection = '';

  constructor({ conv, ...options }: LiveWatcherOptions & { readonly conv: string }) {
    this.#watcher = new Watcher({
      ...options,
      query: 'subscription ($id: ID!) { typing(id: $id) { by typing } }',
      variables: { id: conv },
      record: (subId, data) => {
        const { by, typing } = data.typing as { readonly by: string; readonly typing: boolean };
        options.recorder.write({ t: 'typed', m: now(), subId, conv, by, active: typing });
        // A new connection shows nobody at first.
        if (subId !== this.#connection) this.#typing.clear();
        this.#connection = subId;
        if (typing) this.#typing.add(by);
        else this.#typing.delete(by);
      },
    });
  }

  /** Waits until the client shows nobody as typing, or the time is over. */
  async untilNobodyTypes(timeoutMs: number): Promise<void> {
    const nobody = () => this.#typing.size === 0 || this.#connection !== this.#watcher.connection;
    await until(nobody, 'nobody types', timeoutMs).catch(() => undefined);
  }

  stop(): Promise<void> {
    return this.#watcher.stop();
  }
}

/** Records the numbered changes of an agent's state. */
export class ChangeWatcher {
  readonly #watcher: Watcher;

  constructor({ agent, ...options }: LiveWatcherOptions & { readonly agent: string }) {
    this.#watcher = new Watcher({
      ...options,
      query: 'subscription ($ids: [ID!]) { agentStateChanged(agentIds: $ids) { currentStateReason } }',
      variables: { ids: [agent] },
      record: (_, data) => {
        const { currentStateReason: reason } = data.agentStateChanged as {
          readonly currentStateReason: string;
        };
        options.recorder.write({
          t: 'change',
          m: now(),
          client: options.client,
          agent,
          version: Number(reason),
        });
      },
    });
  }

  stop(): Promise<void> {
    return this.#watcher.stop();
  }
}
