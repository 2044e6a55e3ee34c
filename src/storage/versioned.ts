import type { AnyBulkWriteOperation } from 'mongodb';
import type { TenantDocument } from './tenant-document.ts';

export interface RecordMetadata {
  readonly createdAt: Date;
  readonly modifiedAt: Date;
  readonly version: number;
}

/** An imported document. The hash shows whether its source has changed. */
export interface Versioned extends TenantDocument {
  readonly metadata: RecordMetadata;
  readonly source: { readonly hash: string };
  readonly erasedAt?: Date | null;
}

/** A document to import. The metadata of the source is used if its version is higher than the stored version. */
export type Unversioned<Doc extends Versioned> = Omit<Doc, 'metadata'> & {
  readonly metadata?: RecordMetadata;
};

export type UpsertOutcome = 'added' | 'updated' | 'duplicate';

/** Access to the documents of a tenant collection. */
interface VersionedDeps {
  readonly findByIds: (ids: readonly string[]) => Promise<readonly Versioned[]>;
  /** @returns the positions of the writes whose document another process has changed */
  readonly bulkWrite: (writes: AnyBulkWriteOperation<Versioned>[]) => Promise<ReadonlySet<number>>;
}

interface Pending {
  readonly document: Unversioned<Versioned>;
  readonly index: number;
}

/**
 * Stores imported documents: adds new ones, replaces changed ones with the next version, and leaves unchanged and erased ones alone. A
 * document that another process has written in the meantime is read and compared again.
 * @returns the outcome for each document, in order
 */
export async function upsertVersioned(
  deps: VersionedDeps,
  documents: readonly Unversioned<Versioned>[],
  now: Date,
): Promise<UpsertOutcome[]> {
  const outcomes = new Array<UpsertOutcome>(documents.length);
  let pending: Pending[] = documents.map((document, index) => ({ document, index }));
  while (pending.length > 0) pending = await upsertOnce(deps, pending, outcomes, now);
  return outcomes;
}

/** @returns the documents that must be compared again */
async function upsertOnce(
  { findByIds, bulkWrite }: VersionedDeps,
  pending: readonly Pending[],
  outcomes: UpsertOutcome[],
  now: Date,
): Promise<Pending[]> {
  const found = await findByIds([...new Set(pending.map(({ document }) => document._id))]);
  const stored = new Map(found.map((document) => [document._id, document]));
  const writes: AnyBulkWriteOperation<Versioned>[] = [];
  const written: (Pending & { readonly outcome: UpsertOutcome })[] = [];
  const again: Pending[] = [];
  const seen = new Set<string>();
  for (const item of pending) {
    const { document, index } = item;
    const before = stored.get(document._id);
    if (seen.has(document._id)) {
      // The batch has the record twice. The later one is compared with the earlier one after that is written.
      again.push(item);
    } else if (
      before !== undefined &&
      (before.source.hash === document.source.hash || before.erasedAt != null)
    ) {
      outcomes[index] = 'duplicate';
    } else {
      seen.add(document._id);
      const metadata = nextMetadata(document.metadata, before?.metadata, now);
      writes.push(
        before === undefined
          ? { insertOne: { document: { ...document, metadata } } }
          : replacement({ ...document, metadata }, before),
      );
      written.push({ ...item, outcome: before === undefined ? 'added' : 'updated' });
    }
  }
  if (writes.length === 0) return again;
  const outdated = await bulkWrite(writes);
  written.forEach(({ document, index, outcome }, position) => {
    if (outdated.has(position)) again.push({ document, index });
    else outcomes[index] = outcome;
  });
  return again.sort((a, b) => a.index - b.index);
}

/** If the compared state is gone, the upsert inserts the id a second time and fails: that reports the conflict of each write. */
const replacement = ({ _id, ...fields }: Versioned, before: Versioned): AnyBulkWriteOperation<Versioned> => ({
  replaceOne: { filter: sameState(_id, before), replacement: fields, upsert: true },
});

/** Matches only the state that was compared, so that a newer state of another process is not overwritten. */
export const sameState = (_id: string, { metadata, source }: Pick<Versioned, 'metadata' | 'source'>) => ({
  _id,
  'source.hash': source.hash,
  'metadata.version': metadata.version,
});

export function nextMetadata(
  given: RecordMetadata | undefined,
  before: RecordMetadata | undefined,
  now: Date,
): RecordMetadata {
  const version = before?.version ?? 0;
  return given !== undefined && given.version > version
    ? given
    : { createdAt: before?.createdAt ?? now, modifiedAt: now, version: version + 1 };
}
