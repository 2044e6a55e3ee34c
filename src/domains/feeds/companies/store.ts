import { bind } from '../../../kernel/bind.ts';
import { documentId, type Storage, type TenantDocument } from '../../../storage/index.ts';

interface CompaniesDocument extends TenantDocument {
  readonly companyIds: readonly string[];
}

type Companies = ReturnType<typeof openCompanies>;

/** Stores the allowed companies in one document per tenant, so that of two concurrent first companies only one is stored. */
export const createCompanyStore = (storage: Storage) =>
  bind(openCompanies(storage), { read, insertFirst, replace });

const openCompanies = (storage: Storage) => storage.collection<CompaniesDocument>('feedCompanies', []);

const id = 'ofAgents';

/** @returns an empty list before the first event of an agent */
async function read(companies: Companies, tenant: string): Promise<readonly string[]> {
  const [found] = await companies.findByIds(tenant, [id], { companyIds: 1 });
  return found?.companyIds ?? [];
}

/** @returns false if the tenant has companies already */
const insertFirst = (companies: Companies, tenant: string, companyId: string): Promise<boolean> =>
  companies.insert({ _id: documentId(tenant, id), tenant, companyIds: [companyId] });

/** @returns false if the companies have changed since `before` was read */
const replace = (
  companies: Companies,
  tenant: string,
  before: readonly string[],
  after: readonly string[],
): Promise<boolean> =>
  companies.updateIf(tenant, id, { companyIds: [...before] }, { companyIds: [...after] });
