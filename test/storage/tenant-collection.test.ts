import { MongoBulkWriteError, MongoClient, type Filter } from 'mongodb';
import { createStorage, documentId, type Storage } from '../../src/storage/index.ts';
import type { TenantCollection } from '../../src/storage/tenant-collection.ts';
import { upsertVersioned, type Unversioned, type Versioned } from '../../src/storage/versioned.ts';
import { testDatabase } from '../support/mongo.ts';

interface Thing extends Versioned {
  readonly thing: string;
  readonly size: number;
}

const { uri, name } = testDatabase(import.meta.url);
const now = new Date('2020-01-01T00:00:00Z');
const later = new Date('2020-01-02T00:00:00Z');

let storage: Storage;
let things: TenantCollection<Thing>;
const client = new MongoClient(uri);
beforeAll(async () => {
  storage = createStorage({ uri, database: name, timeoutMs: 10_000 });
  things = storage.collection<Thing>('things', [{ key: { tenant: 1, size: 1, thing: 1 } }]);
  await storage.prepare();
});
afterAll(async () => {
  await storage.close();
  await client.close();
});
beforeEach(() => client.db(name).collection('things').deleteMany({}));

const thing = (tenant: string, id: string, size = 1): Unversioned<Thing> => ({
  _id: documentId(tenant, id),
  tenant,
  thing: id,
  size,
  source: { hash: `${id}${size}` },
});
const upsert = (...documents: Unversioned<Thing>[]) => things.upsertVersioned(documents, now);
const read = async (tenant: string, id: string) => (await things.findByIds(tenant, [id], {}))[0];
const names = (found: readonly Thing[]) => found.map(({ thing: id }) => id).sort();

test('an index that does not begin with the tenant is an error', () => {
  expect(() => storage.collection('others', [{ key: { size: 1, tenant: 1 } }])).toThrow('tenant');
});

describe('reads and writes are restricted to the given tenant', () => {
  const otherTenant = { tenant: 'b' } as Filter<Thing>;
  const eitherTenant = { $or: [{ tenant: 'b' }, { tenant: 'a' }] } as Filter<Thing>;
  beforeEach(() => upsert(thing('a', 'x'), thing('b', 'x'), thing('b', 'y')));

  test('a filter with another tenant matches only documents of the given tenant', async () => {
    expect(await things.find('a', otherTenant, { projection: {} })).toEqual([
      expect.objectContaining({ tenant: 'a', thing: 'x' }),
    ]);
    expect(names(await things.find('a', eitherTenant, { projection: {} }))).toEqual(['x']);
    expect(await things.count('a', eitherTenant)).toBe(1);
    const iterated: Thing[] = [];
    for await (const found of things.iterate('a', otherTenant, { projection: {} })) iterated.push(found);
    expect(iterated.map(({ tenant }) => tenant)).toEqual(['a']);
    const { rows, totalCount } = await things.page('a', eitherTenant, {
      order: [['thing', 1]],
      request: { limit: 10, backwards: false },
      projection: {},
      rows: true,
      totalCount: true,
    });
    expect([names(rows), totalCount]).toEqual([['x'], 1]);
  });

  test('an id is read and deleted only in its own tenant', async () => {
    expect(names(await things.findByIds('b', ['x', 'y', 'z'], {}))).toEqual(['x', 'y']);
    expect(await things.findByIds('a', ['y'], {})).toEqual([]);
    expect(await things.delete('a', 'y')).toBe(false);
    expect(await things.delete('a', 'x')).toBe(true);
    expect(await things.delete('a', 'x')).toBe(false);
    expect(names(await things.find('b', {}, { projection: {} }))).toEqual(['x', 'y']);
  });
});

test('a document is updated only if it has the expected state, and only in its own tenant', async () => {
  await upsert(thing('a', 'x'), thing('b', 'x'));
  expect(await things.updateIf('a', 'x', { size: 2 }, { size: 3 })).toBe(false);
  expect(await things.updateIf('a', 'y', {}, { size: 3 })).toBe(false);
  expect(await things.updateIf('a', 'x', { size: 1 }, { size: 3 })).toBe(true);
  expect(await things.updateIf('a', 'x', { size: 1 }, { size: 4 })).toBe(false);
  expect([(await read('a', 'x'))?.size, (await read('b', 'x'))?.size]).toEqual([3, 1]);
});

