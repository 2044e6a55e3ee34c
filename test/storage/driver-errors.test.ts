import * as driver from 'mongodb';
import { MongoClient, type Collection, type MongoClientOptions } from 'mongodb';
import { createEventLog, type LogRecord } from '../../src/eventlog/index.ts';
import { systemClock } from '../../src/kernel/clock.ts';
import { DomainError } from '../../src/kernel/errors.ts';
import { createRealtimeStore } from '../../src/realtime/store.ts';
import {
  asDomainError,
  outcomeOf,
  outcomesByClass,
  outcomesByCode,
  type CommandOutcome,
} from '../../src/storage/driver-errors.ts';
import {
  createSharedSettings,
  createStorage,
  documentId,
  readAll,
  type FindCommand,
  type RecordMetadata,
  type TenantDocument,
} from '../../src/storage/index.ts';
import { failPointArgs, majorityTimeout, whileFailing, type Failure } from '../support/fail-point.ts';
import { createMongodProcess, type MongodProcess } from '../support/mongod-process.ts';
import { until } from '../support/until.ts';

interface Thing {
  readonly _id: string;
  readonly size?: number;
}

let mongod: MongodProcess;
let things: Collection<Thing>;
const clients: MongoClient[] = [];
beforeAll(async () => {
  mongod = await createMongodProcess(failPointArgs);
  await mongod.start();
  things = thingsOf({});
}, 60_000);
afterAll(async () => {
  await Promise.all(clients.map((client) => client.close()));
  await mongod.remove();
});

/** Opens a client. The driver's own retries are off unless they are wanted: they hide single failures. */
function thingsOf(options: MongoClientOptions, uri = mongod.uri): Collection<Thing> {
  const client = new MongoClient(uri, { retryWrites: false, retryReads: false, ...options });
  clients.push(client);
  return client.db('errors').collection('things');
}

let count = 0;
const newThing = (): Thing => ({ _id: `thing ${++count}` });
const errorOf = (task: Promise<unknown>): Promise<unknown> =>
  task.then(
    () => undefined,
    (error: unknown) => error,
  );
const insert = (): Promise<unknown> => errorOf(things.insertOne(newThing()));
const insertWhile = (failure: Omit<Failure, 'failCommands'>) =>
  whileFailing(mongod, { failCommands: ['insert'], ...failure }, insert);

/** Fails commands as the name says. The result is the driver's error. */
const failures: Record<string, { readonly outcome: CommandOutcome; readonly fail: () => Promise<unknown> }> =
  {
    MongoWriteConcernError: {
      outcome: 'unknown',
      fail: () => insertWhile({ writeConcernError: majorityTimeout }),
    },
    MongoNetworkError: { outcome: 'unknown', fail: () => insertWhile({ closeConnection: true }) },
    MongoNetworkTimeoutError: {
      outcome: 'unknown',
      fail: () => {
        const impatient = thingsOf({ socketTimeoutMS: 200 });
        return whileFailing(
          mongod,
          { failCommands: ['insert'], blockConnection: true, blockTimeMS: 500 },
          () => errorOf(impatient.insertOne(newThing())),
        );
      },
    },
    MongoWaitQueueTimeoutError: {
      outcome: 'unknown',
      fail: () => {
        const narrow = thingsOf({ maxPoolSize: 1, waitQueueTimeoutMS: 100 });
        return whileFailing(
          mongod,
          { failCommands: ['insert'], blockConnection: true, blockTimeMS: 500 },
          async () => {
            await narrow.findOne({});
            const [, waited] = await Promise.all([
              narrow.insertOne(newThing()),
              errorOf(narrow.insertOne(newThing())),
            ]);
            return waited;
          },
        );
      },
    },
    MongoPoolClearedError: {
      outcome: 'unknown',
      fail: () => {
        const narrow = thingsOf({ maxPoolSize: 1 });
        const failure = { closeConnection: true, blockConnection: true, blockTimeMS: 200 };
        return whileFailing(mongod, { failCommands: ['insert'], ...failure }, async () => {
          await narrow.findOne({});
          const [, waiting] = await Promise.all([
            errorOf(narrow.insertOne(newThing())),
            errorOf(narrow.insertOne(newThing())),
          ]);
          return waiting;
        });
      },
    },
    PoolClearedOnNetworkError: {
      outcome: 'unknown',
      async fail() {
        const watchful = thingsOf({
          heartbeatFrequencyMS: 500,
          connectTimeoutMS: 500,
          serverMonitoringMode: 'poll',
        });
        await watchful.findOne({});
        await mongod.pause();
        try {
          return await errorOf(watchful.insertOne(newThing()));
        } finally {
          mongod.resume();
        }
      },
    },
    MongoServerSelectionError: {
      outcome: 'unknown',
      fail: () =>
        errorOf(thingsOf({ serverSelectionTimeoutMS: 100 }, 'mongodb://127.0.0.1:1/').insertOne(newThing())),
    },
    MongoNotConnectedError: {
      outcome: 'unknown',
      async fail() {
        const closed = thingsOf({});
        await closed.findOne({});
        await clients.at(-1)?.close();
        return errorOf(closed.insertOne(newThing()));
      },
    },
    MongoTopologyClosedError: {
      outcome: 'unknown',
      async fail() {
        const closing = thingsOf({}, 'mongodb://127.0.0.1:1/');
        const failed = errorOf(closing.insertOne(newThing()));
        await new Promise(setImmediate);
        await clients.at(-1)?.close();
        return failed;
      },
    },
    MongoExpiredSessionError: {
      outcome: 'unknown',
      async fail() {
        const closing = thingsOf({});
        await closing.findOne({});
        const failure = { failCommands: ['insert'], blockConnection: true, blockTimeMS: 300 };
        return whileFailing(mongod, failure, async () => {
          const failed = errorOf(closing.insertOne(newThing()));
          await clients.at(-1)?.close();
          return failed;
        });
      },
    },
    MongoClientClosedError: {
      outcome: 'unknown',
      async fail() {
        await things.insertOne(newThing());
        const failed = errorOf(slowQuery(thingsOf({})));
        const client = clients.at(-1);
        await runningQuery();
        await client?.close();
        return failed;
      },
    },
    MongoBulkWriteError: {
      outcome: 'fault',
      async fail() {
        const thing = newThing();
        return errorOf(
          things.bulkWrite([{ insertOne: { document: thing } }, { insertOne: { document: thing } }]),
        );
      },
    },
    MongoServerError: {
      outcome: 'fault',
      async fail() {
        const thing = newThing();
        await things.insertOne(thing);
        return errorOf(things.insertOne(thing));
      },
    },
    MongoInvalidArgumentError: { outcome: 'fault', fail: () => errorOf(things.bulkWrite([])) },
  };

