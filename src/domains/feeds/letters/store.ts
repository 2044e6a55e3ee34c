import type { PageRequest, PageRows } from '../../../kernel/paging.ts';
import { documentId, type Storage, type TenantDocument } from '../../../storage/index.ts';
import type { ConnectionFields } from '../../subgraph.ts';
import type { DeadLetterRecord, DeadLetterStatus, RejectCode } from '../model.ts';

interface LetterDocument extends TenantDocument, DeadLetterRecord {}

export interface LetterFilter {
  readonly status: DeadLetterStatus;
  readonly activityType?: string;
  readonly code?: RejectCode;
}

export type LetterStore = ReturnType<typeof createLetterStore>;

const newestFirst = [
  ['receivedAt', -1],
  ['letterId', -1],
] as const;

export function createLetterStore(storage: Storage) {
  const letters = storage.collection<LetterDocument>('deadLetters', [
    { key: { tenant: 1, status: 1, receivedAt: -1, letterId: -1 } },
    { key: { tenant: 1, status: 1, code: 1, receivedAt: -1, letterId: -1 } },
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
      filter: LetterFilter,
      request: PageRequest,
      wanted: ConnectionFields,
    ): Promise<PageRows<DeadLetterRecord>> =>
      letters.page(tenant, toFilter(filter), {
        ...wanted,
        projection: { ...wanted.fields, letterId: 1, receivedAt: 1 },
        order: newestFirst,
        request,
      }),

    /** @returns false if it does not wait any more, or, where `mended` is given, is mended to something else */
    change: (
      tenant: string,
      letterId: string,
      set: Partial<Omit<DeadLetterRecord, 'letterId' | 'receivedAt' | 'text'>>,
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
const toFilter = ({ code, ...same }: LetterFilter) => ({
  ...same,
  ...(code === undefined ? {} : { code: code === 'UNREADABLE' ? { $in: [code, null] } : code }),
});
