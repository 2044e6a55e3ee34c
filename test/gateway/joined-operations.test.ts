import { tokenFor } from '../support/server.ts';
import { until } from '../support/until.ts';
import { joinCrm, type Joined } from './crm.ts';

let joined: Joined;
beforeAll(async () => {
  joined = await joinCrm({ FORWARD_TOKEN_TO: 'nobody' });
});
afterAll(() => joined.stop());
beforeEach(() => {
  joined.crm.requests.length = 0;
  joined.renamed.length = 0;
});

test('remote fields are joined to local types', async () => {
  joined.board.pin('hello');
  expect(
    await joined.send('mutation { pin(text: "joined") { id text likes renamed: likes(least: 1000) } }'),
  ).toEqual({ data: { pin: { id: '2', text: 'joined', likes: 20, renamed: 1000 } } });
  expect(joined.board.resolved.text).toBe(1);
  expect(joined.crm.requests).toHaveLength(1);
});

test('one operation can select local and remote root fields with variables, aliases, fragments and conditions', async () => {
  const answer = await joined.send(
    `query ($yes: Boolean!, $no: Boolean!, $first: Int) {
      size: boardSize @include(if: $yes)
      none: boardSize @skip(if: $yes)
      ...others
      companies(first: $first) { ... on Company @include(if: $no) { id } ... @skip(if: $no) { name } __typename }
    }
    fragment others on Query { mine: company { ...named parent @include(if: $no) { id } } }
    fragment named on Company { title: name }`,
    { variables: { yes: true, no: false, first: 2 } },
  );
  expect(answer).toEqual({
    data: {
      size: joined.board.pin('counted').id - 1,
      mine: { title: 'Northlight' },
      companies: [
        { name: 'Northlight', __typename: 'Company' },
        { name: 'Northlight', __typename: 'Company' },
      ],
    },
  });
});

test('an operation on local fields sends no request to other subgraphs', async () => {
  const answer = await joined.send(
    'mutation { __typename pin(text: "ours") { ... on Note { id author { name } } } }',
  );
  expect(answer.data).toMatchObject({
    __typename: 'Mutation',
    pin: { author: { name: 'agent@example.com' } },
  });
  expect(joined.crm.requests).toEqual([]);
});

test('a remote mutation is executed once and counts against the rate limit', async () => {
  const limited = await joinCrm({ OPERATIONS_PER_SECOND: '1', OPERATIONS_BURST: '2' });
  try {
    const answer = await limited.send(
      'mutation { a: rename(name: "a") { name } b: rename(name: "b") { name } c: rename(name: "c") { name } }',
    );
    expect(answer.data).toEqual({ a: { name: 'a' }, b: { name: 'b' }, c: null });
    expect(answer.errors?.map(({ path, extensions }) => [path, extensions.code])).toEqual([
      [['c'], 'RATE_LIMITED'],
    ]);
    expect(limited.renamed).toEqual(['a', 'b']);
  } finally {
    await limited.stop();
  }
});

test.each([
  '{ company { name } }',
  '{ boardSize company { name } }',
  'mutation { rename(name: "x") { name } }',
  'mutation { pin(text: "x") { likes } }',
])('without a token an operation is UNAUTHENTICATED: %s', async (query) => {
  const size = joined.board.pin('before').id;
  const { data, errors = [] } = await joined.send(query, { token: null });
  expect(Object.values(data ?? {}).filter((value) => value !== null)).toEqual([]);
  expect(new Set(errors.map(({ extensions }) => extensions.code))).toEqual(new Set(['UNAUTHENTICATED']));
  expect([joined.crm.requests, joined.renamed]).toEqual([[], []]);
  expect(joined.board.pin('after').id).toBe(size + 1);
});

test('scopes in the SDL of a remote subgraph are enforced: root fields are FORBIDDEN, nested fields null', async () => {
  const query = '{ ledger company { name secret latest { likes hidden } } }';
  const refused = await joined.send(query);
  expect(refused.data).toEqual({
    ledger: null,
    company: { name: 'Northlight', secret: null, latest: { likes: 10, hidden: null } },
  });
  expect(refused.errors).toEqual([
    expect.objectContaining({
      path: ['ledger'],
      extensions: { code: 'FORBIDDEN', requiredScopes: [['crm.ledger']] },
    }),
  ]);
  const allowed = await joined.send(query, { token: await tokenFor('crm.ledger') });
  expect(allowed).toEqual({
    data: {
      ledger: 'the ledger',
      company: { name: 'Northlight', secret: 'the ledger', latest: { likes: 10, hidden: 'hidden' } },
    },
  });
});

