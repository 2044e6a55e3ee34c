import type { Caller } from '../../../auth/index.ts';
import { bind } from '../../../kernel/bind.ts';
import { invalid } from '../../../kernel/errors.ts';
import { checkedId } from '../../../kernel/global-id.ts';
import { fieldError } from '../../shared/input.ts';
import type { FeedDependencies } from '../dependencies.ts';
import { canSeeFeeds, checkCanSeeFeeds, type Namespace } from '../model.ts';

type Dependencies = Pick<FeedDependencies, 'companies'>;

interface CompanyArguments {
  readonly companyId: string;
  readonly isAllowed: boolean;
}

export type CompanyOperations = ReturnType<typeof createCompanyOperations>;

/** Every batch reads all of them. */
const maxCompanies = 100;

/**
 * Operations on the companies whose agents a tenant has. A user name identifies one agent, whatever the company of an event, so a tenant
 * has the agents of one company: the first in its events. Further companies are allowed by `setCompany`, if no user name exists twice.
 */
export const createCompanyOperations = (deps: Dependencies) => bind(deps, { readCompanies, setCompany });

/**
 * Returns the companies whose agents' events are stored. Every batch reads them anew: a cache in a process could be stale.
 * @param named the companies in the batch, in its order. The first is stored if the tenant has none.
 */
export async function allowedCompanies(
  { companies }: Dependencies,
  tenant: string,
  named: readonly string[],
): Promise<ReadonlySet<string>> {
  const [first] = named;
  if (first === undefined) return new Set();
  const known = await companies.read(tenant);
  if (known.length > 0) return new Set(known);
  return new Set((await companies.insertFirst(tenant, first)) ? [first] : await companies.read(tenant));
}

/**
 * Returns whether the agent in a record of a company is an agent of the tenant. In a record of another company, the same user name is
 * another person.
 */
export async function readAgentCompanies(
  { companies }: Dependencies,
  tenant: string,
): Promise<(record: Namespace) => boolean> {
  const known = new Set(await companies.read(tenant));
  return ({ companyId }) => companyId === undefined || known.size === 0 || known.has(companyId);
}

async function readCompanies({ companies }: Dependencies, caller: Caller): Promise<readonly string[] | null> {
  return canSeeFeeds(caller) ? companies.read(caller.tenant) : null;
}

/** Allows or disallows a company from the next batch on. Stored events stay. */
async function setCompany(
  { companies }: Dependencies,
  caller: Caller,
  args: CompanyArguments,
): Promise<readonly string[]> {
  checkCanSeeFeeds(caller);
  const { tenant } = caller;
  const companyId = checkedId('companyId', args.companyId);
  for (;;) {
    const before = await companies.read(tenant);
    if (before.includes(companyId) === args.isAllowed) return before;
    const after = args.isAllowed ? [...before, companyId] : before.filter((one) => one !== companyId);
    if (after.length === 0)
      throw fieldError('INVALID_STATE', 'companyId', 'names the only company: allow another one first');
    if (after.length > maxCompanies)
      throw invalid('isAllowed', `is true for ${maxCompanies} companies, which is the limit`);
    const isSet =
      before.length === 0
        ? companies.insertFirst(tenant, companyId)
        : companies.replace(tenant, before, after);
    if (await isSet) return after;
  }
}
