import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Collection, Db, MongoClient } from 'mongodb';
import type { Logger } from '../kernel/logger.ts';
import { rethrow } from './driver-errors.ts';
import type { Migration } from './migrations.ts';

/** The collection with the schema version and the migration lock. It has one document. */
export const schemaCollection = 'schema';
const documentId = 'schema';

interface SchemaDocument {
  readonly _id: typeof documentId;
  readonly schemaVersion: number;
  /** The process that migrates; null if none does. */
  readonly lockedBy: string | null;
  /** The end of the lease. After it another process may take the lock. The time is the database's. */
  readonly lockedUntil: Date;
}

export interface MigrationDeps {
  readonly db: Db;
  /** Opens a connection without a socket timeout: a migration may take longer than a request may. */
  readonly openClient: () => { readonly client: MongoClient; readonly db: Db };
  readonly migrations: readonly Migration[];
  readonly log?: Logger | undefined;
  /** How long the lock outlives a process that was killed. */
  readonly leaseMs?: number | undefined;
}

const defaultLeaseMs = 15_000;
const pollMs = 100;

/** The database was written by a newer release. The message says what to do. */
export class SchemaVersionError extends Error {
  override readonly name = 'SchemaVersionError';
}

/**
 * Brings the database to the schema version of the last migration. If several processes call this at once, one of them migrates and
 * the others wait for it.
 * @throws SchemaVersionError if the database has a higher version
 */
export async function migrate(deps: MigrationDeps): Promise<void> {
  const latest = deps.migrations.at(-1)?.version ?? 0;
  const schema = schemaIn(deps.db);
  for (;;) {
    const found = await schema.findOne({ _id: documentId }).catch(rethrow);
    const version = found?.schemaVersion ?? 0;
    if (version > latest) throw new SchemaVersionError(tooNew(deps.db.databaseName, version, latest));
    if (version === latest) return;
    const lease = await takeLease(schema, deps.leaseMs ?? defaultLeaseMs);
    if (lease === undefined) await sleep(pollMs);
    else await migrateUnder(lease, schema, deps);
  }
}

// Majority reads: a version that a failover rolls back is not yet a version.
const schemaIn = (db: Db): Collection<SchemaDocument> =>
  db.collection(schemaCollection, { readConcern: { level: 'majority' }, writeConcern: { w: 'majority' } });

const tooNew = (database: string, version: number, latest: number): string =>
  `The database ${database} has schema version ${version}. This release of Switchboard supports schema versions up to ${latest}. ` +
  'Run the newer release that migrated the database, restore a backup from before the migration, ' +
  'or set MONGODB_DATABASE to another database.';

interface Lease {
  readonly owner: string;
  readonly leaseMs: number;
  /** The schema version at the time the lock was taken. */
  readonly version: number;
}

/** Returns undefined if another process holds the lock. */
async function takeLease(schema: Collection<SchemaDocument>, leaseMs: number): Promise<Lease | undefined> {
  const owner = randomUUID();
  // A separate insert, since MongoDB does not allow an upsert whose filter compares with $$NOW.
  const initial = { schemaVersion: 0, lockedBy: null, lockedUntil: new Date(0) };
  await schema.updateOne({ _id: documentId }, { $setOnInsert: initial }, { upsert: true }).catch(rethrow);
  const locked = await schema
    .findOneAndUpdate(
      { _id: documentId, $or: [{ lockedBy: null }, { $expr: { $lte: ['$lockedUntil', '$$NOW'] } }] },
      [{ $set: { lockedBy: owner, lockedUntil: leaseEnd(leaseMs) } }],
      { returnDocument: 'after' },
    )
    .catch(rethrow);
  return locked === null ? undefined : { owner, leaseMs, version: locked.schemaVersion };
}

const leaseEnd = (leaseMs: number) => ({ $add: ['$$NOW', leaseMs] });

async function migrateUnder(
  lease: Lease,
  schema: Collection<SchemaDocument>,
  { openClient, migrations, log }: MigrationDeps,
): Promise<void> {
  const { client, db } = openClient();
  const renewal = setInterval(() => {
    schema
      .updateOne({ _id: documentId, lockedBy: lease.owner }, [
        { $set: { lockedUntil: leaseEnd(lease.leaseMs) } },
      ])
      .catch((error: unknown) => log?.warn({ err: error }, 'the migration lock could not be renewed'));
  }, lease.leaseMs / 3);
  try {
    for (const { version, name, up } of migrations.filter((migration) => migration.version > lease.version)) {
      const beganAt = performance.now();
      log?.info({ version, name }, 'migrating the database');
      await up(db);
      if (!(await recordVersion(schema, lease, version))) {
        log?.warn(
          { version, name },
          'another process took the migration lock, since it was not renewed in time',
        );
        return;
      }
      log?.info({ version, name, tookMs: Math.round(performance.now() - beganAt) }, 'migrated the database');
    }
  } catch (error) {
    rethrow(error);
  } finally {
    clearInterval(renewal);
    await schema
      .updateOne({ _id: documentId, lockedBy: lease.owner }, { $set: { lockedBy: null } })
      .catch(() => undefined); // The lease expires.
    await client.close().catch(() => undefined);
  }
}

/** Returns false if another process has taken the lock. */
async function recordVersion(
  schema: Collection<SchemaDocument>,
  { owner }: Lease,
  version: number,
): Promise<boolean> {
  const { matchedCount } = await schema.updateOne(
    { _id: documentId, lockedBy: owner },
    { $set: { schemaVersion: version } },
  );
  return matchedCount === 1;
}