test.each([
  ['{ companies(first: 100000) { name } }', 'OPERATION_TOO_COSTLY'],
  [`{ company ${'{ parent '.repeat(12)} { id } ${'}'.repeat(12)} }`, 'OPERATION_TOO_LARGE'],
  [`{ ${Array.from({ length: 31 }, (_, n) => `a${n}: company { id }`).join(' ')} }`, 'OPERATION_TOO_LARGE'],
  ['{ company { nothing } }', 'GRAPHQL_VALIDATION_FAILED'],
  ['{ _service { sdl } }', 'GRAPHQL_VALIDATION_FAILED'],
  ['{ _entities(representations: []) { __typename } }', 'GRAPHQL_VALIDATION_FAILED'],
])('limits and validation apply to remote fields: %s', async (query, code) => {
  const { errors } = await joined.send(query);
  expect(errors?.[0]?.extensions.code).toBe(code);
  expect(joined.crm.requests).toEqual([]);
});

test('introspection shows local and remote types, and no types of federation', async () => {
  const { data } = await joined.send(
    `{ __schema { types { name } directives { name } queryType { fields { name } } } __type(name: "Note") { fields { name } } }`,
  );
  const text = JSON.stringify(data);
  for (const name of ['companies', 'boardSize', 'likes', 'author', 'DateTime'])
    expect(text).toContain(`"${name}"`);
  expect(text).not.toMatch(/"(join__|link__|_Any|_Entity|_Service|_service|_entities|federation__)/);
});

test('a request with a missing operation name or invalid variables is rejected', async () => {
  const many = await joined.send('query a { company { id } } query b { boardSize company { id } }');
  expect(many.errors?.map(({ extensions }) => extensions.code)).toEqual(['OPERATION_RESOLUTION_FAILURE']);
  const wrong = await joined.send('query ($first: Int) { boardSize companies(first: $first) { id } }', {
    variables: { first: 'x' },
  });
  expect(wrong.errors?.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
});

describe('the token', () => {
  test('is forwarded only to the configured subgraphs', async () => {
    await joined.send('{ company { name } }');
    const [request] = joined.crm.requests;
    expect(request?.headers).not.toHaveProperty('authorization');
    const trusting = await joinCrm({ FORWARD_TOKEN_TO: 'other,crm' });
    try {
      await trusting.send('{ company { name latest { text likes } } }');
      expect(trusting.crm.requests.map(({ headers }) => headers.authorization)).toEqual(
        trusting.crm.requests.map(() => `Bearer ${trusting.token}`),
      );
      trusting.crm.behaviour = (response) => response.socket?.destroy();
      const failed = await trusting.send('{ company { name } }');
      expect(JSON.stringify([failed, trusting.server.log.lines])).not.toContain(trusting.token.slice(0, 20));
    } finally {
      await trusting.stop();
    }
  });

  test('is not sent to the target of a redirect, and neither is the operation', async () => {
    const forwarded: string[] = [];
    const trusting = await joinCrm({ FORWARD_TOKEN_TO: 'all' });
    try {
      trusting.crm.behaviour = (response, { headers }) => {
        forwarded.push(String(headers.authorization));
        response.writeHead(307, { location: trusting.crm.url }).end();
      };
      const { errors } = await trusting.send('{ company { name } }');
      expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['SUBGRAPH_UNAVAILABLE']);
      expect(forwarded).toHaveLength(1);
    } finally {
      await trusting.stop();
    }
  });
});

test('a gateway without local domains starts when the first remote subgraph is available', async () => {
  await joined.crm.stop();
  const alone = joinCrm({ DOMAINS: 'none', SUBGRAPHS: `crm=${joined.crm.url}` });
  await joined.crm.start();
  const others = await alone;
  try {
    expect(await others.send('{ company { name } }')).toEqual({ data: { company: { name: 'Northlight' } } });
    expect((await others.send('{ boardSize }')).errors?.[0]?.extensions.code).toBe(
      'GRAPHQL_VALIDATION_FAILED',
    );
  } finally {
    await others.stop();
  }
  await until(() => joined.crm.openSockets === 0);
});