test('only the fields of the projection are read', async () => {
  await upsert(thing('a', 'x'));
  expect(await things.findByIds('a', ['x'], { size: 1 })).toEqual([{ size: 1 }]);
});

test('an insert with an existing id returns false and changes nothing', async () => {
  const metadata = { createdAt: now, modifiedAt: now, version: 1 };
  expect(await things.insert({ ...thing('a', 'x', 1), metadata })).toBe(true);
  expect(await things.insert({ ...thing('a', 'x', 2), metadata })).toBe(false);
  expect(await read('a', 'x')).toMatchObject({ size: 1 });
});

describe('versioned documents', () => {
  test('the outcomes are in the order of the documents', async () => {
    await upsert(thing('a', 'old'), thing('a', 'same'));
    const outcomes = await things.upsertVersioned(
      [thing('a', 'same'), thing('a', 'new'), thing('a', 'old', 2), thing('a', 'new'), thing('a', 'new', 2)],
      later,
    );
    expect(outcomes).toEqual(['duplicate', 'added', 'updated', 'duplicate', 'updated']);
    expect(await read('a', 'same')).toMatchObject({
      metadata: { createdAt: now, modifiedAt: now, version: 1 },
    });
    expect(await read('a', 'old')).toMatchObject({
      size: 2,
      metadata: { createdAt: now, modifiedAt: later, version: 2 },
    });
    expect(await read('a', 'new')).toMatchObject({ size: 2, metadata: { version: 2 } });
  });

  test('an empty list has no outcomes', async () => {
    expect(await things.upsertVersioned([], now)).toEqual([]);
  });

  test('a field that the next version does not have is removed', async () => {
    const { size: _, ...without } = thing('a', 'x');
    await upsert({ ...thing('a', 'x'), erasedAt: null });
    await things.upsertVersioned([{ ...without, source: { hash: 'other' } }], later);
    expect(await read('a', 'x')).not.toHaveProperty('size');
  });

  test('with many concurrent writers of the same documents, each state gets a version of its own', async () => {
    const ids = Array.from({ length: 50 }, (_, n) => `x${n}`);
    const states = Array.from({ length: 6 }, (_, size) => ids.map((id) => thing('a', id, size)));
    const outcomes = await Promise.all(states.map((state) => things.upsertVersioned(state, now)));
    expect(outcomes.flat().toSorted()).toEqual([
      ...Array.from({ length: 50 }, () => 'added'),
      ...Array.from({ length: 250 }, () => 'updated'),
    ]);
    for (const id of ids) {
      const found = await read('a', id);
      expect([found?.source.hash, found?.metadata.version]).toEqual([`${id}${String(found?.size)}`, 6]);
    }
  });

  test('an erased document stays erased and counts as a duplicate', async () => {
    await upsert(thing('a', 'x'));
    const before = await read('a', 'x');
    if (before === undefined) throw new Error('The document was not stored.');
    const after = { ...before, size: 0, erasedAt: later };
    expect(await things.replaceVersioned('a', 'x', before, after, later)).toBe(true);
    expect(await things.upsertVersioned([thing('a', 'x'), thing('a', 'x', 7)], later)).toEqual([
      'duplicate',
      'duplicate',
    ]);
    expect(await read('a', 'x')).toMatchObject({ size: 0, metadata: { version: 2, modifiedAt: later } });
  });

  test('a replacement is not written if the document has changed since it was read', async () => {
    await upsert(thing('a', 'x'));
    const before = await read('a', 'x');
    if (before === undefined) throw new Error('The document was not stored.');
    await things.upsertVersioned([thing('a', 'x', 2)], later);
    expect(await things.replaceVersioned('a', 'x', before, { ...before, size: 3 }, later)).toBe(false);
    expect(await things.replaceVersioned('b', 'x', before, { ...before, size: 3 }, later)).toBe(false);
    expect(await read('a', 'x')).toMatchObject({ size: 2, metadata: { version: 2 } });
  });
});

