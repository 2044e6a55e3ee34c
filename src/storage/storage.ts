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
import { createDatabaseClock, type DatabaseClock } from './database-clock.ts';
import { rethrow } from './driver-errors.ts';
import { FileBucket, fileIndexes } from './file-bucket.ts';
import { createIndexRegistry } from './indexes.ts';
import { migrate, schemaCollection } from './migrate.ts';
import { databaseMigrations } from './migrations.ts';
import { TenantCollection } from './tenant-collection.ts';
import type { TenantDocument } from './tenant-document.ts';
import { isInBackground } from '../kernel/interval-loop.ts';

export interface StorageOptions {
  readonly uri: string;
  readonly database: string;
  /** The maximum duration of one command. */
  readonly timeoutMs: number;
  /** For the progress of migrations, and for a wrong clock. */
  readonly log?: Logger;
}

/** The database, for the stores of the domains. */
export interface Storage {
  readonly clock: DatabaseClock;
  /** @param indexes must all begin with `tenant` */
  collection<Doc extends TenantDocument>(
    name: string,
    indexes: readonly IndexDescription[],
  ): TenantCollection<Doc>;
  /** Files in GridFS, with metadata. */
  fileBucket<Metadata extends object>(name: string): FileBucket<Metadata>;
  /**
   * A collection of the driver, for data of all tenants: the event log, the signals between processes. Its user must ensure that no tenant
   * reads data of another.
   */
  systemCollection<Doc extends Document>(name: string, indexes: readonly IndexDescription[]): Collection<Doc>;
  /** Opens another connection to the same database. The caller closes it. */
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
  /**
   * Returns the indexes that stores rely on and that do not exist, for example because a collection was dropped. `prepare` creates them.
   */
  missingIndexes(): Promise<readonly string[]>;
  /** Returns the id that MongoDB gave a collection at its creation. A restored collection has another id. */
  collectionId(name: string): Promise<string | undefined>;
  /** Whether no collection has a document, of any tenant. */
  isEmpty(): Promise<boolean>;
  /** Whether the database answers a ping. Never throws. */
  answers(): Promise<boolean>;
  close(): Promise<void>;
}

/** An unreachable database is detected within two seconds. The default of the driver is 30 seconds. */
const selectionTimeoutMs = 1500;
const closeTimeoutMs = 3000;

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
  const indexRegistry = createIndexRegistry(db);
  const clock = createDatabaseClock({ read: () => readTime(db), log: options.log });
  client.on('serverHeartbeatSucceeded', ({ reply, duration }) => {
    if (reply.isWritablePrimary === true && reply.localTime instanceof Date)
      clock.observeFirst(reply.localTime, duration);
  });

  const openClient = (more: MongoClientOptions) => {
    const another = createClient(options.uri, { appName: 'switchboard', ignoreUndefined: true, ...more });
    return { client: another, db: another.db(options.database) };
  };
  async function migrateDatabase(): Promise<void> {
    // The driver connects once by itself. After a failed first attempt it stays closed until `connect` is called.
    await client.connect().catch(rethrow);
    await clock.measure();
    await migrate({
      db,
      openClient: () => openClient({ writeConcern: { w: 'majority' } }),
      migrations: databaseMigrations,
      log: options.log,
    });
  }

  return {
    clock,
    collection<Doc extends TenantDocument>(name: string, indexes: readonly IndexDescription[]) {
      for (const index of indexes)
        if (Object.keys(index.key)[0] !== 'tenant')
          throw new Error(`An index of ${name} does not begin with the tenant.`);
      indexRegistry.add(name, indexes);
      return new TenantCollection<Doc>(withBackgroundComment(db.collection<Doc>(name)), options.timeoutMs);
    },
    fileBucket<Metadata extends object>(name: string) {
      for (const [collection, indexes] of fileIndexes(name)) indexRegistry.add(collection, indexes);
      return new FileBucket<Metadata>(db, name);
    },
    systemCollection<Doc extends Document>(name: string, indexes: readonly IndexDescription[]) {
      indexRegistry.add(name, indexes);
      return withBackgroundComment(db.collection<Doc>(name));
    },
    openClient,
    migrate: migrateDatabase,
    async prepare() {
      await migrateDatabase();
      await indexRegistry.create();
    },
    missingIndexes: () => indexRegistry.missing(),
    async collectionId(name) {
      const [found] = await db.listCollections({ name }, { nameOnly: false }).toArray().catch(rethrow);
      return found?.info?.uuid?.toString('hex');
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
        await db.command({ ping: 1 }, { signal: AbortSignal.timeout(selectionTimeoutMs) });
        return true;
      } catch {
        return false;
      }
    },
    async close() {
      // The driver ends its sessions on the server, and waits forever if the connection has just died.
      const closed = new AbortController();
      const timeout = setTimeout(closeTimeoutMs, undefined, { signal: closed.signal }).catch(() => undefined);
      await Promise.race([client.close().catch(() => undefined), timeout]);
      closed.abort();
    },
  };
}

/** Reads the time of the primary. */
async function readTime(db: Db): Promise<Date> {
  const { localTime } = await db.command({ hello: 1 }, { signal: AbortSignal.timeout(selectionTimeoutMs) });
  return localTime as Date;
}

/** Adds the name of the setting to the driver's message. */
function createClient(uri: string, options: MongoClientOptions): MongoClient {
  try {
    return new MongoClient(uri, options);
  } catch (error) {
    throw new Error(`MONGODB_URI cannot be used: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}

/** The methods that send a command, with the position of their options. */
const optionsAt = {
  aggregate: 1,
  bulkWrite: 1,
  countDocuments: 1,
  deleteMany: 1,
  deleteOne: 1,
  distinct: 2,
  find: 1,
  findOne: 1,
  findOneAndDelete: 1,
  findOneAndUpdate: 2,
  insertMany: 1,
  insertOne: 1,
  replaceOne: 2,
  updateMany: 2,
  updateOne: 2,
} satisfies Partial<Record<keyof Collection, number>>;

/**
 * Returns the collection with a comment on each command that a background loop sends. In MongoDB's profiler and logs the comment tells
 * the work of sweeps from the work of requests.
 */
export function withBackgroundComment<Doc extends Document>(collection: Collection<Doc>): Collection<Doc> {
  return new Proxy(collection, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      return (...args: unknown[]): unknown => {
        if (name in optionsAt && isInBackground()) {
          const at = optionsAt[name as keyof typeof optionsAt];
          args[at] = { comment: 'sweep', ...(args[at] as object | undefined) };
        }
        return Reflect.apply(member, target, args);
      };
    },
  });
}
