import { documentId, type Storage, type TenantDocument } from '../../../storage/index.ts';
import { textHash } from '../../shared/source-record.ts';
import type { FeedActivity, Owner } from '../model.ts';

/** An event type that is off for an environment of a company; what names neither is an environment of its own. */
export interface SwitchedOff extends Owner {
  readonly activityType: FeedActivity;
}
interface SwitchDocument extends TenantDocument, SwitchedOff {}

type Nullable<Item extends Owner> = Omit<Item, keyof Owner> & {
  readonly [Name in keyof Owner]?: string | null;
};

export type SwitchStore = ReturnType<typeof createSwitchStore>;

const whole = { companyId: 1, environment: 1, activityType: 1 } as const;

/** Only what is off is written down: so a tenant that has switched nothing has nothing to read, and no two changes are of one document. */
export function createSwitchStore(storage: Storage) {
  const switches = storage.collection<SwitchDocument>('feedSwitches', [{ key: { tenant: 1, ...whole } }]);
  const nameOf = ({ companyId, environment, activityType }: SwitchedOff): string =>
    textHash(JSON.stringify([companyId ?? null, environment ?? null, activityType]));

  return {
    /** Read from the index alone, which has null for what is not there. */
    async list(tenant: string, limit: number): Promise<readonly SwitchedOff[]> {
      const found = await switches.find(tenant, {}, { projection: whole, sort: whole, limit });
      return found.map(({ companyId, environment, activityType }: Nullable<SwitchedOff>) => ({
        ...(companyId == null ? {} : { companyId }),
        ...(environment == null ? {} : { environment }),
        activityType,
      }));
    },

    async off(tenant: string, off: SwitchedOff): Promise<void> {
      await switches.insert({ _id: documentId(tenant, nameOf(off)), tenant, ...off });
    },

    async on(tenant: string, off: SwitchedOff): Promise<void> {
      await switches.delete(tenant, nameOf(off));
    },
  };
}
