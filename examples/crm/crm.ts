/**
 * A subgraph of another team's CRM. It depends on nothing of Switchboard except the key of `Customer`.
 * `npm run crm` starts it. docs/federation.md joins it.
 */
import { EventEmitter, on, once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import { createHandler } from 'graphql-http/lib/use/http';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';

const typeDefs = parse(/* GraphQL */ `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.5", import: ["@key", "@requiresScopes"])

  # Switchboard's type, joined by a key that both know, and described there. What is added may be null, so that a conversation
  # is answered without the CRM too.
  type Customer @key(fields: "accountCustomerId") {
    accountCustomerId: ID
    segment: String
    accountManager: String
    openOrders: [Order!]
  }

  type Order {
    number: ID!
    total: String!
  }

  type Query {
    customersInSegment(segment: String!): [Customer!] @requiresScopes(scopes: [["customer.view"]])
    "Whom the caller's token names. Null where it was not forwarded."
    crmCaller: String
  }

  type Mutation {
    setSegment(accountCustomerId: ID!, segment: String!): Customer
      @requiresScopes(scopes: [["customer.view"]])
  }

  type Subscription {
    customerChanged: Customer @requiresScopes(scopes: [["customer.view"]])
  }
`);

interface Customer {
  readonly accountCustomerId: string;
  readonly segment: string;
  readonly accountManager: string;
  readonly openOrders: readonly { readonly number: string; readonly total: string }[];
}

const customers = new Map<string, Customer>(
  [
    {
      accountCustomerId: 'C4327014826',
      segment: 'regular',
      accountManager: 'Ines Calder',
      openOrders: [{ number: 'NO-260927-118', total: '184.50' }],
    },
    {
      accountCustomerId: 'C4327017405',
      segment: 'vip',
      accountManager: 'Tomas Brandt',
      openOrders: [],
    },
  ].map((customer) => [customer.accountCustomerId, customer]),
);
const changes = new EventEmitter();

/** Context of a request: the caller's token, if FORWARD_TOKEN_TO includes this subgraph. */
interface Context {
  readonly authorization: string | undefined;
}

const resolvers = {
  Customer: {
    /** Called for each customer of a conversation. Returns null for customers that are not in the CRM. */
    __resolveReference: ({ accountCustomerId }: Pick<Customer, 'accountCustomerId'>) =>
      customers.get(accountCustomerId) ?? null,
  },
  Query: {
    customersInSegment: (_: unknown, { segment }: Pick<Customer, 'segment'>) =>
      [...customers.values()].filter((customer) => customer.segment === segment),
    crmCaller: (_: unknown, __: unknown, { authorization }: Context) => subjectOf(authorization),
  },
  Mutation: {
    setSegment(_: unknown, { accountCustomerId, segment }: Pick<Customer, 'accountCustomerId' | 'segment'>) {
      const customer = customers.get(accountCustomerId);
      if (customer === undefined) return null;
      const changed = { ...customer, segment };
      customers.set(accountCustomerId, changed);
      changes.emit('customer', changed);
      return changed;
    },
  },
  Subscription: {
    customerChanged: {
      async *subscribe() {
        for await (const [customerChanged] of on(changes, 'customer') as AsyncIterable<[Customer]>)
          yield { customerChanged };
      },
    },
  },
};

/**
 * Reads the subject of the token without a check of the signature, which suffices for an example. A real CRM verifies the signature and
 * reads the tenant: two tenants can have customers with the same id.
 */
function subjectOf(authorization: string | undefined): string | null {
  const payload = authorization?.split('.')[1];
  if (payload === undefined) return null;
  const { sub } = JSON.parse(Buffer.from(payload, 'base64url').toString()) as { sub?: string };
  return sub ?? null;
}

const schema = buildSubgraphSchema([{ typeDefs, resolvers }]);
const answer = createHandler({
  schema,
  // HTTP: the token is in the header.
  context: ({ raw }) => ({ authorization: raw.headers.authorization }),
});
const server = createServer((request, response) => void answer(request, response));
useServer(
  {
    schema,
    // WebSocket: the token is in the payload of `connection_init`.
    context: ({ connectionParams }): Context => ({
      authorization: connectionParams?.authorization as string | undefined,
    }),
  },
  new WebSocketServer({ server, path: '/graphql' }),
);
server.listen(Number(process.env.PORT ?? 5001), '127.0.0.1');
await once(server, 'listening');
const { port } = server.address() as AddressInfo;
process.stdout.write(`
The CRM is ready.

  Graph        http://127.0.0.1:${port}/graphql

Ctrl-C stops the server.
`);
