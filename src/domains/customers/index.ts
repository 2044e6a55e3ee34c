import { readSdl, type Entity, type Subgraph } from '../shared/subgraph.ts';

/** A customer, identified by the company's own id. No other data is stored. */
export interface CustomerRecord {
  readonly accountCustomerId: string;
}

const maxIdLength = 512;

const customer: Entity<'Customer', CustomerRecord> = {
  type: 'Customer',
  key: 'accountCustomerId',
  load: ({ kind }, ids) =>
    Promise.resolve(
      kind === 'customer'
        ? []
        : ids
            .filter(({ length }) => length > 0 && length <= maxIdLength)
            .map((accountCustomerId) => ({ accountCustomerId })),
    ),
  // Customers may not see other customers, so a reference alone never proves visibility.
  deletable: true,
};

/** The subgraph to which other teams join their data on customers. */
export const customers: Subgraph = {
  name: 'customers',
  typeDefs: readSdl('customers'),
  resolvers: {},
  entities: [customer],
};
