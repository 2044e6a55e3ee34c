import type { Driver } from '../driver.ts';
import { apollo3 } from './apollo-3.ts';
import { gql } from './gql.ts';
import { graphqlRequest } from './graphql-request.ts';
import { relay } from './relay.ts';
import { graphcache } from './urql.ts';

export { installGql, removeGql } from './gql.ts';

/** The drivers that run in `npm run verify` only. */
export const otherDrivers: Readonly<Record<string, Driver>> = {
  'Apollo Client 3': apollo3,
  'urql with graphcache': graphcache,
  'graphql-request, with graphql-sse for subscriptions': graphqlRequest,
  Relay: relay,
  'gql for Python': gql,
};
