import type { Storage } from './storage.ts';
import { rethrow } from './driver-errors.ts';

/** Settings that one process generates and all processes share, such as a signing secret. */
export interface SharedSettings<Settings> {
  /** Must be awaited before the first `current`. */
  readonly ready: () => Promise<void>;
  readonly current: () => Settings;
  /** Loads the settings again: another process may have changed them. */
  readonly reload: () => Promise<void>;
  /** Stores other values and loads them. */
  readonly change: (values: Readonly<Record<string, string>>) => Promise<void>;
}

/**
 * @param make generates the settings if no process has stored them yet
 * @param parse converts the stored settings, once
 */
export function createSharedSettings<Stored extends Readonly<Record<string, string>>, Settings>(
  storage: Pick<Storage, 'systemCollection'>,
  name: string,
  make: () => Stored,
  parse: (stored: Stored) => Settings,
): SharedSettings<Settings> {
  const collection = storage.systemCollection<Record<string, string> & { _id: string }>('settings', []);
  let loading: Promise<void> | undefined;
  let known: Settings | undefined;

  async function load(): Promise<void> {
    const stored = await collection
      .findOneAndUpdate({ _id: name }, { $setOnInsert: make() }, { upsert: true, returnDocument: 'after' })
      .catch((error: unknown) => {
        loading = undefined;
        return rethrow(error);
      });
    if (stored !== null) known = parse(stored as unknown as Stored);
  }
  const ready = () => (loading ??= load());
  const reload = () => {
    loading = undefined;
    return ready();
  };

  return {
    ready,
    reload,
    current() {
      if (known === undefined) throw new Error(`The settings ${name} are not loaded: await ready() first.`);
      return known;
    },
    async change(values) {
      await ready();
      await collection.updateOne({ _id: name }, { $set: values }).catch(rethrow);
      await reload();
    },
  };
}
