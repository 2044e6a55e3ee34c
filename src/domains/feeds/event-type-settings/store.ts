import { bind } from '../../../kernel/bind.ts';
import { documentId, type Storage, type TenantDocument } from '../../../storage/index.ts';
import { textHash } from '../../shared/source-record.ts';
import { namespaceOf } from '../identity.ts';
import type { FeedActivity, Namespace } from '../model.ts';

/** An event type that is switched off in a namespace. */
export interface DisabledType extends Namespace {
  readonly activityType: FeedActivity;
}
interface DisabledTypeDocument extends TenantDocument, DisabledType {}

type DisabledTypes = ReturnType<typeof openDisabledTypes>;

const fields = { companyId: 1, environment: 1, activityType: 1 } as const;

/** Stores disabled types only: a tenant without settings reads nothing, and concurrent changes concern different documents. */
export const createDisabledTypeStore = (storage: Storage) =>
  bind(openDisabledTypes(storage), { list, enable, disable });

const openDisabledTypes = (storage: Storage) =>
  storage.collection<DisabledTypeDocument>('feedSwitches', [{ key: { tenant: 1, ...fields } }]);

export const typeKeyOf = ({ companyId, environment, activityType }: DisabledType): string =>
  JSON.stringify([companyId ?? null, environment ?? null, activityType]);

/** Reads from the index alone. The index has null for a missing field. */
async function list(types: DisabledTypes, tenant: string, limit: number): Promise<readonly DisabledType[]> {
  const found = await types.find(tenant, {}, { projection: fields, sort: fields, limit });
  return found.map(({ activityType, ...namespace }) => ({ ...namespaceOf(namespace), activityType }));
}

async function disable(types: DisabledTypes, tenant: string, type: DisabledType): Promise<void> {
  await types.insert({ _id: documentId(tenant, textHash(typeKeyOf(type))), tenant, ...type });
}

async function enable(types: DisabledTypes, tenant: string, type: DisabledType): Promise<void> {
  await types.delete(tenant, textHash(typeKeyOf(type)));
}
