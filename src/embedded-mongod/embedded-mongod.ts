import type { Logger } from '../kernel/logger.ts';
import { acquire } from './acquire.ts';
import { findBinary } from './binary/find-binary.ts';
import type { Progress } from './binary/binary.ts';
import { openDataDirectory, readVersionMarker } from './data-directory.ts';
import { EmbeddedMongodError } from './embedded-mongod-error.ts';
import type { Acquisition } from './hold.ts';
import { leave } from './leave.ts';
import { uriOf } from './uri.ts';
import { watch } from './watch.ts';
import type { EmbeddedMongodStatus } from './watch.ts';

export interface EmbeddedMongodOptions {
  /** DATA_DIR */
  readonly dataDir: string;
  /** Where a fetched binary is kept; outside `dataDir`, so that all data directories share it. */
  readonly cacheDir: string;
  /** MONGOD_BINARY: where it is set and does not run, nothing else is tried. */
  readonly binary?: string | undefined;
  /** PATH, to find a `mongod` on. */
  readonly searchPath?: string | undefined;
  readonly log: Logger;
  /** Called while the binary is being fetched; with bytes where they are known. */
  readonly onProgress?: ((step: Progress) => void) | undefined;
  readonly extraArgs?: readonly string[];
  /** Ends fetching and starting. Once the promise has resolved it has no meaning: `leave` then. */
  readonly signal?: AbortSignal | undefined;
}

export interface EmbeddedMongod {
  /** The same for as long as we hold it; see `uri.ts` for why it has the options it has. */
  readonly uri: string;
  readonly version: string;
  status(): EmbeddedMongodStatus;
  /** Close the clients first. The last one out stops mongod, and waits for its end. */
  leave(): Promise<void>;
}

/**
 * The mongod of a data directory, shared by all processes that open it, on loopback without a password. Throws an
 * EmbeddedMongodError where a person has to do something, and the signal's reason where it is aborted.
 */
export async function openEmbeddedMongod(options: EmbeddedMongodOptions): Promise<EmbeddedMongod> {
  if (process.platform === 'win32') {
    throw new EmbeddedMongodError(
      'The embedded MongoDB needs Linux or macOS: use WSL, or set MONGODB_URI to a MongoDB replica set of your own.',
    );
  }
  const directory = await openDataDirectory(options.dataDir);
  const acquisition: Acquisition = {
    directory,
    log: options.log,
    extraArgs: options.extraArgs ?? [],
    findBinary: async (signal) =>
      findBinary({
        ...options,
        signal,
        dataVersion: await readVersionMarker(directory),
        dataPath: directory.path,
      }),
    signal: options.signal ?? new AbortController().signal,
  };
  const hold = await acquire(acquisition);
  if (acquisition.signal.aborted) {
    await leave(acquisition, hold);
    acquisition.signal.throwIfAborted();
  }
  const watching = watch(acquisition, hold);
  let left: Promise<void> | undefined;
  return {
    uri: uriOf(hold.port),
    version: hold.version,
    status: () => (left === undefined ? watching.status() : { state: 'stopped' }),
    leave: () => (left ??= watching.stop().then((last) => leave(acquisition, last))),
  };
}
