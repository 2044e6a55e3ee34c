import { documentId, type Storage, type TenantDocument } from '../../../storage/index.ts';
import { textHash } from '../../shared/source-record.ts';
import type { FeedActivity, Namespace } from '../model.ts';

/** An event type that is off for an environment of a company; what names neither is an environment of its own. */
export interface DisabledType extends Namespace {
  readonly activityType: FeedActivity;
}
interface SwitchDocument extends TenantDocument, DisabledType {}

type Nullable<Item extends Namespace> = Omit<Item, keyof Namespace> & {
  readonly [Name in keyof Namespace]?: string | null;
};

export type DisabledTypeStore = ReturnType<typeof createDisabledTypeStore>;

const whole = { companyId: 1, environment: 1, activityType: 1 } as const;

/** Only what is off is written down: so a tenant that has switched nothing has nothing to read, and no two changes are of one document. */
export function createDisabledTypeStore(storage: Storage) {
  const switches = storage.collection<SwitchDocument>('feedSwitches', [{ key: { tenant: 1, ...whole } }]);
  const nameOf = ({ companyId, environment, activityType }: DisabledType): string =>
    textHash(JSON.stringify([companyId ?? null, environment ?? null, activityType]));

  return {
    /** Read from the index alone, which has null for what is not there. */
    async list(tenant: string, limit: number): Promise<readonly DisabledType[]> {
      const found = await switches.find(tenant, {}, { projection: whole, sort: whole, limit });
      return found.map(({ companyId, environment, activityType }: Nullable<DisabledType>) => ({
        ...(companyId == null ? {} : { companyId }),
        ...(environment == null ? {} : { environment }),
        activityType,
      }));
    },

    async off(tenant: string, off: DisabledType): Promise<void> {
      await switches.insert({ _id: documentId(tenant, nameOf(off)), tenant, ...off });
    },

    async on(tenant: string, off: DisabledType): Promise<void> {
      await switches.delete(tenant, nameOf(off));
    },
  };
}
