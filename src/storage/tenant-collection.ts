import type {
  AnyBulkWriteOperation,
  Collection,
  Document,
  Filter,
  IndexDescription,
  MatchKeysAndValues,
  OptionalId,
  OptionalUnlessRequiredId,
  WithoutId,
} from 'mongodb';
import { MongoBulkWriteError } from 'mongodb';
import type { PageRequest, PageRows } from '../kernel/paging.ts';
import { duplicateKeyCode, isDuplicateKey, rethrow } from './driver-errors.ts';
import { keyset, type Order } from './keyset.ts';

/** What every document has. `_id` is the tenant and the natural id, so that the primary key also begins with the tenant. */
export interface TenantDocument {
  readonly _id: string;
  readonly tenant: string;
}

/** Which fields are read: a MongoDB projection that includes. */
export type Projection = Readonly<Record<string, 1>>;

export interface ReadOptions {
  readonly projection: Projection;
  readonly sort?: Readonly<Record<string, 1 | -1>>;
  readonly limit?: number;
  /** How many are passed over before the first. */
  readonly skip?: number;
  /** The index to use, where MongoDB could take one of the system's own, which begins without the tenant. */
  readonly hint?: Readonly<Record<string, 1 | -1>>;
}

export interface PageOptions {
  readonly order: Order;
  readonly request: PageRequest;
  readonly projection: Projection;
  readonly rows: boolean;
  readonly totalCount: boolean;
}

/** A tenant's name has no colon, so the two parts cannot be confused. */
export const documentId = (tenant: string, naturalId: string): string => `${tenant}:${naturalId}`;

export interface RecordMetadata {
  readonly createdAt: Date;
  readonly modifiedAt: Date;
  readonly version: number;
}

/** What an imported document keeps to tell whether it has changed. */
export interface Versioned extends TenantDocument {
  readonly metadata: RecordMetadata;
  readonly source: { readonly hash: string };
  readonly erasedAt?: Date | null;
}

/** A document that gives way to one of its id that has a higher rank. */
export interface Ranked {
  readonly rank: string;
}

/** A document to import. Metadata that the source gives wins over ours, as long as its version goes up. */
export type Unversioned<Doc extends Versioned> = Omit<Doc, 'metadata'> & {
  readonly metadata?: RecordMetadata;
};

export type UpsertOutcome = 'added' | 'updated' | 'duplicate';

/**
 * A collection whose every access names the tenant. There is no way to read or write without one, so no query can forget it:
 * a filter given here is always narrowed by the tenant.
 */
export class TenantCollection<Doc extends TenantDocument> {
  readonly indexes: readonly IndexDescription[];
  readonly #collection: Collection<Doc>;
  readonly #maxTimeMS: number;

  /** @param timeoutMs how long one read may take: the database ends it, too, when nobody waits for it any more */
  constructor(collection: Collection<Doc>, indexes: readonly IndexDescription[], timeoutMs: number) {
    this.#maxTimeMS = timeoutMs;
    this.#collection = collection;
    this.indexes = indexes;
  }

  async createIndexes(): Promise<void> {
    if (this.indexes.length > 0) await this.#collection.createIndexes([...this.indexes]).catch(rethrow);
  }

