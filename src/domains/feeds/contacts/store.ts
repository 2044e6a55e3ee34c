import { bind } from '../../../kernel/bind.ts';
import { documentId, type RankedOutcome, type Storage, type TenantDocument } from '../../../storage/index.ts';
import { textHash } from '../../shared/source-record.ts';
import type { ContactRecord } from '../model.ts';

export interface RankedContact extends ContactRecord {
  /** The instance of Amazon Connect. */
  readonly instance: string;
  /** Of two states of a contact, the higher rank wins. */
  readonly rank: string;
}
interface ContactDocument extends TenantDocument, RankedContact {}

type Contacts = ReturnType<typeof openContacts>;

export const createContactStore = (storage: Storage) =>
  bind(openContacts(storage), { upsertHighest, read, erase });

const openContacts = (storage: Storage) =>
  storage.collection<ContactDocument>('contacts', [{ key: { tenant: 1, contactId: 1, rank: 1 } }]);

const naturalId = ({ instance, contactId }: Pick<RankedContact, 'instance' | 'contactId'>): string =>
  textHash(JSON.stringify([instance, contactId]));

/** @returns for each the effect on the state of its contact */
const upsertHighest = (
  contacts: Contacts,
  tenant: string,
  records: readonly RankedContact[],
): Promise<readonly RankedOutcome[]> =>
  contacts.keepHighest(
    records.map((contact) => ({ _id: documentId(tenant, naturalId(contact)), tenant, ...contact })),
  );

/** Reads contacts by id. If two instances use the same id, the contact with the higher rank wins. */
async function read(
  contacts: Contacts,
  tenant: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ContactRecord>> {
  const found = await contacts.find(
    tenant,
    { contactId: { $in: [...ids] } },
    { projection: {}, sort: { contactId: 1, rank: 1 } },
  );
  return new Map(found.map((contact) => [contact.contactId, contact]));
}

/** @returns the number of contacts that this call erased */
async function erase(
  contacts: Contacts,
  tenant: string,
  ids: readonly string[],
  erasedAt: Date,
): Promise<number> {
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
}
