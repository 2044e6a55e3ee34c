import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { MongoClient } from 'mongodb';
import { openEnd, openTerm } from '../../src/domains/engagements/search/searchable.ts';
import { createStorage } from '../../src/storage/index.ts';
import { migrate, SchemaVersionError } from '../../src/storage/migrate.ts';
import { databaseMigrations, type Migration } from '../../src/storage/migrations.ts';
import { testDatabase } from '../support/mongo.ts';
import { until } from '../support/until.ts';

const { uri, name } = testDatabase(import.meta.url);
const client = new MongoClient(uri);
const db = client.db(name);
const latest = databaseMigrations.at(-1)?.version;

beforeEach(() => db.dropDatabase());
afterAll(() => client.close());

const schemaDocument = () =>
  db.collection<{ lockedBy: string | null; lockedUntil: Date }>('schema').findOne({});
const setSchemaVersion = (schemaVersion: number) =>
  db
    .collection<{ _id: string }>('schema')
    .updateOne({ _id: 'schema' }, { $set: { schemaVersion, lockedBy: null } }, { upsert: true });

function openClient() {
  const opened = new MongoClient(uri, { writeConcern: { w: 'majority' } });
  return { client: opened, db: opened.db(name) };
}

const migrateTo = (migrations: readonly Migration[]) =>
  migrate({ db, openClient, migrations, leaseMs: 1000 });

/** A migration that records its calls in `calls` and in the database. */
function recordingMigration(version: number, calls: number[]): Migration {
  return {
    version,
    name: `migration ${version}`,
    async up(target) {
      calls.push(version);
      await target.collection<{ version: number }>('calls').insertOne({ version });
    },
  };
}

test('the versions of the migrations are consecutive and start with 1', () => {
  expect(databaseMigrations.map(({ version }) => version)).toEqual(
    databaseMigrations.map((_, index) => index + 1),
  );
});

test('a new database gets the schema version of this release and still counts as empty', async () => {
  const storage = createStorage({ uri, database: name, timeoutMs: 10_000 });
  await storage.prepare();
  expect(await schemaDocument()).toMatchObject({ schemaVersion: latest, lockedBy: null });
  expect(await storage.isEmpty()).toBe(true);
  await storage.close();
});

test('an older database gets the missing migrations, in order and once', async () => {
  await setSchemaVersion(1);
  const calls: number[] = [];
  const migrations = [1, 2, 3].map((version) => recordingMigration(version, calls));
  await migrateTo(migrations);
  expect(calls).toEqual([2, 3]);
  expect(await schemaDocument()).toMatchObject({ schemaVersion: 3, lockedBy: null });
  await migrateTo(migrations);
  expect(calls).toEqual([2, 3]);
});

test('a failed migration does not change the schema version, and the next attempt runs it again', async () => {
  const calls: number[] = [];
  const failing = { version: 2, name: 'failing', up: () => Promise.reject(new Error('no such index')) };
  await expect(migrateTo([recordingMigration(1, calls), failing])).rejects.toThrow('no such index');
  expect(await schemaDocument()).toMatchObject({ schemaVersion: 1, lockedBy: null });
  await migrateTo([recordingMigration(1, calls), recordingMigration(2, calls)]);
  expect(calls).toEqual([1, 2]);
});

test('a database of a newer release causes an error with both versions and the remedies, and is not changed', async () => {
  await setSchemaVersion(7);
  const before = await schemaDocument();
  const refused = migrateTo([recordingMigration(1, [])]);
  await expect(refused).rejects.toBeInstanceOf(SchemaVersionError);
  await expect(refused).rejects.toThrow(
    /schema version 7.*up to 1.*newer release.*backup.*MONGODB_DATABASE/s,
  );
  expect(await schemaDocument()).toEqual(before);
});

test('of several processes that start at once, one runs the migrations and the others wait', async () => {
  const calls: number[] = [];
  const migrations = [1, 2].map((version) => recordingMigration(version, calls));
  await Promise.all([1, 2, 3, 4].map(() => migrateTo(migrations)));
  expect(calls).toEqual([1, 2]);
  expect(await db.collection('calls').countDocuments()).toBe(2);
});

test('a migration that takes longer than the lease keeps the lock', async () => {
  const calls: number[] = [];
  const slow: Migration = {
    version: 1,
    name: 'slow',
    async up() {
      calls.push(1);
      const leaseEnds = new Set<string>();
      // Waits for five renewals. There are three per lease.
      await until(
        async () => leaseEnds.add(String((await schemaDocument())?.lockedUntil.getTime())).size > 5,
      );
    },
  };
  await Promise.all([1, 2].map(() => migrateTo([slow])));
  expect(calls).toEqual([1]);
});

test('if a process is killed during a migration, another process runs the migration again', async () => {
  const things = db.collection<{ _id: string; migrated?: boolean }>('things');
  await things.insertMany([{ _id: 'first' }, { _id: 'second' }]);
  const child = spawn(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      fileURLToPath(new URL('migrating-process.ts', import.meta.url)),
      uri,
      name,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, NODE_OPTIONS: '' } },
  );
  await once(child.stdout, 'data');
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(await things.countDocuments({ migrated: true })).toBe(1);
  const abandoned = await schemaDocument();
  expect(abandoned).toMatchObject({ schemaVersion: 0 });
  expect(abandoned?.lockedBy).not.toBeNull();

  await migrateTo([
    {
      version: 1,
      name: 'whole',
      async up(target) {
        await target.collection('things').updateMany({}, { $set: { migrated: true } });
      },
    },
  ]);
  expect(await things.countDocuments({ migrated: true })).toBe(2);
  expect(await schemaDocument()).toMatchObject({ schemaVersion: 1, lockedBy: null });
});

test('version 2 marks engagements that have not ended, once, and leaves the others', async () => {
  const engagements = db.collection<{ _id: string; info: object; search: object }>('engagements');
  const search = { end: new Date(-1), terms: ['ctent', '=c:WEB'] };
  await engagements.insertMany([
    { _id: 't:open', info: { ended: false }, search },
    { _id: 't:ended', info: { ended: true }, search },
  ]);
  const migration = databaseMigrations.find(({ version }) => version === 2);
  for (const _ of [1, 2]) await migration?.up(db);
  expect(await engagements.find().sort({ _id: 1 }).toArray()).toEqual([
    { _id: 't:ended', info: { ended: true }, search },
    {
      _id: 't:open',
      info: { ended: false },
      search: { end: openEnd, terms: ['ctent', '=c:WEB'].map(openTerm) },
    },
  ]);
});