  async findByIds(tenant: string, naturalIds: readonly string[], projection: Projection): Promise<Doc[]> {
    const ids = naturalIds.map((id) => documentId(tenant, id));
    return this.#read({ _id: ids.length === 1 ? ids[0] : { $in: ids } } as Filter<Doc>, {
      projection,
      // MongoDB's first batch has 101.
      ...(ids.length > 100 ? { limit: ids.length } : {}),
    });
  }

  async find(tenant: string, filter: Filter<Doc>, options: ReadOptions): Promise<Doc[]> {
    return this.#read(this.#within(tenant, filter), options);
  }

  /**
   * A page of the documents that match: its rows and the count of all, each only if it is wanted.
   */
  async page(
    tenant: string,
    filter: Filter<Doc>,
    { order, request, projection, rows, totalCount }: PageOptions,
  ): Promise<PageRows<Doc>> {
    const keys = keyset(order, request);
    const matching = { $and: [filter, keys.filter] } as Filter<Doc>;
    const [read, count] = await Promise.all([
      rows ? this.find(tenant, matching, { projection, sort: keys.sort, limit: keys.limit }) : [],
      totalCount ? this.count(tenant, filter) : undefined,
    ]);
    return { rows: read, totalCount: count };
  }

  /** Reads a list of any length without holding it. */
  async *iterate(tenant: string, filter: Filter<Doc>, options: ReadOptions): AsyncGenerator<Doc> {
    try {
      for await (const document of this.#collection.find<Doc>(
        this.#within(tenant, filter),
        driverOptions(options),
      ))
        yield document;
    } catch (error) {
      rethrow(error);
    }
  }

  /** @param options `limit`: no further than this is counted */
  async count(
    tenant: string,
    filter: Filter<Doc>,
    options: Pick<ReadOptions, 'hint' | 'limit'> = {},
  ): Promise<number> {
    return this.#collection
      .countDocuments(this.#within(tenant, filter), { ...options, maxTimeMS: this.#maxTimeMS })
      .catch(rethrow);
  }

  /** Computes something of the documents that match. No stage may read another collection. */
  async aggregate<Result extends object>(
    tenant: string,
    filter: Filter<Doc>,
    stages: readonly Document[],
    options: Pick<ReadOptions, 'hint'> = {},
  ): Promise<Result[]> {
    return (
      this.#collection
        // In one batch, as far as it has room: see driverOptions.
        .aggregate<Result>([{ $match: this.#within(tenant, filter) }, ...stages], {
          ...options,
          batchSize: 1000,
          maxTimeMS: this.#maxTimeMS,
        })
        .toArray()
        .catch(rethrow)
    );
  }

  /** @returns false if there is one with this id already */
  async insert(document: Doc): Promise<boolean> {
    checkOwner(document);
    try {
      await this.#collection.insertOne(document as OptionalUnlessRequiredId<Doc>);
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      return rethrow(error);
    }
  }

  /** Of documents that never change: those that are not there yet. @returns of each whether it is new; of two of one id the first is */
  async insertNew(documents: readonly Doc[]): Promise<boolean[]> {
    documents.forEach(checkOwner);
    if (documents.length === 0) return [];
    const lost = await this.#bulkWrite(
      documents.map((document) => ({ insertOne: { document: document as unknown as OptionalId<Doc> } })),
    );
    return documents.map((_, position) => !lost.has(position));
  }

  /**
   * Changes the document as long as it is still what the change was decided on.
   * @returns false if it is not, or if there is none: then nothing is written
   */
  async updateIf(
    tenant: string,
    naturalId: string,
    expected: Filter<Doc>,
    set: MatchKeysAndValues<Doc>,
  ): Promise<boolean> {
    const result = await this.#collection
      .updateOne({ ...expected, _id: documentId(tenant, naturalId) }, { $set: set })
      .catch(rethrow);
    return result.matchedCount === 1;
  }

  /** As `updateIf`, of many in one command. @returns whether all were changed; else it is not known which of them were not */
  async updateAllIf(
    tenant: string,
    updates: readonly {
      readonly naturalId: string;
      readonly expected: Filter<Doc>;
      readonly set: MatchKeysAndValues<Doc>;
    }[],
  ): Promise<boolean> {
    if (updates.length === 0) return true;
    const result = await this.#collection
      .bulkWrite(
        updates.map(({ naturalId, expected, set }) => ({
          updateOne: { filter: { ...expected, _id: documentId(tenant, naturalId) }, update: { $set: set } },
        })),
        { ordered: false },
      )
      .catch(rethrow);
    return result.matchedCount === updates.length;
  }

  /** Changes all of these that are as expected, alike. @returns how many they were */
  async updateEach(
    tenant: string,
    naturalIds: readonly string[],
    expected: Filter<Doc>,
    set: MatchKeysAndValues<Doc>,
  ): Promise<number> {
    if (naturalIds.length === 0) return 0;
    const ids = naturalIds.map((id) => documentId(tenant, id));
    const result = await this.#collection
      .updateMany({ ...expected, _id: { $in: ids } }, { $set: set })
      .catch(rethrow);
    return result.matchedCount;
  }

  /**
   * Puts the document in the place of an older state of it, as its own field tells; leaves a newer one alone, and one of the same age
   * unless it is to be made anew.
   * @returns whether it was put there
   */
  async replaceOlder(document: Doc, age: keyof Doc & string, anew = false): Promise<boolean> {
    checkOwner(document);
    const { _id, ...fields } = document;
    const replace = () =>
      this.#collection
        .replaceOne(
          { _id, [age]: { [anew ? '$lte' : '$lt']: document[age] } } as unknown as Filter<Doc>,
          fields as unknown as WithoutId<Doc>,
          { upsert: true },
        )
        .then(() => true)
        // Where there is a newer one, this would insert its id a second time.
        .catch((error: unknown) => (isDuplicateKey(error) ? false : rethrow(error)));
    // Of two that put the first one there at once, the loser may be the newer.
    return (await replace()) || replace();
  }

  /**
   * Puts each document in the place of one whose `rank` is lower, and leaves one whose rank is not lower alone, and what was erased.
   * Whatever the order in which they come, and by how many at once, the highest stays.
   * @returns for each whether it is the first of its id
   */
  async keepHighest(documents: readonly (Doc & Ranked)[]): Promise<boolean[]> {
    // Most are new, and to insert is cheaper than to look first. One that is there stays there, so that the second step finds it.
    const isFirst = await this.insertNew(documents);
    const writes = documents.flatMap((document, index): AnyBulkWriteOperation<Doc>[] => {
      if (isFirst[index] === true) return [];
      const { _id, ...fields } = document;
      return [
        {
          replaceOne: {
            filter: { _id, rank: { $lt: fields.rank }, erasedAt: null } as unknown as Filter<Doc>,
            replacement: fields,
          },
        },
      ];
    });
    if (writes.length > 0) await this.#bulkWrite(writes);
    return isFirst;
  }

  /** @returns whether there was one */
  async delete(tenant: string, naturalId: string): Promise<boolean> {
    const result = await this.#collection
      .deleteOne({ _id: documentId(tenant, naturalId) } as Filter<Doc>)
      .catch(rethrow);
    return result.deletedCount === 1;
  }

  #within(tenant: string, filter: Filter<Doc>): Filter<Doc> {
    // The tenant comes last: it wins over anything that the filter might say of it.
    return { ...filter, tenant };
  }

  async #read(filter: Filter<Doc>, options: ReadOptions): Promise<Doc[]> {
    return this.#collection
      .find<Doc>(filter, { ...driverOptions(options), maxTimeMS: this.#maxTimeMS })
      .toArray()
      .catch(rethrow);
  }

  /**
   * Stores imported documents: new ones are added, changed ones replaced with the next version, unchanged ones left alone. What
   * was erased stays erased, whatever its source still has of it.
   * Two importers of the same records at once are safe: a document that somebody else wrote meanwhile is decided again.
   * @returns what became of each, in order
   */
  async upsertVersioned(
    this: TenantCollection<Doc & Versioned>,
    documents: readonly Unversioned<Versioned>[],
    now: Date,
  ): Promise<UpsertOutcome[]> {
    documents.forEach(checkOwner);
    const outcomes = new Array<UpsertOutcome>(documents.length);
    let open: Pending[] = documents.map((document, index) => ({ document, index }));
    while (open.length > 0) open = await this.#upsertRound(open, outcomes, now);
    return outcomes;
  }

  /** @returns those that must be decided again */
  async #upsertRound(open: readonly Pending[], outcomes: UpsertOutcome[], now: Date): Promise<Pending[]> {
    const stored = new Map<string, Pick<Versioned, 'metadata' | 'source' | 'erasedAt'>>();
    const ids = [...new Set(open.map(({ document }) => document._id))];
    for (const found of await this.#read({ _id: { $in: ids } } as Filter<Doc>, {
      projection: { _id: 1, 'source.hash': 1, metadata: 1, erasedAt: 1 },
    }))
      stored.set(found._id, found as unknown as Versioned);

    const writes: AnyBulkWriteOperation<Doc>[] = [];
    const written: (Pending & { readonly outcome: UpsertOutcome })[] = [];
    const again: Pending[] = [];
    const touched = new Set<string>();
    for (const item of open) {
      const { document, index } = item;
      const before = stored.get(document._id);
      if (touched.has(document._id)) {
        // The same record twice in one batch: the later one is compared with the earlier, once that is written.
        again.push(item);
        continue;
      }
      if (before !== undefined && (before.source.hash === document.source.hash || before.erasedAt != null)) {
        outcomes[index] = 'duplicate';
        continue;
      }
      touched.add(document._id);
      const { _id, ...fields } = document;
      const metadata = nextMetadata(document.metadata, before?.metadata, now);
      if (before === undefined) {
        writes.push({ insertOne: { document: { ...document, metadata } as unknown as OptionalId<Doc> } });
        written.push({ ...item, outcome: 'added' });
      } else {
        writes.push({
          replaceOne: {
            filter: sameState<Doc>(_id, before),
            replacement: { ...fields, metadata } as unknown as WithoutId<Doc>,
            // Where that state is gone, this would insert the id a second time: so each write tells by itself that it was too late.
            upsert: true,
          },
        });
        written.push({ ...item, outcome: 'updated' });
      }
    }
    if (writes.length === 0) return again;
    const lost = await this.#bulkWrite(writes);
    written.forEach(({ document, index, outcome }, position) => {
      if (lost.has(position)) again.push({ document, index });
      else outcomes[index] = outcome;
    });
    return again.sort((a, b) => a.index - b.index);
  }

  /**
   * Puts another state in the place of the one that was read, as its next version.
   * @returns false if somebody else has changed it since: then nothing is written
   */
  async replaceVersioned(
    this: TenantCollection<Doc & Versioned>,
    tenant: string,
    naturalId: string,
    before: Pick<Versioned, 'metadata' | 'source'>,
    after: Omit<Doc & Versioned, '_id' | 'tenant' | 'metadata'>,
    now: Date,
  ): Promise<boolean> {
    const document = { ...after, tenant, metadata: nextMetadata(undefined, before.metadata, now) };
    const result = await this.#collection
      .replaceOne(
        sameState<Doc & Versioned>(documentId(tenant, naturalId), before),
        document as unknown as WithoutId<Doc & Versioned>,
      )
      .catch(rethrow);
    return result.matchedCount === 1;
  }

  /** @returns the positions whose write found something else than it was decided on */
  async #bulkWrite(writes: AnyBulkWriteOperation<Doc>[]): Promise<Set<number>> {
    try {
      await this.#collection.bulkWrite(writes, { ordered: false });
      return new Set();
    } catch (error) {
      if (!(error instanceof MongoBulkWriteError)) return rethrow(error);
      const failures = [error.writeErrors].flat();
      const outdated = failures.length > 0 && failures.every(({ code }) => code === duplicateKeyCode);
      if (!outdated || error.result.getWriteConcernError() !== undefined) return rethrow(error);
      return new Set(failures.map(({ index }) => index));
    }
  }
}

