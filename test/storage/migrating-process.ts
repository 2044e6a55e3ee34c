/**
 * A process for a test to kill during a migration: it changes one of two documents, prints a line, and waits.
 * Arguments: the URI and the name of the database.
 */
import { MongoClient } from 'mongodb';
import { migrate } from '../../src/storage/migrate.ts';

const [uri = '', name] = process.argv.slice(2);
const client = new MongoClient(uri);
await migrate({
  db: client.db(name),
  openClient: () => ({ client, db: client.db(name) }),
  leaseMs: 1000,
  migrations: [
    {
      version: 1,
      name: 'half',
      async up(db) {
        await db
          .collection<{ _id: string }>('things')
          .updateOne({ _id: 'first' }, { $set: { migrated: true } }, { writeConcern: { w: 'majority' } });
        process.stdout.write('half\n');
        await new Promise<never>(() => {
          setInterval(() => undefined, 1000);
        });
      },
    },
  ],
});
