import { documentId, type Storage, type TenantDocument } from '../../../storage/index.ts';

interface CompaniesDocument extends TenantDocument {
  readonly companyIds: readonly string[];
}

export type CompanyStore = ReturnType<typeof createCompanyStore>;

const name = 'ofAgents';

/** Whose agents a tenant has: one document of each tenant, so that of two who name the first company at once only one does. */
export function createCompanyStore(storage: Storage) {
  const companies = storage.collection<CompaniesDocument>('feedCompanies', []);

  return {
    /** Empty as long as none was named. */
    async read(tenant: string): Promise<readonly string[]> {
      const [found] = await companies.findByIds(tenant, [name], { companyIds: 1 });
      return found?.companyIds ?? [];
    },

    /** @returns false if one was named before */
    bind: (tenant: string, companyId: string): Promise<boolean> =>
      companies.insert({ _id: documentId(tenant, name), tenant, companyIds: [companyId] }),

    /** @returns false if somebody else has changed them since */
    change: (tenant: string, before: readonly string[], after: readonly string[]): Promise<boolean> =>
      companies.updateIf(tenant, name, { companyIds: [...before] }, { companyIds: [...after] }),
  };
}
