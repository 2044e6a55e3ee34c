import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient, type Db } from 'mongodb';
import { createEngagements } from '../../src/domains/engagements/index.ts';
import { systemClock } from '../../src/kernel/clock.ts';
import { openEmbeddedMongod } from '../../src/embedded-mongod/index.ts';
import { createStorage, type Storage } from '../../src/storage/index.ts';
import { readConfiguration } from '../../src/config/index.ts';

/** The engagements of one database, through the domain and through the driver. */
export interface History {
  readonly engagements: ReturnType<typeof createEngagements>;
  readonly storage: Storage;
  readonly db: Db;
}

export interface Server {
  readonly client: MongoClient;
  open(database: string): Promise<History>;
}

export const mainDatabase = 'bench_search';

/**
 * Runs `use` with the benchmark's own mongod, or that of MONGODB_URI. BENCH_KEEP=<directory> keeps the data for the next run with as many
 * engagements.
 */
export async function withServer(use: (server: Server) => Promise<void>): Promise<void> {
  const { BENCH_KEEP: keep } = process.env;
  if (keep !== undefined) await mkdir(keep, { recursive: true });
  const directory = keep ?? (await mkdtemp(join(tmpdir(), 'switchboard-bench-')));
  const { MONGODB_URI, CACHE_DIR, MONGOD_BINARY, searchPath } = readConfiguration({ DATA_DIR: directory });
  const silent = () => undefined;
  const mongod =
    MONGODB_URI === undefined
      ? await openEmbeddedMongod({
          dataDir: directory,
          cacheDir: CACHE_DIR,
          ...(MONGOD_BINARY === undefined ? {} : { binary: MONGOD_BINARY }),
          ...(searchPath === undefined ? {} : { searchPath }),
          log: { debug: silent, info: silent, warn: console.error, error: console.error },
          onProgress: ({ message }) => {
            console.error(message);
          },
          signal: new AbortController().signal,
        })
      : undefined;
  const uri = MONGODB_URI ?? mongod?.uri ?? '';
  const client = new MongoClient(uri);
  const opened: Storage[] = [];
  try {
    await use({
      client,
      async open(database) {
        const storage = createStorage({ uri, database, timeoutMs: 600_000 });
        opened.push(storage);
        // Searches cover the whole year here. The usual limit of a month would hide slow searches.
        const engagements = createEngagements(storage, systemClock, {
          maxSearchDays: 400,
          maskIpAddresses: false,
        });
        await storage.prepare();
        return { engagements, storage, db: client.db(database) };
      },
    });
  } finally {
    if (keep === undefined) await client.db(mainDatabase).dropDatabase().catch(console.error);
    for (const storage of opened) await storage.close();
    await client.close();
    await mongod?.release();
    if (keep === undefined) await rm(directory, { recursive: true });
  }
}
