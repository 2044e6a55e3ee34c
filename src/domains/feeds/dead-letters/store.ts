import type { PageRequest, PageRows } from '../../../kernel/paging.ts';
import { documentId, type Storage, type TenantDocument } from '../../../storage/index.ts';
import type { ConnectionFields } from '../../shared/subgraph.ts';
import type { DeadLetterRecord, DeadLetterStatus, RejectionCode } from '../model.ts';

interface LetterDocument extends TenantDocument, DeadLetterRecord {}

export interface DeadLetterFilter {
  readonly status: DeadLetterStatus;
  readonly activityType?: string;
  readonly code?: RejectionCode;
}

export type DeadLetterStore = ReturnType<typeof createDeadLetterStore>;

/** What is written of a letter when it is erased: a reason may quote what was at fault. */
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

const inOrder = { tenant: 1, status: 1, receivedAt: -1, letterId: -1 } as const;
const newestFirst = [
  ['receivedAt', -1],
  ['letterId', -1],
] as const;

export function createDeadLetterStore(storage: Storage) {
  const letters = storage.collection<LetterDocument>('deadLetters', [
    { key: inOrder },
    { key: { tenant: 1, status: 1, code: 1, receivedAt: -1, letterId: -1 } },
    { key: { tenant: 1, names: 1 }, partialFilterExpression: { names: { $exists: true } } },
  ]);
  return {
    /** What is there already stays as it is. */
    async add(tenant: string, added: readonly DeadLetterRecord[]): Promise<void> {
      await letters.insertNew(
        added.map((letter) => ({ _id: documentId(tenant, letter.letterId), tenant, ...letter })),
      );
    },

    read: (tenant: string, ids: readonly string[]): Promise<readonly DeadLetterRecord[]> =>
      letters.findByIds(tenant, ids, {}),

    list: (
      tenant: string,
      filter: DeadLetterFilter,
      request: PageRequest,
      wanted: ConnectionFields,
    ): Promise<PageRows<DeadLetterRecord>> =>
      letters.page(tenant, toFilter(filter), {
        ...wanted,
        projection: { ...wanted.fields, letterId: 1, receivedAt: 1 },
        order: newestFirst,
        request,
      }),

    /** Those that name any of these. @returns their ids */
    async naming(tenant: string, names: readonly string[], limit: number): Promise<readonly string[]> {
      const found = await letters.find(
        tenant,
        { names: { $in: [...names] } },
        { projection: { letterId: 1 }, limit },
      );
      return found.map(({ letterId }) => letterId);
    },

    /** Whatever has been done about them. @returns how many were erased now */
    erase: (tenant: string, ids: readonly string[], settledAt: Date): Promise<number> =>
      letters.updateEach(tenant, ids, { status: { $ne: 'ERASED' } }, erasedFields(settledAt)),

    /** @returns false if it does not wait any more, or, where `mended` is given, is mended to something else */
    change: (
      tenant: string,
      letterId: string,
      set: Partial<Omit<DeadLetterRecord, 'letterId' | 'receivedAt' | 'text'>> & { readonly text?: null },
      mended?: string | null,
    ): Promise<boolean> =>
      letters.updateIf(
        tenant,
        letterId,
        { status: 'WAITING', ...(mended === undefined ? {} : { mended }) },
        set,
      ),
  };
}

/** Letters of an earlier version say no code: null finds them. */
const toFilter = ({ code, ...same }: DeadLetterFilter) => ({
  ...same,
  ...(code === undefined ? {} : { code: code === 'UNREADABLE' ? { $in: [code, null] } : code }),
});
