import { readSdl } from '../shared/sdl.ts';
import type { Entity, Subgraph } from '../shared/subgraph.ts';

/** A person by the id that the company gave: there is nothing more of them here, so there is nothing to read. */
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
  // None is ever gone, but customers see none: so a name alone is never enough.
  deletable: true,
};

/** Where what other teams know of a customer joins what is known here. */
export const customers: Subgraph = {
  name: 'customers',
  typeDefs: readSdl('customers'),
  resolvers: {},
  entities: [customer],
};
