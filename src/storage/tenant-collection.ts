import type {
  AnyBulkWriteOperation,
  Collection,
  Document,
  Filter,
  MatchKeysAndValues,
  OptionalId,
  OptionalUnlessRequiredId,
  WithoutId,
} from 'mongodb';
import { MongoBulkWriteError } from 'mongodb';
import type { PageRequest, PageRows } from '../kernel/paging.ts';
import { duplicateKeyCode, isDuplicateKey, outcomeOf, rethrow } from './driver-errors.ts';
import { keyset, type Order } from './keyset.ts';
import { readAll } from './read-all.ts';
import { createReadBatcher, stagesOf, type ReadBatcher } from './read-batcher.ts';
import { documentId, type TenantDocument } from './tenant-document.ts';
import {
  nextMetadata,
  sameState,
  upsertVersioned,
  type Unversioned,
  type UpsertOutcome,
  type Versioned,
} from './versioned.ts';

/** The fields to read: an inclusive MongoDB projection. */
export type Projection = Readonly<Record<string, 1>>;

export interface ReadOptions {
  readonly projection: Projection;
  readonly sort?: Readonly<Record<string, 1 | -1>>;
  readonly limit?: number;
  /** The number of documents to skip. */
  readonly skip?: number;
  /** The index to use, if MongoDB could choose an index for background loops, which does not begin with the tenant. */
  readonly hint?: Readonly<Record<string, 1 | -1>>;
  /**
   * Whether the read becomes one command with the other batched reads of the same tick, for reads of single items of a list. Such a command
   * has no hint.
   */
  readonly batched?: boolean;
}

export interface PageOptions {
  readonly order: Order;
  readonly request: PageRequest;
  readonly projection: Projection;
  readonly rows: boolean;
  readonly totalCount: boolean;
}

/** A document that is replaced by one with the same id and a higher rank. */
export interface Ranked {
  readonly rank: string;
}

/** The effect of writing a ranked document. */
export type RankedOutcome = 'first' | 'replaced' | 'kept';

const highestRank = '\uffff';

/**
 * A collection that requires the tenant for each read and write. The tenant is added to every filter, so no query can omit it.
 */
export class TenantCollection<Doc extends TenantDocument> {
  readonly #collection: Collection<Doc>;
  readonly #maxTimeMS: number;
  readonly #batch: ReadBatcher;

  /** @param timeoutMs the maximum duration of a read; the database itself aborts a read that takes longer */
  constructor(collection: Collection<Doc>, timeoutMs: number) {
    this.#maxTimeMS = timeoutMs;
    this.#collection = collection;
    this.#batch = createReadBatcher(collection, { maxTimeMS: timeoutMs });
  }

