import { documentId, type Storage, type TenantDocument } from '../../../storage/index.ts';
import { textHash } from '../../shared/source-record.ts';
import type { ContactRecord } from '../model.ts';

export interface RankedContact extends ContactRecord {
  /** The instance of Amazon Connect that it is of. */
  readonly instance: string;
  /** Of two states of a contact the one with the higher rank stays. */
  readonly rank: string;
}
interface ContactDocument extends TenantDocument, RankedContact {}

export type ContactStore = ReturnType<typeof createContactStore>;

export function createContactStore(storage: Storage) {
  const contacts = storage.collection<ContactDocument>('contacts', [
    { key: { tenant: 1, contactId: 1, rank: 1 } },
  ]);
  const naturalId = ({ instance, contactId }: Pick<RankedContact, 'instance' | 'contactId'>): string =>
    textHash(JSON.stringify([instance, contactId]));

  return {
    /** @returns for each whether it is the first of its contact */
    keep: (tenant: string, kept: readonly RankedContact[]): Promise<readonly boolean[]> =>
      contacts.keepHighest(
        kept.map((contact) => ({
          _id: documentId(tenant, naturalId(contact)),
          tenant,
          ...contact,
        })),
      ),

    /** Of each at most one: should two instances have given two contacts one id, the newest. */
    async read(tenant: string, ids: readonly string[]): Promise<ReadonlyMap<string, ContactRecord>> {
      const found = await contacts.find(
        tenant,
        { contactId: { $in: [...ids] } },
        { projection: {}, sort: { contactId: 1, rank: 1 } },
      );
      return new Map(found.map((contact) => [contact.contactId, contact]));
    },

    /** @returns how many were erased now */
    async erase(tenant: string, ids: readonly string[], erasedAt: Date): Promise<number> {
      const found = await contacts.find(
        tenant,
        { contactId: { $in: [...ids] } },
        { projection: { instance: 1, contactId: 1 } },
      );
      return contacts.updateEach(
        tenant,
        found.map(naturalId),
        { erasedAt: null },
        { customerAddress: null, transferredToAddress: null, attributes: null, erasedAt },
      );
    },
  };
}
