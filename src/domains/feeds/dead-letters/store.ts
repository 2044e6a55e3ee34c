import { bind } from '../../../kernel/bind.ts';
import type { PageRequest, PageRows } from '../../../kernel/paging.ts';
import { documentId, type Storage, type TenantDocument } from '../../../storage/index.ts';
import type { ConnectionFields, Fields } from '../../shared/subgraph.ts';
import type { DeadLetterRecord, DeadLetterStatus, RejectionCode } from '../model.ts';

interface DeadLetterDocument extends TenantDocument, DeadLetterRecord {}

export interface DeadLetterFilter {
  readonly status: DeadLetterStatus;
  readonly activityType?: string;
  readonly code?: RejectionCode;
}

/** Fields that an update of a dead letter sets. */
export type DeadLetterChange = Partial<Omit<DeadLetterRecord, 'letterId' | 'receivedAt' | 'text'>> & {
  readonly text?: null;
};

type DeadLetters = ReturnType<typeof openDeadLetters>;

export const createDeadLetterStore = (storage: Storage) =>
  bind(openDeadLetters(storage), { add, read, list, findByHash, erase, update });

const openDeadLetters = (storage: Storage) =>
  storage.collection<DeadLetterDocument>('deadLetters', [
    { key: { tenant: 1, status: 1, receivedAt: -1, letterId: -1 } },
    { key: { tenant: 1, status: 1, code: 1, receivedAt: -1, letterId: -1 } },
    { key: { tenant: 1, names: 1 }, partialFilterExpression: { names: { $exists: true } } },
  ]);

const newestFirst = [
  ['receivedAt', -1],
  ['letterId', -1],
] as const;

/** Returns the fields of an erased dead letter. The reason is erased too, because it can quote the event. */
export const erasedFields = (settledAt: Date) =>
  ({
    status: 'ERASED',
    field: null,
    reason: 'was erased',
    text: null,
    mended: null,
    names: [],
    settledAt,
  }) as const;

/** Inserts dead letters. Existing ones stay unchanged. */
async function add(letters: DeadLetters, tenant: string, added: readonly DeadLetterRecord[]): Promise<void> {
  await letters.insertNew(
    added.map((letter) => ({ _id: documentId(tenant, letter.letterId), tenant, ...letter })),
  );
}

/** @param fields the stored paths to read; default: all */
const read = (
  letters: DeadLetters,
  tenant: string,
  ids: readonly string[],
  fields: Fields = {},
): Promise<readonly DeadLetterRecord[]> => letters.findByIds(tenant, ids, fields);

const list = (
  letters: DeadLetters,
  tenant: string,
  filter: DeadLetterFilter,
  request: PageRequest,
  wanted: ConnectionFields,
): Promise<PageRows<DeadLetterRecord>> =>
  letters.page(
    tenant,
    { ...filter },
    {
      ...wanted,
      projection: { ...wanted.fields, letterId: 1, receivedAt: 1 },
      order: newestFirst,
      request,
    },
  );

/** Finds dead letters by hashes of customers or tasks. @returns their ids */
async function findByHash(
  letters: DeadLetters,
  tenant: string,
  hashes: readonly string[],
  limit: number,
): Promise<readonly string[]> {
  const found = await letters.find(
    tenant,
    { names: { $in: [...hashes] } },
    { projection: { letterId: 1 }, limit },
  );
  return found.map(({ letterId }) => letterId);
}

/** Erases dead letters of any status. @returns the number of dead letters that this call erased */
const erase = (
  letters: DeadLetters,
  tenant: string,
  ids: readonly string[],
  settledAt: Date,
): Promise<number> => letters.updateEach(tenant, ids, { status: { $ne: 'ERASED' } }, erasedFields(settledAt));

/**
 * Updates a waiting dead letter.
 * @param mended the expected mended text, if any
 * @returns false if the dead letter is no longer waiting, or has another mended text
 */
const update = (
  letters: DeadLetters,
  tenant: string,
  letterId: string,
  set: DeadLetterChange,
  mended?: string | null,
): Promise<boolean> =>
  letters.updateIf(tenant, letterId, { status: 'WAITING', ...(mended === undefined ? {} : { mended }) }, set);