  async findByIds(tenant: string, naturalIds: readonly string[], projection: Projection): Promise<Doc[]> {
    const ids = naturalIds.map((id) => documentId(tenant, id));
    return this.#read({ _id: ids.length === 1 ? ids[0] : { $in: ids } } as Filter<Doc>, {
      projection,
    });
  }

  async find(tenant: string, filter: Filter<Doc>, options: ReadOptions): Promise<Doc[]> {
    const matching = this.#within(tenant, filter);
    const alone = () => this.#read(matching, options);
    return options.batched === true ? this.#batch({ alone, pipeline: stagesOf(matching, options) }) : alone();
  }

  /** Reads a page of the matching documents and counts all of them, each only if requested. */
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

  /** Reads the matching documents in batches. */
  async *iterate(tenant: string, filter: Filter<Doc>, options: ReadOptions): AsyncGenerator<Doc> {
    try {
      for await (const document of this.#collection.find<Doc>(
        this.#within(tenant, filter),
        commandOptions(options),
      ))
        yield document;
    } catch (error) {
      rethrow(error);
    }
  }

  /** @param options `limit`: the highest count */
  async count(
    tenant: string,
    filter: Filter<Doc>,
    { batched, ...options }: Pick<ReadOptions, 'hint' | 'limit' | 'batched'> = {},
  ): Promise<number> {
    const matching = this.#within(tenant, filter);
    const alone = () =>
      this.#collection.countDocuments(matching, { ...options, maxTimeMS: this.#maxTimeMS }).catch(rethrow);
    if (batched !== true) return alone();
    const [found] = await this.#batch({
      alone: async () => [{ count: await alone() }],
      pipeline: [...stagesOf(matching, options), { $count: 'count' }],
    });
    return found?.count ?? 0;
  }

  /** Runs a pipeline over the matching documents. No stage may read another collection, since the tenant is not added there. */
  async aggregate<Result extends object>(
    tenant: string,
    filter: Filter<Doc>,
    stages: readonly Document[],
    options: Pick<ReadOptions, 'hint'> = {},
  ): Promise<Result[]> {
    return (
      this.#collection
        // One batch if possible: a second round trip costs more than the documents.
        .aggregate<Result>([{ $match: this.#within(tenant, filter) }, ...stages], {
          ...options,
          batchSize: 1000,
          maxTimeMS: this.#maxTimeMS,
        })
        .toArray()
        .catch(rethrow)
    );
  }

  /** @returns false if a document with this id exists */
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

  /** Inserts the documents whose ids do not exist. @returns whether each was inserted; of two with one id, the first */
  async insertNew(documents: readonly Doc[]): Promise<boolean[]> {
    documents.forEach(checkOwner);
    if (documents.length === 0) return [];
    const lost = await this.#bulkWrite(
      documents.map((document) => ({ insertOne: { document: document as unknown as OptionalId<Doc> } })),
    );
    return documents.map((_, position) => !lost.has(position));
  }

  /**
   * Updates a document if it still has the expected state (optimistic concurrency).
   * @returns false if it does not, or does not exist; then nothing is written
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

  /** Does `updateIf` for many documents in one command. @returns false if some were not updated; it is unknown which */
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

  /** Makes the same update to each document that has the expected state. @returns the number of updated documents */
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
   * Inserts the document or replaces an older state of it.
   * @param age the field that orders the states, such as a sequence number
   * @param anew whether to replace a state of the same age too
   * @returns false if the stored state is newer
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
        // If the stored state is newer, the upsert inserts the id a second time and fails.
        .catch((error: unknown) => (isDuplicateKey(error) ? false : rethrow(error)));
    // If two processes insert the first state at once, the one that fails may have the newer state.
    return (await replace()) || replace();
  }

  /**
   * Inserts each document, or replaces one with a lower `rank`. Erased documents are not replaced. The document with the highest rank
   * remains, in any order of writes and with any number of concurrent writers.
   * @returns for each document whether it was the first with its id, replaced another one, or had no effect
   */
  async keepHighest(documents: readonly (Doc & Ranked)[]): Promise<readonly RankedOutcome[]> {
    // Most documents are new, so an insert without a read is cheaper. No document is removed before the second step.
    const isFirst = await this.insertNew(documents);
    const known = documents.filter((_, index) => isFirst[index] !== true);
    const ranks = await this.#ranksOf(known);
    // Ranks only rise, so a document that is too low now stays too low.
    const higher = known.filter(({ _id, rank }) => {
      const isHigher = rank > (ranks.get(_id) ?? '');
      if (isHigher) ranks.set(_id, rank);
      return isHigher;
    });
    const replaced = new Set<Doc>(await this.#replaceLower(higher));
    return documents.map((document, index) =>
      isFirst[index] === true ? 'first' : replaced.has(document) ? 'replaced' : 'kept',
    );
  }

  /** @returns the documents that replaced another one */
  async #replaceLower(documents: readonly (Doc & Ranked)[]): Promise<readonly (Doc & Ranked)[]> {
    if (documents.length === 0) return [];
    const result = await this.#collection
      .bulkWrite(
        documents.map(({ _id, ...fields }) => ({
          replaceOne: {
            filter: { _id, rank: { $lt: fields.rank }, erasedAt: null } as unknown as Filter<Doc>,
            replacement: fields,
          },
        })),
        { ordered: false },
      )
      .catch(rethrow);
    if (result.matchedCount === documents.length) return documents;
    // A concurrent writer was faster with some of them.
    const ranks = await this.#ranksOf(documents);
    return documents.filter(({ _id, rank }) => ranks.get(_id) === rank);
  }

  /** Reads the ranks of the stored documents with the same ids. That of an erased document is higher than any other. */
  async #ranksOf(documents: readonly Doc[]): Promise<Map<string, string>> {
    if (documents.length === 0) return new Map();
    const ids = [...new Set(documents.map(({ _id }) => _id))];
    const found = (await this.#read({ _id: { $in: ids } } as Filter<Doc>, {
      projection: { _id: 1, rank: 1, erasedAt: 1 },
    })) as unknown as readonly (TenantDocument & Ranked & { readonly erasedAt?: Date | null })[];
    return new Map(found.map(({ _id, rank, erasedAt }) => [_id, erasedAt == null ? rank : highestRank]));
  }

  /** @returns false if it does not exist */
  async delete(tenant: string, naturalId: string): Promise<boolean> {
    const result = await this.#collection
      .deleteOne({ _id: documentId(tenant, naturalId) } as Filter<Doc>)
      .catch(rethrow);
    return result.deletedCount === 1;
  }

  #within(tenant: string, filter: Filter<Doc>): Filter<Doc> {
    // The tenant comes last, so that it overrides a tenant in the filter.
    return { ...filter, tenant };
  }

  async #read(filter: Filter<Doc>, options: ReadOptions): Promise<Doc[]> {
    return readAll(this.#collection, filter, {
      ...commandOptions(options),
      maxTimeMS: this.#maxTimeMS,
    }).catch(rethrow);
  }

  /**
   * Stores imported documents. Concurrent imports of the same records are safe.
   * @returns the outcome for each document, in order
   */
  async upsertVersioned(
    this: TenantCollection<Doc & Versioned>,
    documents: readonly Unversioned<Versioned>[],
    now: Date,
  ): Promise<UpsertOutcome[]> {
    documents.forEach(checkOwner);
    return upsertVersioned(
      {
        findByIds: (ids) =>
          this.#read({ _id: { $in: ids } } as Filter<Doc & Versioned>, {
            projection: { _id: 1, 'source.hash': 1, metadata: 1, erasedAt: 1 },
          }),
        bulkWrite: (writes) => this.#bulkWrite(writes as AnyBulkWriteOperation<Doc & Versioned>[]),
      },
      documents,
      now,
    );
  }

  /**
   * Replaces the state that was read with its next version.
   * @returns false if another process has changed the document since; then nothing is written
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
        sameState(documentId(tenant, naturalId), before) as unknown as Filter<Doc & Versioned>,
        document as unknown as WithoutId<Doc & Versioned>,
      )
      .catch(rethrow);
    return result.matchedCount === 1;
  }

  /** @returns the positions of the writes that failed with a duplicate key: another process has written the document */
  async #bulkWrite(writes: AnyBulkWriteOperation<Doc>[]): Promise<Set<number>> {
    try {
      await this.#collection.bulkWrite(writes, { ordered: false });
      return new Set();
    } catch (error) {
      if (!(error instanceof MongoBulkWriteError)) return rethrow(error);
      const failures = [error.writeErrors].flat();
      const outdated = failures.length > 0 && failures.every(({ code }) => code === duplicateKeyCode);
      if (!outdated || outcomeOf(error) === 'unknown') return rethrow(error);
      return new Set(failures.map(({ index }) => index));
    }
  }
}

/** Checks that the id and the tenant of a new document match: later reads use one or the other. */
function checkOwner({ _id, tenant }: TenantDocument): void {
  if (!_id.startsWith(`${tenant}:`)) throw new Error('The id of the document belongs to another tenant.');
}

const commandOptions = ({ projection, sort, limit, skip, hint }: ReadOptions) => ({
  // The `_id` repeats the tenant and the natural id.
  projection: { _id: 0, ...projection } as const,
  ...(sort === undefined ? {} : { sort }),
  ...(hint === undefined ? {} : { hint }),
  ...(skip === undefined ? {} : { skip }),
  ...(limit === undefined ? {} : { limit }),
});
