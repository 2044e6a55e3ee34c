import type { Storage } from './storage.ts';
import { rethrow } from './driver-errors.ts';

/** What one process makes at random and all must have alike, such as a secret that signs. */
export interface KeptSettings<Settings> {
  /** To be awaited before the first `current`. */
  readonly ready: () => Promise<void>;
  readonly current: () => Settings;
  /** Keeps other values in their place, and has them. */
  readonly change: (values: Readonly<Record<string, string>>) => Promise<void>;
}

/**
 * @param make what is kept, if no process has done so before
 * @param parse makes of what is kept what is used, once
 */
export function createKeptSettings<Stored extends Readonly<Record<string, string>>, Settings>(
  storage: Pick<Storage, 'systemCollection'>,
  name: string,
  make: () => Stored,
  parse: (stored: Stored) => Settings,
): KeptSettings<Settings> {
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

  return {
    ready,
    current() {
      if (known === undefined) throw new Error(`The settings ${name} were not asked whether they are ready.`);
      return known;
    },
    async change(values) {
      await ready();
      await collection.updateOne({ _id: name }, { $set: values }).catch(rethrow);
      loading = undefined;
      await ready();
    },
  };
}
