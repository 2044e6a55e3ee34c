import { setTimeout } from 'node:timers/promises';
import {
  MongoClient,
  type Collection,
  type Db,
  type Document,
  type IndexDescription,
  type MongoClientOptions,
} from 'mongodb';
import type { Logger } from '../kernel/logger.ts';
import { withBackgroundComment } from './background-comment.ts';
import { rethrow } from './driver-errors.ts';
import { FileBucket } from './file-bucket.ts';
import { migrate, schemaCollection } from './migrate.ts';
import { databaseMigrations } from './migrations.ts';
import { TenantCollection, type TenantDocument } from './tenant-collection.ts';

export interface StorageOptions {
  readonly uri: string;
  readonly database: string;
  /** How long one command may take. */
  readonly timeoutMs: number;
  /** For the progress of migrations. */
  readonly log?: Logger;
}

/** The database, as the domains' stores see it. */
export interface Storage {
  /** @param indexes must all begin with `tenant` */
  collection<Doc extends TenantDocument>(
    name: string,
    indexes: readonly IndexDescription[],
  ): TenantCollection<Doc>;
  /** Files in GridFS, each with what is known of it. */
  fileBucket<Metadata extends object>(name: string): FileBucket<Metadata>;
  /**
   * A collection as the driver has it, for what serves all tenants at once: the log, the signals between processes. Its owner sees to
   * it that no tenant reads another's.
   */
  systemCollection<Doc extends Document>(name: string, indexes: readonly IndexDescription[]): Collection<Doc>;
  /** Another connection to the same database, to be closed by who asked for it. */
  openClient(options: MongoClientOptions): { readonly client: MongoClient; readonly db: Db };
  /**
   * Connects to the database and migrates it to the schema version of this release.
   * @throws SchemaVersionError if a newer release has migrated the database
   */
  migrate(): Promise<void>;
  /**
   * Migrates the database and creates the indexes of all collections. Callers repeat this until it succeeds. If the database was
   * unreachable at the first attempt to connect, this also connects.
   */
  prepare(): Promise<void>;
  /** Whether no collection has a document, of any tenant. */
  isEmpty(): Promise<boolean>;
  /** Whether the database answers, now. Never throws. */
  answers(): Promise<boolean>;
  close(): Promise<void>;
}

/** A database that is away must be noticed within a second or two, not after the driver's usual thirty. */
const selectionTimeoutMs = 1500;
const closingMs = 3000;

export function createStorage(options: StorageOptions): Storage {
  const client = createClient(options.uri, {
    appName: 'switchboard',
    serverSelectionTimeoutMS: selectionTimeoutMs,
    connectTimeoutMS: selectionTimeoutMs,
    heartbeatFrequencyMS: 1000,
    socketTimeoutMS: options.timeoutMs,
    waitQueueTimeoutMS: options.timeoutMs,
    writeConcern: { w: 'majority' },
    ignoreUndefined: true,
  });
  const db: Db = client.db(options.database);
  const collections: { createIndexes(): Promise<void> }[] = [];

  const openClient = (more: MongoClientOptions) => {
    const another = createClient(options.uri, { appName: 'switchboard', ignoreUndefined: true, ...more });
    return { client: another, db: another.db(options.database) };
  };
  async function migrateDatabase(): Promise<void> {
    // The driver connects once by itself. After a failed first attempt it stays closed until `connect` is called.
    await client.connect().catch(rethrow);
    await migrate({
      db,
      openClient: () => openClient({ writeConcern: { w: 'majority' } }),
      migrations: databaseMigrations,
      log: options.log,
    });
  }

  return {
    collection<Doc extends TenantDocument>(name: string, indexes: readonly IndexDescription[]) {
      for (const index of indexes)
        if (Object.keys(index.key)[0] !== 'tenant')
          throw new Error(`An index of ${name} does not begin with the tenant.`);
      const collection = new TenantCollection<Doc>(
        withBackgroundComment(db.collection<Doc>(name)),
        indexes,
        options.timeoutMs,
      );
      collections.push(collection);
      return collection;
    },
    fileBucket<Metadata extends object>(name: string) {
      const bucket = new FileBucket<Metadata>(db, name);
      collections.push(bucket);
      return bucket;
    },
    systemCollection<Doc extends Document>(name: string, indexes: readonly IndexDescription[]) {
      const collection = withBackgroundComment(db.collection<Doc>(name));
      collections.push({
        async createIndexes() {
          if (indexes.length > 0) await collection.createIndexes([...indexes]).catch(rethrow);
        },
      });
      return collection;
    },
    openClient,
    migrate: migrateDatabase,
    async prepare() {
      await migrateDatabase();
      await Promise.all(collections.map((collection) => collection.createIndexes()));
    },
    async isEmpty() {
      const names = await db.listCollections({}, { nameOnly: true }).toArray().catch(rethrow);
      for (const { name } of names)
        if (
          name !== schemaCollection &&
          (await db
            .collection(name)
            .findOne({}, { projection: { _id: 1 } })
            .catch(rethrow)) !== null
        )
          return false;
      return true;
    },
    async answers() {
      try {
        await db.command({ ping: 1 }, { timeoutMS: selectionTimeoutMs });
        return true;
      } catch {
        return false;
      }
    },
    async close() {
      // The driver says good-bye to the server, and waits without end where the connection has just died.
      const patience = new AbortController();
      const tooLong = setTimeout(closingMs, undefined, { signal: patience.signal }).catch(() => undefined);
      await Promise.race([client.close().catch(() => undefined), tooLong]);
      patience.abort();
    },
  };
}

/** The driver says what is wrong with an address, but not whose it is. */
function createClient(uri: string, options: MongoClientOptions): MongoClient {
  try {
    return new MongoClient(uri, options);
  } catch (error) {
    throw new Error(`MONGODB_URI cannot be used: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}
