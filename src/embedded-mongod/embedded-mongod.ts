import type { Logger } from '../kernel/logger.ts';
import { acquire } from './acquire.ts';
import type { DownloadProgress } from './binary/binary.ts';
import { findBinary } from './binary/find-binary.ts';
import { openDataDirectory, readVersionMarker } from './data-directory.ts';
import { EmbeddedMongodError } from './errors.ts';
import { release } from './handle.ts';
import type { MongodDeps } from './handle.ts';
import { hostOf, replicaSetName } from './replica-set.ts';
import { startWatchdog } from './watchdog.ts';
import type { EmbeddedMongodStatus } from './watchdog.ts';

export interface EmbeddedMongodOptions {
  /** The setting DATA_DIR. */
  readonly dataDir: string;
  /** The directory for downloaded binaries. It is outside `dataDir`, so that all data directories share it. */
  readonly cacheDir: string;
  /** The setting MONGOD_BINARY. If it is set and does not run, no other binary is tried. */
  readonly binary?: string | undefined;
  /** The variable PATH, to find `mongod` on. */
  readonly searchPath?: string | undefined;
  readonly log: Logger;
  /** Called while the binary is downloaded. */
  readonly onProgress?: ((step: DownloadProgress) => void) | undefined;
  readonly extraArgs?: readonly string[];
  /** Aborts the download and the start. It has no effect after the promise has resolved; call `release` then. */
  readonly signal?: AbortSignal | undefined;
}

export interface EmbeddedMongod {
  /** The URI for MongoClient. It stays the same until `release`. */
  readonly uri: string;
  readonly version: string;
  status(): EmbeddedMongodStatus;
  /** Releases mongod. The last process that releases it waits until mongod has stopped. Close the clients first. */
  release(): Promise<void>;
}

/**
 * Opens the mongod of a data directory: joins the running one or starts one. All processes on the directory share it. It listens on
 * loopback without a password.
 * @throws EmbeddedMongodError if the user has to do something; the reason of the signal if it is aborted
 */
export async function openEmbeddedMongod(options: EmbeddedMongodOptions): Promise<EmbeddedMongod> {
  if (process.platform === 'win32') {
    throw new EmbeddedMongodError(
      'The embedded MongoDB needs Linux or macOS: use WSL, or set MONGODB_URI to a MongoDB replica set of your own.',
    );
  }
  const directory = await openDataDirectory(options.dataDir);
  const deps: MongodDeps = {
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
  const handle = await acquire(deps);
  if (deps.signal.aborted) {
    await release(deps, handle);
    deps.signal.throwIfAborted();
  }
  const watchdog = startWatchdog(deps, handle);
  let released: Promise<void> | undefined;
  return {
    uri: uriOf(handle.port),
    version: handle.version,
    status: () => (released === undefined ? watchdog.status() : { state: 'stopped' }),
    release: () => (released ??= watchdog.stop().then((current) => release(deps, current))),
  };
}

/**
 * With these options a write that is in progress when mongod is killed succeeds after mongod has restarted. Tests with mongodb 7.8
 * showed that each option is needed. Options of the caller override them.
 */
const uriOptions = {
  // Not a direct connection: its one retry would be sent at once, before mongod is primary again.
  replicaSet: replicaSetName,
  // In the streaming mode the monitor may detect the end first and clear the pool. Then the error of the write counts as stale, and the
  // write is not retried (2 of 10).
  serverMonitoringMode: 'poll',
  heartbeatFrequencyMS: '1000',
  // A refused connection counts as an overloaded server. By default it is retried twice within 0.3 s, but mongod takes 0.6 s to restart
  // (3 of 10). Six retries take about 6 s.
  maxAdaptiveRetries: '6',
} as const;

const uriOf = (port: number): string =>
  `mongodb://${hostOf(port)}/?${new URLSearchParams(uriOptions).toString()}`;
