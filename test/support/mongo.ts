import { createHash } from 'node:crypto';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MongoClient, type Document } from 'mongodb';

export interface TestDatabase {
  readonly uri: string;
  readonly name: string;
}

/**
 * Returns the mongod of this run and a database name that is unique to the test file: `testDatabase(import.meta.url)`. The database is
 * empty at first, since each run has a mongod of its own.
 */
export function testDatabase(fileUrl: string): TestDatabase {
  const uri = process.env.SWITCHBOARD_TEST_MONGODB_URI;
  if (uri === undefined) throw new Error('test/support/global-setup.ts has not run');
  const file = relative(process.cwd(), fileURLToPath(fileUrl));
  return { uri, name: `test_${createHash('sha256').update(file).digest('hex').slice(0, 16)}` };
}

/** Returns all documents of the test file's database that contain the name of a tenant, in any collection and any field. */
export async function documentsOf(fileUrl: string, tenant: string): Promise<readonly Document[]> {
  const { uri, name } = testDatabase(fileUrl);
  const client = await MongoClient.connect(uri);
  try {
    const collections = await client.db(name).collections();
    const all = await Promise.all(collections.map((collection) => collection.find().toArray()));
    return all.flat().filter((document) => JSON.stringify(document).includes(tenant));
  } finally {
    await client.close();
  }
}