/** The id and the tenant of a new document must be of one tenant: every later read goes by one or the other. */
function checkOwner({ _id, tenant }: TenantDocument): void {
  if (!_id.startsWith(`${tenant}:`)) throw new Error('A document is written under the id of another tenant.');
}

interface Pending {
  readonly document: Unversioned<Versioned>;
  readonly index: number;
}

/** Only the state that was compared is replaced: somebody else's newer one is not overwritten unseen. */
const sameState = <Doc>(_id: string, { metadata, source }: Pick<Versioned, 'metadata' | 'source'>) =>
  ({
    _id,
    'source.hash': source.hash,
    'metadata.version': metadata.version,
  }) as unknown as Filter<Doc>;

function nextMetadata(
  given: RecordMetadata | undefined,
  before: RecordMetadata | undefined,
  now: Date,
): RecordMetadata {
  const version = before?.version ?? 0;
  return given !== undefined && given.version > version
    ? given
    : { createdAt: before?.createdAt ?? now, modifiedAt: now, version: version + 1 };
}

function driverOptions({ projection, sort, limit, skip, hint }: ReadOptions) {
  return {
    // It says nothing that the tenant and the natural id do not.
    projection: { _id: 0, ...projection },
    ...(sort === undefined ? {} : { sort }),
    ...(hint === undefined ? {} : { hint }),
    ...(skip === undefined ? {} : { skip }),
    // One batch for a whole page: a second round trip would cost more than the documents.
    ...(limit === undefined ? {} : { limit, batchSize: limit + 1 }),
  };
}
