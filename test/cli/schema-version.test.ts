import { MongoClient } from 'mongodb';
import { testDatabase } from '../support/mongo.ts';
import { dataDirectories, run } from './shell.ts';

const newDataDirectory = dataDirectories();
const { uri, name } = testDatabase(import.meta.url);

test.each(['serve', 'import hybris - --tenant acme', 'export hybris --tenant acme', 'replay'])(
  'switchboard %s refuses a database of a newer release and says what to do',
  async (command) => {
    const client = new MongoClient(uri);
    await client
      .db(name)
      .collection<{ _id: string }>('schema')
      .updateOne({ _id: 'schema' }, { $set: { schemaVersion: 99, lockedBy: null } }, { upsert: true });
    await client.close();
    const { code, out, err } = await run(`node bin/switchboard.mjs ${command}`, {
      MONGODB_URI: uri,
      MONGODB_DATABASE: name,
      DATA_DIR: await newDataDirectory(),
    });
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(/schema version 99.*newer release.*MONGODB_DATABASE/s);
  },
);
