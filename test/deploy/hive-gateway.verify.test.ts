import { buildSubgraphSchema, type GraphQLResolverMap } from '@apollo/subgraph';
import { composeServices } from '@theguild/federation-composition';
import { graphql, GraphQLError, parse } from 'graphql';
import { createClient } from 'graphql-ws';
import { useServer } from 'graphql-ws/use/ws';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { WebSocket, WebSocketServer } from 'ws';
import { startHiveGateway, type HiveGateway } from '../support/hive-gateway.ts';
import { testSecret, tokenFor } from '../support/server.ts';
import { until } from '../support/until.ts';

interface RecordedRequest {
  readonly query: string;
  readonly variables?: Record<string, unknown>;
  readonly authorization: string | undefined;
}
interface RecordingSubgraph {
  readonly url: string;
  readonly requests: RecordedRequest[];
  /** Closes the open sockets, like a server that stops. */
  closeSockets(): void;
  stop(): Promise<void>;
}

const link =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@shareable"])\n';
const engagementsSdl = `${link}
  type Query { engagements: [Engagement!]! forbidden: String unauthenticated: String }
  type Subscription { engagementChanged: Engagement openEnded: Engagement refused: Engagement }
  type Engagement @key(fields: "id") { id: ID! agent: Agent }
  type Agent @key(fields: "username", resolvable: false) { username: String! }`;
const agentsSdl = `${link}
  type Query { token: String }
  type Agent @key(fields: "username") { username: String! name: String }`;

const engagement = (id: string, username: string) => ({ id, agent: { __typename: 'Agent', username } });
const forbidden = () => {
  throw new GraphQLError('No.', { extensions: { code: 'FORBIDDEN', scope: 'engagement.view' } });
};

let engagements: RecordingSubgraph;
let agents: RecordingSubgraph;
let gateway: HiveGateway;
let supergraph: string;
let token: string;

beforeAll(async () => {
  engagements = await startRecordingSubgraph(engagementsSdl, {
    Query: {
      engagements: () => [engagement('1', 'ann'), engagement('2', 'bob'), engagement('3', 'ann')],
      forbidden,
    },
    Subscription: {
      engagementChanged: { subscribe: () => streamOf({ engagementChanged: engagement('1', 'ann') }) },
      openEnded: { subscribe: () => streamOf({ openEnded: engagement('2', 'bob') }, never()) },
      refused: { subscribe: forbidden },
    },
  });
  agents = await startRecordingSubgraph(agentsSdl, {
    Query: { token: (_: unknown, __: unknown, { authorization }: RecordedRequest) => authorization },
    Agent: {
      __resolveReference: ({ username }: { username: string }) => ({ username, name: `Name of ${username}` }),
    },
  });
  supergraph = compose({ engagements: engagements.url, agents: agents.url });
  gateway = await startHiveGateway(supergraph, { AUTH_SECRET: testSecret, SUPERGRAPH_POLL_MS: '20' });
  token = await tokenFor('engagement.view');
}, 180_000);
afterAll(async () => {
  await gateway.stop();
  await Promise.all([engagements.stop(), agents.stop()]);
});
beforeEach(() => {
  engagements.requests.length = 0;
  agents.requests.length = 0;
});

test('a query joins two subgraphs with one batch of distinct references, and both subgraphs receive the token', async () => {
  const { body } = await send('{ engagements { id agent { username name } } }');
  expect(body).toEqual({
    data: {
      engagements: [
        { id: '1', agent: { username: 'ann', name: 'Name of ann' } },
        { id: '2', agent: { username: 'bob', name: 'Name of bob' } },
        { id: '3', agent: { username: 'ann', name: 'Name of ann' } },
      ],
    },
  });
  expect(agents.requests.map(({ variables }) => variables?.representations)).toEqual([
    [
      { __typename: 'Agent', username: 'ann' },
      { __typename: 'Agent', username: 'bob' },
    ],
  ]);
  expect([...engagements.requests, ...agents.requests].map(({ authorization }) => authorization)).toEqual([
    `Bearer ${token}`,
    `Bearer ${token}`,
  ]);
});

test('a subscription over WebSocket joins another subgraph, and both subgraphs receive the token', async () => {
  const events = await subscribe('subscription { engagementChanged { id agent { name } } }');
  expect(events).toEqual([{ data: { engagementChanged: { id: '1', agent: { name: 'Name of ann' } } } }]);
  expect([...engagements.requests, ...agents.requests].map(({ authorization }) => authorization)).toEqual([
    `Bearer ${token}`,
    `Bearer ${token}`,
  ]);
});

test('a subscription over server-sent events joins another subgraph', async () => {
  const response = await post('subscription { engagementChanged { agent { name } } }', {
    accept: 'text/event-stream',
  });
  const text = await response.text();
  expect(text).toContain('data: {"data":{"engagementChanged":{"agent":{"name":"Name of ann"}}}}');
  expect(text).toContain('event: complete');
});

