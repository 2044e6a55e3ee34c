import type { Caller } from '../../../auth/index.ts';
import { DomainError, invalid } from '../../../kernel/errors.ts';
import { checkedId } from '../../../kernel/global-id.ts';
import { checkCanSeeFeeds, canSeeFeeds } from '../visibility.ts';
import type { CompanyStore } from './store.ts';

export interface CompanyArguments {
  readonly companyId: string;
  readonly isAllowed: boolean;
}

export type CompanyOperations = ReturnType<typeof createCompanyOperations>;

/** They are all read for each batch. */
const maxCompanies = 100;

/**
 * Whose agents a tenant has. A user name is one agent, whatever company an event names, so a tenant's agents are of one company: the first
 * that is named, unless somebody who knows that no two of them have one user name has allowed others.
 */
export function createCompanyOperations(store: CompanyStore) {
  return {
    /**
     * The companies of which agents' events are taken. To be asked once for a batch: it is read each time, beside what the batch writes,
     * so no process goes by what was so before.
     * @param named the companies that the batch names, in its order
     */
    ofAgents: async (tenant: string, named: readonly string[]): Promise<ReadonlySet<string>> => {
      const [first] = named;
      if (first === undefined) return new Set();
      const known = await store.read(tenant);
      if (known.length > 0) return new Set(known);
      return new Set((await store.bind(tenant, first)) ? [first] : await store.read(tenant));
    },

    async readCompanies(caller: Caller): Promise<readonly string[] | null> {
      return canSeeFeeds(caller) ? store.read(caller.tenant) : null;
    },

    /** From the next batch on. What came before stays. */
    async setCompany(caller: Caller, args: CompanyArguments): Promise<readonly string[]> {
      checkCanSeeFeeds(caller);
      const { tenant } = caller;
      const companyId = checkedId('companyId', args.companyId);
      for (;;) {
        const before = await store.read(tenant);
        if (before.includes(companyId) === args.isAllowed) return before;
        const after = args.isAllowed ? [...before, companyId] : before.filter((one) => one !== companyId);
        if (after.length === 0)
          throw new DomainError('INVALID_STATE', 'It is the only one: allow another company first.');
        if (after.length > maxCompanies)
          throw invalid('isAllowed', `is true for ${maxCompanies} companies, and no more may be`);
        const isSet =
          before.length === 0 ? store.bind(tenant, companyId) : store.change(tenant, before, after);
        if (await isSet) return after;
      }
    },
  };
}