const slowQuery = (collection: Collection<Thing>) =>
  collection.find({ $where: 'sleep(10000) || true' }).toArray();

/** Waits until the slow query runs, and returns the number of its operation. */
async function runningQuery(): Promise<number> {
  let found: { readonly opid: number } | undefined;
  await until(async () => {
    const { inprog } = await mongod.command({ currentOp: 1, 'command.filter.$where': { $exists: true } });
    [found] = inprog as readonly { readonly opid: number }[];
    return found !== undefined;
  }, 'the query runs');
  return found?.opid ?? 0;
}

describe('the table of the driver’s errors', () => {
  test('has every class that the driver exports', () => {
    const exported = Object.keys(driver).filter((name) => /^Mongo(?!Crypt).*Error$/.test(name));
    expect(exported.filter((name) => !(name in outcomesByClass))).toEqual([]);
  });

  test.each(Object.entries(failures))('%s has its outcome', async (name, { outcome, fail }) => {
    const error = await fail();
    expect(error).toMatchObject({ name });
    expect(outcomeOf(error)).toBe(outcome);
    expect(asDomainError(error)).toEqual(
      outcome === 'fault' ? error : expect.objectContaining({ code: 'UNAVAILABLE', cause: error }),
    );
  });

  test('has the outcome of each code in a reply, also of a bulk write', async () => {
    for (const [errorCode, outcome] of outcomesByCode) {
      // A new client for each code: after some codes the driver waits before it sends to the server again.
      const single = thingsOf({});
      const bulk = thingsOf({});
      const write = () =>
        Promise.all([
          errorOf(single.insertOne(newThing())),
          errorOf(bulk.bulkWrite([{ insertOne: { document: newThing() } }])),
        ]);
      for (const error of await whileFailing(mongod, { failCommands: ['insert'], errorCode }, write)) {
        expect([errorCode, outcomeOf(error)]).toEqual([errorCode, outcome]);
        expect(asDomainError(error)).toMatchObject({ code: 'UNAVAILABLE' });
      }
      await Promise.all(clients.splice(-2).map((client) => client.close()));
    }
    // DocumentValidationFailure
    const fault = await insertWhile({ errorCode: 121 });
    expect(asDomainError(fault)).toBe(fault);
  });

  test('a label for errors that pass makes a code that is not in the table UNAVAILABLE', async () => {
    for (const label of ['RetryableWriteError', 'RetryableError', 'SystemOverloadedError'])
      expect(outcomeOf(await insertWhile({ errorCode: 121, errorLabels: [label] }))).toBe('unknown');
  });
});