test('a query over WebSocket forwards the token, whose parameter name is case-insensitive', async () => {
  expect(await subscribe('{ token }', { Authorization: `Bearer ${token}` })).toEqual([
    { data: { token: `Bearer ${token}` } },
  ]);
});

test('an error of a subgraph keeps its extensions', async () => {
  const extensions = { code: 'FORBIDDEN', scope: 'engagement.view', serviceName: 'engagements' };
  const { status, body } = await send('{ forbidden token }');
  expect(status).toBe(200);
  expect(body).toEqual({
    data: { forbidden: null, token: `Bearer ${token}` },
    errors: [{ message: 'No.', path: ['forbidden'], extensions }],
  });
  expect(await subscribe('subscription { refused { id } }')).toMatchObject([{ errors: [{ extensions }] }]);
});

test('a subscription whose subgraph closes its socket ends with an error and is not restarted', async () => {
  const events = await subscribe('subscription { openEnded { id } }', undefined, () => {
    engagements.closeSockets();
  });
  expect(events).toMatchObject([
    { data: { openEnded: { id: '2' } } },
    { errors: [{ extensions: { code: 'DOWNSTREAM_SERVICE_ERROR', serviceName: 'engagements' } }] },
  ]);
  expect(engagements.requests).toHaveLength(1);
});

test('a new supergraph is loaded without a restart, open subscriptions end with an error, and an invalid supergraph is ignored', async () => {
  const events = await subscribe('subscription { openEnded { id } }', undefined, () => {
    void gateway
      .replaceSupergraph(supergraph.replaceAll('token: String', 'other: String'))
      .then(() => until(async () => (await send('{ token }')).body.data === undefined));
  });
  expect(events).toMatchObject([
    { data: { openEnded: { id: '2' } } },
    { errors: [{ extensions: { code: 'DOWNSTREAM_SERVICE_ERROR' } }] },
  ]);
  expect(engagements.requests).toHaveLength(1);

  await gateway.replaceSupergraph(`${supergraph}\ntype {`);
  await until(async () => {
    await send('{ __typename }');
    return gateway.log().includes('Failed to poll Supergraph');
  });
  expect((await send('{ engagements { id } }')).body.errors).toBeUndefined();
  await gateway.replaceSupergraph(supergraph);
  await until(async () => (await send('{ token }')).body.errors === undefined);
});

test('if a subgraph is unavailable, only its own fields are missing, and the error does not contain its address', async () => {
  const stopped = await startRecordingSubgraph(agentsSdl, {});
  await stopped.stop();
  const other = await startHiveGateway(compose({ engagements: engagements.url, agents: stopped.url }));
  try {
    const { status, body } = await send('{ engagements { id } token }', other.url);
    expect(status).toBe(200);
    expect(body).toEqual({
      data: { engagements: [{ id: '1' }, { id: '2' }, { id: '3' }], token: null },
      errors: [
        {
          message: 'The subgraph agents does not answer.',
          path: ['token'],
          extensions: { code: 'SUBREQUEST_HTTP_ERROR', serviceName: 'agents' },
        },
      ],
    });
  } finally {
    await other.stop();
  }
});

test('a request with an invalid token reaches no subgraph', async () => {
  const { status, body } = await send('{ token }', gateway.url, 'nonsense');
  expect([status, body]).toMatchObject([401, { errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] }]);
  await expect(subscribe('{ token }', { authorization: 'Bearer nonsense' })).rejects.toMatchObject({
    code: 4401,
  });
  expect(agents.requests).toEqual([]);
});

test.each([
  [
    'with more than 30 aliases',
    `{ ${Array.from({ length: 31 }, (_, at) => `a${at}: token`).join(' ')} }`,
    'OPERATION_TOO_LARGE',
  ],
  ['with more than 1,000 tokens', `{ ${'token '.repeat(1000)} }`, 'GRAPHQL_PARSE_FAILED'],
  [
    'deeper than 12 levels through nested fragments',
    `{ engagements { ...F0 } } ${Array.from({ length: 12 }, (_, at) => `fragment F${at} on Engagement { agent { ... on Engagement { ...F${at + 1} } } }`).join(' ')} fragment F12 on Engagement { id }`,
    'OPERATION_TOO_LARGE',
  ],
])('an operation %s is rejected before it is planned', async (_, query, code) => {
  const { body } = await send(query);
  expect(body.errors?.map(({ extensions }) => extensions?.code)).toContain(code);
  expect(engagements.requests).toEqual([]);
});

