import { startLiveServer, type LiveServer } from '../support/live-server.ts';
import { createBoard, type Board } from '../support/board-subgraph.ts';
import { Channel, RemoteSubgraphServer } from '../support/remote-subgraph.ts';
import { tokenFor, type GraphqlError } from '../support/server.ts';

/** Schema of the CRM: its own types, and fields that it adds to the local type Note. */
export const crmTypes = /* GraphQL */ `
  type Query {
    company: Company
    companies(first: Int = 10): [Company!]! @listSize(slicingArguments: ["first"])
    ledger: String @requiresScopes(scopes: [["crm.ledger"]])
    failing(code: String): String
  }
  type Mutation {
    rename(name: String!): Company
  }
  type Subscription {
    companyChanged: Company!
    refused: Company!
    guarded: Company! @requiresScopes(scopes: [["crm.ledger"]])
  }
  type Company @key(fields: "id") {
    id: ID!
    name: String!
    secret: String @requiresScopes(scopes: [["crm.ledger"]])
    parent: Company
    latest: Note
  }
  type Note @key(fields: "id") {
    id: ID!
    likes(least: Int): Int
    hidden: String @requiresScopes(scopes: [["crm.ledger"]])
    failing2: String
  }
`;

export interface Answer {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: GraphqlError[];
}

export interface Joined {
  readonly board: Board;
  readonly crm: RemoteSubgraphServer;
  readonly changes: Channel;
  readonly server: LiveServer;
  /** Names from executed `rename` mutations. */
  readonly renamed: string[];
  send(query: string, options?: { variables?: object; token?: string | null }): Promise<Answer>;
  token: string;
  stop(): Promise<void>;
}

export function crmResolvers(changes: Channel, renamed: string[] = []) {
  const company = { id: 'c1', name: 'Northlight', secret: 'the ledger', latest: { id: '1' } };
  const item = (value: unknown) => value;
  return {
    Query: {
      company: () => company,
      companies: (_: unknown, { first }: { first: number }) => Array<unknown>(first).fill(company),
      ledger: () => 'the ledger',
      failing: (_: unknown, { code }: { code?: string }) => {
        throw Object.assign(new Error('The CRM refused.'), {
          extensions: {
            ...(code === undefined ? {} : { code }),
            stacktrace: ['at /srv/crm/inside.js'],
            exception: { stack: '/srv/crm' },
            http: { status: 418, headers: new Map([['set-cookie', 'x=1']]) },
            field: 'kept',
          },
        });
      },
    },
    Mutation: {
      rename: (_: unknown, { name }: { name: string }) => {
        renamed.push(name);
        return { ...company, name };
      },
    },
    Subscription: {
      companyChanged: { subscribe: () => changes, resolve: item },
      guarded: { subscribe: () => changes, resolve: item },
      refused: {
        subscribe: () => {
          throw Object.assign(new Error('Not today.'), { extensions: { code: 'CLOSED', stack: '/srv/crm' } });
        },
      },
    },
    Note: {
      __resolveReference: ({ id }: { id: string }) => ({ id }),
      likes: ({ id }: { id: string }, { least = 0 }: { least?: number }) => Math.max(least, Number(id) * 10),
      hidden: () => 'hidden',
      failing2: () => {
        throw new Error('The field failed.');
      },
    },
    Company: { __resolveReference: () => company },
  };
}

interface JoinOptions {
  /** URLs of further remote subgraphs by name. */
  readonly others?: Readonly<Record<string, string>>;
  /** Tabs with which GraphiQL opens. */
  readonly tabs?: readonly { readonly query: string }[];
}

/** Starts a gateway with the board as local subgraph and a CRM as remote subgraph. */
export async function joinCrm(
  settings: Record<string, string> = {},
  { others = {}, tabs = [] }: JoinOptions = {},
): Promise<Joined> {
  const board = createBoard();
  const changes = new Channel();
  const renamed: string[] = [];
  const crm = await RemoteSubgraphServer.start(crmTypes, crmResolvers(changes, renamed));
  const token = await tokenFor('agent.view');
  const server = await startLiveServer(
    [board.subgraph],
    {
      SUBGRAPHS: Object.entries({ crm: crm.url, ...others })
        .map((subgraph) => subgraph.join('='))
        .join(','),
      SUBGRAPH_POLL_MS: '100',
      ...settings,
    },
    { graphiql: { token, tabs } },
  );
  return {
    board,
    crm,
    changes,
    server,
    renamed,
    token,
    async send(query, { variables, token: given = token } = {}) {
      const response = await fetch(server.url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(given === null ? {} : { authorization: `Bearer ${given}` }),
        },
        body: JSON.stringify({ query, variables }),
      });
      return (await response.json()) as Answer;
    },
    async stop() {
      await server.stop();
      await crm.stop();
    },
  };
}