describe('a bulk write', () => {
  const bulk = (...documents: Thing[]) =>
    errorOf(
      things.bulkWrite(
        documents.map((document) => ({ insertOne: { document } })),
        { ordered: false },
      ),
    );

  test.each([
    ['whose connection breaks', { closeConnection: true }],
    ['that a majority does not acknowledge', { writeConcernError: majorityTimeout }],
    // UnsatisfiableWriteConcern
    ['whose write concern cannot be satisfied', { writeConcernError: { ...majorityTimeout, code: 100 } }],
  ])('%s has an unknown outcome', async (_, failure) => {
    const error = await whileFailing(mongod, { failCommands: ['insert'], ...failure }, () =>
      bulk(newThing()),
    );
    expect(error).toBeInstanceOf(driver.MongoBulkWriteError);
    expect(outcomeOf(error)).toBe('unknown');
  });

  test('with duplicate keys that a majority does not acknowledge has an unknown outcome', async () => {
    const known = newThing();
    await things.insertOne(known);
    const failure = { failCommands: ['insert'], writeConcernError: majorityTimeout };
    const error = await whileFailing(mongod, failure, () => bulk(known, newThing()));
    expect(outcomeOf(error)).toBe('unknown');
  });
});

test('every write of a store that a majority does not acknowledge is UNAVAILABLE', async () => {
  interface Stored extends TenantDocument {
    readonly size: number;
    readonly rank: string;
    readonly source: { readonly hash: string };
    readonly metadata: RecordMetadata;
  }
  const storage = createStorage({ uri: mongod.uri, database: 'errors', timeoutMs: 5000 });
  try {
    const stored = storage.collection<Stored>('stored', []);
    const files = storage.fileBucket<object>('files');
    const settings = createSharedSettings(
      storage,
      'colours',
      () => ({ colour: 'red' }),
      (own) => own,
    );
    const otherSettings = createSharedSettings(
      storage,
      'shapes',
      () => ({ shape: 'round' }),
      (own) => own,
    );
    const log = createEventLog(storage, systemClock);
    const now = new Date();
    const metadata = { createdAt: now, modifiedAt: now, version: 1 };
    const documentOf = (id: string): Stored => ({
      _id: documentId('acme', id),
      tenant: 'acme',
      size: 1,
      rank: '1',
      source: { hash: id },
      metadata,
    });
    await storage.prepare();
    await stored.insert(documentOf('one'));
    await files.save('acme', 'one', Buffer.from('one'), {}, now);
    await settings.ready();
    const higher = { ...documentOf('one'), rank: '2' };
    const record: LogRecord = {
      tenant: 'acme',
      kind: 'interaction',
      stream: 's',
      seq: 1,
      v: 1,
      at: now,
      by: 'b',
      key: 'k',
      hash: '',
      facts: [{ type: 'note' }],
      changes: true,
    };
    const writes: Record<string, () => Promise<unknown>> = {
      insert: () => stored.insert(documentOf('two')),
      insertNew: () => stored.insertNew([documentOf('three'), documentOf('one')]),
      updateIf: () => stored.updateIf('acme', 'one', {}, { size: 2 }),
      updateAllIf: () => stored.updateAllIf('acme', [{ naturalId: 'one', expected: {}, set: { size: 3 } }]),
      updateEach: () => stored.updateEach('acme', ['one'], {}, { size: 4 }),
      replaceOlder: () => stored.replaceOlder({ ...documentOf('one'), size: 9 }, 'size'),
      keepHighest: () => stored.keepHighest([higher]),
      upsertVersioned: () => stored.upsertVersioned([documentOf('four')], now),
      replaceVersioned: () =>
        stored.replaceVersioned('acme', 'one', { metadata, source: { hash: 'one' } }, higher, now),
      delete: () => stored.delete('acme', 'one'),
      'files.save': () => files.save('acme', 'two', Buffer.from('two'), {}, now),
      'files.confirm': () => files.confirm('acme', 'one'),
      'files.delete': () => files.delete('acme', 'one', now),
      'settings.ready': () => otherSettings.ready(),
      'settings.change': () => settings.change({ colour: 'blue' }),
      'log.insertAt': () => log.insertAt(record),
      'log.moveCheckpoint': () => log.moveCheckpoint('interaction', now),
      'log.confirmPrimary': () => log.confirmPrimary(),
      'signals.send': () => createRealtimeStore(storage).send({ kind: 'heartbeat', process: 'p', at: now }),
    };
    const failure = {
      failCommands: ['insert', 'update', 'delete', 'findAndModify'],
      writeConcernError: majorityTimeout,
    };
    const outcomes = await whileFailing(mongod, failure, async () => {
      const codes: Record<string, unknown> = {};
      for (const [name, write] of Object.entries(writes)) {
        const error = await errorOf(write());
        codes[name] = error instanceof DomainError ? error.code : error;
      }
      return codes;
    });
    expect(outcomes).toEqual(Object.fromEntries(Object.keys(writes).map((name) => [name, 'UNAVAILABLE'])));
  } finally {
    await storage.close();
  }
});