test('a page of an allowed origin may query and subscribe, and pages of other origins may not', async () => {
  const own = await startHiveGateway(supergraph, { ALLOWED_ORIGINS: 'https://desk.example' });
  try {
    const headersFor = async (origin: string, method: string) => {
      const { headers } = await fetch(own.url, {
        method,
        headers: {
          origin,
          authorization: `Bearer ${token}`,
          ...(method === 'POST'
            ? { 'content-type': 'application/json' }
            : { 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization' }),
        },
        ...(method === 'POST' ? { body: '{"query":"{ token }"}' } : {}),
      });
      expect(headers.get('cache-control')).toBe('private, no-store');
      expect(headers.get('vary')).toContain('origin');
      return [...headers.keys()].filter((name) => name.startsWith('access-control-'));
    };
    expect(await headersFor('https://desk.example', 'POST')).toContain('access-control-allow-origin');
    expect(await headersFor('https://desk.example', 'OPTIONS')).toEqual(
      expect.arrayContaining(['access-control-allow-origin', 'access-control-allow-headers']),
    );
    for (const method of ['POST', 'OPTIONS'])
      expect(await headersFor('https://evil.example', method)).toEqual([]);

    const upgrade = (origin: string) =>
      new Promise((resolve, reject) => {
        const ws = new WebSocket(own.wsUrl, 'graphql-transport-ws', { origin });
        ws.once('error', reject);
        ws.once('open', () => {
          ws.terminate();
          resolve('open');
        });
      });
    await expect(upgrade('https://desk.example')).resolves.toBe('open');
    await expect(upgrade('https://evil.example')).rejects.toThrow('401');
  } finally {
    await own.stop();
  }
});

test('a request body that is too large or has no content length is rejected', async () => {
  const large = await post(`# ${'x'.repeat(262_144)}\n{ token }`);
  expect([large.status, await large.json()]).toMatchObject([
    413,
    { errors: [{ extensions: { code: 'PAYLOAD_TOO_LARGE' } }] },
  ]);
  const chunked: RequestInit & { duplex: 'half' } = {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: new Blob(['{"query":"{ token }"}']).stream(),
    duplex: 'half',
  };
  expect((await fetch(gateway.url, chunked)).status).toBe(411);
});

interface GraphqlResult {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly { readonly extensions?: { readonly code?: string } }[];
}

const post = (query: string, headers: Record<string, string> = {}, url = gateway.url, bearer = token) =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${bearer}`, ...headers },
    body: JSON.stringify({ query }),
  });

async function send(query: string, url = gateway.url, bearer = token) {
  const response = await post(query, {}, url, bearer);
  return { status: response.status, body: (await response.json()) as GraphqlResult };
}

async function subscribe(
  query: string,
  connectionParams: Record<string, unknown> = { authorization: `Bearer ${token}` },
  onFirst: () => void = () => undefined,
): Promise<readonly GraphqlResult[]> {
  const client = createClient({ url: gateway.wsUrl, connectionParams, retryAttempts: 0 });
  const results: GraphqlResult[] = [];
  try {
    for await (const result of client.iterate({ query }) as AsyncIterable<GraphqlResult>)
      if (results.push(result) === 1) onFirst();
  } finally {
    await client.dispose();
  }
  return results;
}

function compose(urls: { readonly engagements: string; readonly agents: string }): string {
  const { supergraphSdl, errors } = composeServices([
    { name: 'engagements', url: urls.engagements, typeDefs: parse(engagementsSdl) },
    { name: 'agents', url: urls.agents, typeDefs: parse(agentsSdl) },
  ]);
  if (supergraphSdl === undefined) throw new Error(JSON.stringify(errors));
  return supergraphSdl;
}

/** Yields one event. Ends when `end` resolves. */
async function* streamOf<Event>(event: Event, end: Promise<void> = Promise.resolve()): AsyncGenerator<Event> {
  yield event;
  await end;
}
const never = () => new Promise<void>(() => undefined);

/** Starts a subgraph over HTTP and graphql-ws that records its requests. */
async function startRecordingSubgraph(
  sdl: string,
  resolvers: GraphQLResolverMap<RecordedRequest>,
): Promise<RecordingSubgraph> {
  const schema = buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers }]);
  const requests: RecordedRequest[] = [];
  const server = createServer((request, response) => {
    void json(request).then(async (body) => {
      const { query, variables } = body as RecordedRequest;
      const { authorization } = request.headers;
      const contextValue: RecordedRequest = { query, ...(variables && { variables }), authorization };
      requests.push(contextValue);
      const result = await graphql({ schema, source: query, variableValues: variables ?? {}, contextValue });
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(result));
    });
  });
  const webSockets = new WebSocketServer({ server, path: '/graphql' });
  const subscriptions = useServer<{ authorization?: string }>(
    {
      schema,
      onSubscribe: ({ connectionParams }, _, { query }) => {
        requests.push({ query, authorization: connectionParams?.authorization });
      },
    },
    webSockets,
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    requests,
    closeSockets() {
      for (const socket of webSockets.clients) socket.close(1001, 'Going away');
    },
    async stop() {
      await subscriptions.dispose();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
