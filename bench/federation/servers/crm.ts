import { Channel, RemoteSubgraphServer } from '../../../test/support/remote-subgraph.ts';

/** A subgraph of another team in a process of its own, on the port of the first argument. */
const types = /* GraphQL */ `
  type Query {
    crm: String
  }
  type Subscription {
    tick: Int!
  }
  type Agent @key(fields: "username") {
    username: ID!
    desk: String
  }
`;
const ticks = new Channel();
const item = (value: unknown) => value;
const crm = await RemoteSubgraphServer.start(
  types,
  {
    Query: { crm: () => 'here' },
    Subscription: { tick: { subscribe: () => ticks, resolve: item } },
    Agent: {
      __resolveReference: (agent: unknown) => agent,
      desk: ({ username }: { username: string }) => `desk of ${username}`,
    },
  },
  Number(process.argv[2] ?? 0),
);
let count = 0;
setInterval(() => {
  crm.clearRecords();
  ticks.push((count += 1));
}, 100);
process.on('disconnect', () => process.exit(0));
process.send?.({ port: Number(new URL(crm.url).port) });