test('a write that a majority does not acknowledge is stored: a retry must be idempotent', async () => {
  const thing = newThing();
  const failure = { failCommands: ['insert'], writeConcernError: majorityTimeout };
  const error = await whileFailing(mongod, failure, () => errorOf(things.insertOne(thing)));
  expect(outcomeOf(error)).toBe('unknown');
  expect(await things.findOne({ _id: thing._id })).toEqual(thing);
});

describe('a read with one command', () => {
  const maxTimeMS = 10_000;
  const group = 'read with one command';

  test('returns the projected fields of the matching documents, in order, with skip, limit and hint', async () => {
    const numbered = things.db.collection<Thing & { group: string }>('numbered');
    await numbered.createIndex({ group: 1, size: -1 }, {}, {});
    await numbered.insertMany(
      Array.from({ length: 300 }, (_, size) => ({ ...newThing(), group, size, note: 'x' })),
    );
    const read = (more: Omit<FindCommand, 'maxTimeMS'>) =>
      readAll(
        numbered,
        { group, size: { $lt: 250 } },
        { projection: { _id: 0, size: 1 }, maxTimeMS, ...more },
      );
    const sizes = (from: number, to: number) =>
      Array.from({ length: from - to }, (_, n) => ({ size: from - 1 - n }));
    expect(await read({ sort: { size: -1 } })).toEqual(sizes(250, 0));
    expect(await read({ sort: { size: -1 }, skip: 10, limit: 5 })).toEqual(sizes(240, 235));
    expect(await read({ sort: { size: 1 }, limit: 1, hint: { group: 1, size: -1 } })).toEqual([{ size: 0 }]);
    expect(
      await readAll(numbered, { group: undefined, size: 7 } as object, { maxTimeMS, limit: 1 }),
    ).toHaveLength(1);
  });

  test('returns a result that is larger than a batch of MongoDB', async () => {
    const large = things.db.collection<Thing & { text: string }>('large');
    await large.insertMany(
      Array.from({ length: 20 }, (_, size) => ({ ...newThing(), size, text: 'x'.repeat(1_000_000) })),
    );
    const found = await readAll(
      large,
      {},
      { projection: { size: 1, text: 1 }, sort: { size: 1 }, maxTimeMS },
    );
    expect(found.map(({ size, text }) => [size, text.length])).toEqual(
      Array.from({ length: 20 }, (_, size) => [size, 1_000_000]),
    );
  });

  test.each<[string, Omit<Failure, 'failCommands'>]>([
    ['a closed connection', { closeConnection: true }],
    ['a reply that the primary has stepped down', { errorCode: 189 }],
    ['a reply that the server shuts down', { errorCode: 91 }],
  ])('is repeated once after %s', async (_, failure) => {
    const read = () => readAll(things, { _id: 'none' }, { maxTimeMS });
    const failing = { failCommands: ['find'], ...failure };
    expect(await whileFailing(mongod, failing, read, 1)).toEqual([]);
    const error = await whileFailing(mongod, failing, () => errorOf(read()), 2);
    expect(asDomainError(error)).toBeInstanceOf(DomainError);
  });

  test('is not repeated after its time limit, or after an error that does not pass', async () => {
    for (const errorCode of [50, 2]) {
      const read = () => readAll(things, { _id: 'none' }, { maxTimeMS });
      const failing = { failCommands: ['find'], errorCode };
      expect(await whileFailing(mongod, failing, () => errorOf(read()), 1)).toMatchObject({
        code: errorCode,
      });
    }
  });
});

test('real replies of MongoDB have their outcomes: no primary, a cursor that is gone, a killed operation', async () => {
  const direct = thingsOf({}, mongod.uri.replace('replicaSet=own', 'directConnection=true'));
  await direct.insertMany(Array.from({ length: 5 }, newThing));
  const cursor = direct.find({}, { batchSize: 2 });
  await cursor.next();
  await direct.db.command({ killCursors: 'things', cursors: [cursor.id] });
  const lost = await errorOf(cursor.toArray());

  const interrupted = errorOf(slowQuery(direct));
  await mongod.command({ killOp: 1, op: await runningQuery() });
  const killed = await interrupted;

  await mongod.command({ replSetStepDown: 1, force: true });
  const notPrimary = await errorOf(direct.insertOne(newThing()));
  await mongod.start();
  expect([lost, killed, notPrimary].map((error) => (error as driver.MongoServerError).codeName)).toEqual([
    'CursorNotFound',
    'Interrupted',
    'NotWritablePrimary',
  ]);
  for (const error of [lost, killed, notPrimary]) expect(asDomainError(error)).toBeInstanceOf(DomainError);
});