describe('a document that changes between the read and the write of an import', () => {
  const documents = client.db(name).collection<Versioned>('things');
  const hashes = ['A', 'B', 'A'];
  const withHash = (hash: string) => ({ ...thing('a', 'x', hash.charCodeAt(0)), source: { hash } });

  /** Imports a document. `between` runs once, after the read. */
  async function importWith(document: Unversioned<Thing>, between: () => Promise<unknown>) {
    let isFirst = true;
    return upsertVersioned(
      {
        async findByIds(ids) {
          const found = await documents.find({ _id: { $in: [...ids] } }).toArray();
          if (isFirst) await between();
          isFirst = false;
          return found;
        },
        bulkWrite: (writes) =>
          documents.bulkWrite(writes, { ordered: false }).then(
            () => new Set<number>(),
            (error: unknown) => {
              if (!(error instanceof MongoBulkWriteError)) throw error;
              return new Set([error.writeErrors].flat().map(({ index }) => index));
            },
          ),
      },
      [document],
      later,
    );
  }

  async function erase(): Promise<void> {
    const before = await read('a', 'x');
    if (before === undefined) throw new Error('The document was not stored.');
    expect(
      await things.replaceVersioned('a', 'x', before, { ...before, size: 0, erasedAt: later }, later),
    ).toBe(true);
  }

  test('is not overwritten if it has been erased', async () => {
    await upsert(withHash('A'));
    expect(await importWith(withHash('B'), erase)).toEqual(['duplicate']);
    expect(await read('a', 'x')).toMatchObject({ size: 0, erasedAt: later, metadata: { version: 2 } });
  });

  test('gets the next version if its content has changed and changed back', async () => {
    await upsert(withHash('A'));
    const changes = async () => {
      for (const hash of hashes.slice(1)) await upsert(withHash(hash));
    };
    expect(await importWith(withHash('C'), changes)).toEqual(['updated']);
    expect(await read('a', 'x')).toMatchObject({ source: { hash: 'C' }, metadata: { version: 4 } });
  });

  test('is not replaced if its content has changed and changed back', async () => {
    await upsert(withHash('A'));
    const before = await read('a', 'x');
    if (before === undefined) throw new Error('The document was not stored.');
    for (const hash of hashes.slice(1)) await upsert(withHash(hash));
    expect(await things.replaceVersioned('a', 'x', before, { ...before, size: 0 }, later)).toBe(false);
  });

  test('contents A, B and A are three versions, in one import and in several', async () => {
    expect(await upsert(...hashes.map(withHash))).toEqual(['added', 'updated', 'updated']);
    for (const hash of ['B', 'A']) expect(await upsert(withHash(hash))).toEqual(['updated']);
    expect(await read('a', 'x')).toMatchObject({ source: { hash: 'A' }, metadata: { version: 5 } });
  });
});

test('of ranked documents, an erased one is not replaced by one with a higher rank', async () => {
  const ranked = storage.collection<Thing & { readonly rank: string }>('things', []);
  const withRank = (rank: string) => ({
    ...thing('a', 'x'),
    rank,
    metadata: { createdAt: now, modifiedAt: now, version: 1 },
  });
  expect(await ranked.keepHighest([withRank('1')])).toEqual(['first']);
  await ranked.updateEach('a', ['x'], { erasedAt: null }, { erasedAt: later, size: 0 });
  expect(await ranked.keepHighest([withRank('2')])).toEqual(['kept']);
  expect(await read('a', 'x')).toMatchObject({ rank: '1', size: 0, erasedAt: later });
});

test('an unreachable database is UNAVAILABLE, and an invalid filter is not', async () => {
  const disconnected = createStorage({ uri, database: name, timeoutMs: 1000 });
  const collection = disconnected.collection<Thing>('things', []);
  await disconnected.close();
  const unavailable = expect.objectContaining({ code: 'UNAVAILABLE' }) as Error;
  await expect(collection.find('a', {}, { projection: {} })).rejects.toThrow(unavailable);
  await expect(collection.count('a', {})).rejects.toThrow(unavailable);
  await expect(collection.upsertVersioned([thing('a', 'x')], now)).rejects.toThrow(unavailable);
  expect(await disconnected.answers()).toBe(false);
  await expect(things.find('a', { $nonsense: 1 }, { projection: {} })).rejects.not.toThrow(unavailable);
});

test('of concurrent writes of states of a new document, the newest state remains', async () => {
  const metadata = { createdAt: now, modifiedAt: now, version: 1 };
  for (let round = 0; round < 20; round++) {
    const id = `state ${String(round)}`;
    const sizes = [2, 1, 3, 2, 1];
    await Promise.all(
      sizes.map((size) => things.replaceOlder({ ...thing('a', id, size), metadata }, 'size')),
    );
    expect((await read('a', id))?.size).toBe(3);
  }
});
