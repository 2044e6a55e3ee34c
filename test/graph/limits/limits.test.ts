import { getIntrospectionQuery } from 'graphql';
import { gzipSync } from 'node:zlib';
import { sendRaw } from '../../support/http.ts';
import { inBothEngines } from '../../support/engines.ts';
import { startTestServer, tokenFor, transcriptScopes, type GraphqlError } from '../../support/server.ts';

const times = (count: number, text: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => text(index)).join(' ');
const json = { 'content-type': 'application/json' };
const operation = (query: string, variables?: Record<string, unknown>): string =>
  JSON.stringify({ query, variables });
/** Returns fragments that each spread the next one twice. */
const doubling = (depth: number, type: string, leaf: string): string =>
  `${times(depth, (index) => `fragment F${index} on ${type} { ...F${index + 1} ...F${index + 1} }`)} fragment F${depth} on ${type} { ${leaf} }`;
inBothEngines(import.meta.url, (server) => {
  let token: string;
  beforeAll(async () => {
    token = await tokenFor(`${transcriptScopes} engagement.view agent.view agent.manage`);
  });

  const post = async (
    body: string | Buffer,
    headers: Record<string, string> = {},
    method = 'POST',
    path = '',
  ) => {
    const answer = await sendRaw(`${server().url}${path}`, {
      method,
      headers: { ...json, authorization: `Bearer ${token}`, ...headers },
      body,
    });
    return {
      ...answer,
      body: JSON.parse(answer.text) as { data?: Record<string, unknown> | null; errors?: GraphqlError[] },
    };
  };
  const ask = (query: string, variables?: Record<string, unknown>) => post(operation(query, variables));
  const codesOf = async (query: string, variables?: Record<string, unknown>) =>
    (await ask(query, variables)).body.errors?.map(({ extensions }) => extensions.code) ?? [];

  describe('an operation at the limit is executed, and one above it is rejected', () => {
    test('1,000 tokens', async () => {
      // The braces are two.
      expect(await codesOf(`{ ${'__typename '.repeat(998)} }`)).toEqual([]);
      expect(await codesOf(`{ ${'__typename '.repeat(999)} }`)).toEqual(['GRAPHQL_PARSE_FAILED']);
    });

    test('a depth of MAX_DEPTH, independent of fragments', async () => {
      const deep = (inlined: string) =>
        `{ chatTranscripts(first: 1) { nodes { engagement { agent { ${inlined} } } } } }`;
      expect(await codesOf(deep('... on Agent { ... { username } }'))).toEqual([]);
      const low = await startTestServer(import.meta.url, { MAX_DEPTH: '5' });
      try {
        const codes = async (query: string) =>
          (await low.send(query, { token })).body.errors?.map(({ extensions }) => extensions.code) ?? [];
        expect(await codes(deep('... on Agent { ... { username } }'))).toEqual([]);
        const six = `{ chatTranscripts { edges { node { engagement { agent { username } } } } } }`;
        expect(await codes(six)).toEqual(['OPERATION_TOO_LARGE']);
        expect(
          await codes(
            '{ chatTranscripts { ...C } } fragment C on ChatTranscriptConnection { edges { node { ...T } } } fragment T on ChatTranscript { engagement { agent { username } } }',
          ),
        ).toEqual(['OPERATION_TOO_LARGE']);
      } finally {
        await low.stop();
      }
    });

    test('30 aliases, also in fragments', async () => {
      expect(await codesOf(`{ ${times(30, (index) => `a${index}: __typename`)} }`)).toEqual([]);
      expect(await codesOf(`{ ${times(31, (index) => `a${index}: __typename`)} }`)).toEqual([
        'OPERATION_TOO_LARGE',
      ]);
      expect(
        await codesOf(
          `{ ...F ... { ...F } } fragment F on Query { ${times(16, (index) => `a${index}: __typename`)} }`,
        ),
      ).toEqual(['OPERATION_TOO_LARGE']);
    });

    test('50 directives', async () => {
      const included = (count: number) =>
        `{ ${times(count, (index) => (index % 2 === 0 ? '__typename @include(if: true)' : '... @skip(if: false) { __typename }'))} }`;
      expect(await codesOf(included(50))).toEqual([]);
      expect(await codesOf(included(51))).toEqual(['OPERATION_TOO_LARGE']);
    });

    test('5 mutations, also in fragments and with aliases; of six mutations none is executed', async () => {
      const name = `limit-${Math.random().toString(36).slice(2)}`;
      const upserts = (count: number) =>
        times(
          count,
          (index) => `a${index}: upsertAgent(input: { username: "${name}-${index}" }) { agent { username } }`,
        );
      expect(await codesOf(`mutation { ${upserts(6)} }`)).toEqual(['OPERATION_TOO_LARGE']);
      expect(
        await codesOf(
          `mutation { ...M ... on Mutation { b: __typename } } fragment M on Mutation { ${upserts(5)} }`,
        ),
      ).toEqual(['OPERATION_TOO_LARGE']);
      expect((await ask(`{ agent(id: "${name}-0") { username } }`)).body.data).toEqual({ agent: null });
      expect(await codesOf(`mutation { ${upserts(5)} }`)).toEqual([]);
      expect((await ask(`{ agent(id: "${name}-4") { username } }`)).body.data).toEqual({
        agent: { username: `${name}-4` },
      });
    });

    test('a body of 262,144 bytes, and of 4 MiB with a scope to store transcripts or feeds', async () => {
      const filled = (bytes: number) => {
        const empty = JSON.stringify({ query: '{ __typename }', variables: { a: '' } });
        return empty.replace('""', `"${'a'.repeat(bytes - empty.length)}"`);
      };
      for (const [scope, limit] of [
        ['engagement.view agent.manage', 262_144],
        ['hybris.interactionrecording_manage', 4_194_304],
        ['feed.ingest', 4_194_304],
      ] as const) {
        const authorization = `Bearer ${await tokenFor(scope)}`;
        expect(await post(filled(limit), { authorization })).toMatchObject({
          status: 200,
          body: { data: { __typename: 'Query' } },
        });
        expect(await post(filled(limit + 1), { authorization })).toMatchObject({
          status: 413,
          body: {
            errors: [
              {
                message: `The body is larger than the limit of ${limit} bytes.`,
                extensions: { code: 'PAYLOAD_TOO_LARGE' },
              },
            ],
          },
        });
        // A body without a content length is counted while it is received.
        const chunked = { authorization, 'transfer-encoding': 'chunked' };
        expect(await post(filled(limit + 1), chunked)).toMatchObject({ status: 413 });
      }
      expect(await sendRaw(server().url, { headers: json, body: filled(262_145) })).toMatchObject({
        status: 413,
      });
    });

    test('a cost of 10,000, with literals, variables, defaults and fragments', async () => {
      // 1 + 100 × (1 + 20 + 3 × (1 + 1)) and so on: the size of a page times what one item can bring.
      const page = '{ nodes { transcript { createdBy } chatterDetails { chatterId } } }';
      expect(await codesOf(`{ chatTranscripts(first: 100) ${page} }`)).toEqual([]);
      for (const [query, variables] of [
        [`{ chatTranscripts(first: 1000) ${page} }`],
        [`query ($n: Int) { chatTranscripts(first: $n) ${page} }`, { n: 1000 }],
        [`query ($n: Int = 1000) { chatTranscripts(first: $n) ${page} }`],
        [`query ($n: Int) { chatTranscripts(last: $n) ${page} }`, { n: 2 ** 31 - 1 }],
        [
          `{ ${times(5, (index) => `a${index}: chatTranscripts(first: 100) { ...C }`)} } fragment C on ChatTranscriptConnection ${page}`,
        ],
        [
          `{ chatTranscripts(first: 100) { ${times(3, (index) => `a${index}: nodes { t: transcript { createdBy } u: transcript { createdAt } }`)} } }`,
        ],
      ] as [string, Record<string, unknown>?][])
        expect(await codesOf(query, variables)).toEqual(['OPERATION_TOO_COSTLY']);
      // The operation that costs is kept; its price is worked out for each run.
      const query = `query ($n: Int) { chatTranscripts(first: $n) ${page} }`;
      expect(await codesOf(query, { n: 1 })).toEqual([]);
      expect(await codesOf(query, { n: 1000 })).toEqual(['OPERATION_TOO_COSTLY']);
      expect(await codesOf(query, { n: 1 })).toEqual([]);
    });

    test('a small introspection with several aliases, but the whole schema only once', async () => {
      const aliased = (count: number, selection: string) =>
        `{ ${times(count, (index) => `a${index}: ${selection}`)} }`;
      const fields = 'fields { name description args { name description } type { name kind } }';
      expect(await codesOf(aliased(10, `__type(name: "Agent") { ${fields} }`))).toEqual([]);
      expect(await codesOf(aliased(5, '__schema { types { name } }'))).toEqual([]);
      for (const query of [
        aliased(25, `__schema { types { ${fields} } }`),
        `{ __schema { ${times(25, (index) => `a${index}: types { ${fields} }`)} } }`,
        `{ __schema { types { ${times(25, (index) => `a${index}: ${fields}`)} } } }`,
        `{ __schema { types { fields { ${times(28, (index) => `a${index}: description`)} } } } }`,
        `{ __schema { types { fields { type { fields { name } } } } } }`,
        `{ ...Q } fragment Q on Query { __schema { ${times(25, (index) => `a${index}: types { ...T }`)} } } fragment T on __Type { ${fields} }`,
        `{ ${times(4, (index) => `a${index}: __schema { ...S }`)} } fragment S on __Schema { types { ${fields} inputFields { name description } enumValues { name description } possibleTypes { name fields { name } } } }`,
      ])
        expect(await codesOf(query)).toEqual(['OPERATION_TOO_COSTLY']);
    });

    test('introspection up to MAX_DEPTH, in which ofType is not counted', async () => {
      const nested = (depth: number) => `${'ofType { '.repeat(depth)}name${' }'.repeat(depth)}`;
      const deep = (types: number) =>
        `{ __type(name: "Agent") { ${'interfaces { '.repeat(types)}${nested(9)}${' }'.repeat(types)} } }`;
      expect(await codesOf(deep(2))).toEqual([]);
      expect(await codesOf(deep(11))).toEqual(expect.arrayContaining(['OPERATION_TOO_LARGE']));
    });
  });

  test.each([
    ['with all its options', true],
    ['with the options of code generators', false],
  ])("GraphQL's own introspection query, %s, fits the default limits once", async (_, all) => {
    const query = getIntrospectionQuery({
      descriptions: true,
      specifiedByUrl: all,
      directiveIsRepeatable: all,
      schemaDescription: all,
      inputValueDeprecation: all,
      oneOf: all,
    });
    const { status, body } = await ask(query);
    expect(status).toBe(200);
    expect(body.errors).toBeUndefined();
    expect(body.data).toHaveProperty('__schema.types');
    const [operation = '', fragments = ''] = query.split('fragment FullType');
    const selection = operation.slice(operation.indexOf('{') + 1, operation.lastIndexOf('}')).trim();
    expect(await codesOf(`{ ${selection} again: ${selection} } fragment FullType${fragments}`)).toEqual([
      'OPERATION_TOO_COSTLY',
    ]);
  });

  test('introspection needs a token, in any form of the operation', async () => {
    for (const query of [
      getIntrospectionQuery(),
      '{ __schema { queryType { name } } }',
      '{ a: __type(name: "Agent") { name } }',
      '{ ... on Query { ... { __schema { queryType { name } } } } }',
      '{ ...F } fragment F on Query { __type(name: "Query") { name } }',
      'query A { __typename } query B { __schema { queryType { name } } }',
    ]) {
      const { body } = await server().send(query, query.startsWith('query') ? { operationName: 'B' } : {});
      expect([body.data ?? null, body.errors?.map(({ extensions }) => extensions.code)]).toEqual([
        null,
        ['UNAUTHENTICATED'],
      ]);
    }
    expect((await server().send('{ __typename }')).body).toEqual({ data: { __typename: 'Query' } });
  });

  describe('an attack is rejected within 200 ms with a short JSON error', () => {
    const surface = 'GRAPHQL_VALIDATION_FAILED';
    const attacks: [name: string, query: (salt: string) => string, code: string][] = [
      ['10,000 directives', () => `{ __typename ${'@aa '.repeat(10_000)} }`, 'GRAPHQL_PARSE_FAILED'],
      ['400 unknown directives', () => `{ __typename ${'@aa '.repeat(400)} }`, 'OPERATION_TOO_LARGE'],
      [
        '3,000 repeated fields',
        () => `{ currentAgent { ${'username '.repeat(3000)} } }`,
        'GRAPHQL_PARSE_FAILED',
      ],
      [
        '1,000 aliases',
        () => `{ ${times(1000, (index) => `a${index}: __typename`)} }`,
        'GRAPHQL_PARSE_FAILED',
      ],
      [
        'fragments that double 80 times',
        () => `{ currentAgent { ...F0 } } ${doubling(80, 'Agent', 'username')}`,
        'OPERATION_TOO_LARGE',
      ],
      [
        'fragments that double 20 times around a list',
        () => `{ ...F0 } ${doubling(20, 'Query', 'chatTranscripts { nodes { id } }')}`,
        'OPERATION_TOO_LARGE',
      ],
      [
        'fragments with a cycle',
        () => '{ currentAgent { ...A } } fragment A on Agent { ...B } fragment B on Agent { ...A ...A }',
        surface,
      ],
      [
        'an unused fragment that spreads itself',
        () => '{ __typename } fragment A on Agent { ...A }',
        surface,
      ],
      [
        'a literal of 480 nested lists',
        () => `{ agents(states: ${'['.repeat(480)}${']'.repeat(480)}) { totalCount } }`,
        surface,
      ],
      [
        'a literal of 20,000 nested lists',
        () => `{ agents(states: ${'['.repeat(20_000)}${']'.repeat(20_000)}) { totalCount } }`,
        'GRAPHQL_PARSE_FAILED',
      ],
      [
        'introspection with a cycle of fields and types',
        () => `{ __schema { types ${'{ fields { type '.repeat(8)}{ name }${' } }'.repeat(8)} } }`,
        'OPERATION_TOO_LARGE',
      ],
      ['450 unknown fields', () => `{ ${times(450, (index) => `zz${index}`)} }`, surface],
      [
        '150 operations in one document',
        () => times(150, (index) => `query Q${index} { __typename }`),
        'OPERATION_RESOLUTION_FAILURE',
      ],
    ];

    test.each(attacks)('%s', async (_name, query, code) => {
      let best = Infinity;
      // The best of three, because the machine may be busy. Each query has a new text.
      for (const salt of ['a', 'b', 'c']) {
        const body = operation(`${query(salt)} # ${salt}`);
        const began = performance.now();
        const answer = await post(body);
        best = Math.min(best, performance.now() - began);
        expect(answer.status).toBe(200);
        expect(answer.body.errors?.[0]?.extensions.code).toBe(code);
        expect(answer.text.length).toBeLessThan(8192);
      }
      expect(best).toBeLessThan(200);
    });

    test('a long value of the request is not repeated in every error', async () => {
      const unknown = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`x${index}`, 1]));
      const { text, body } = await ask(
        'mutation ($input: AgentInput!) { upsertAgent(input: $input) { agent { username } } }',
        { input: { ...unknown, username: 'A'.repeat(200_000) } },
      );
      expect(text.length).toBeLessThan(40_000);
      expect(new Set(body.errors?.map(({ extensions }) => extensions.code))).toEqual(
        new Set(['BAD_USER_INPUT']),
      );
    });

    test.each<[string, string, Record<string, unknown>]>([
      [
        'lists in a variable',
        'query ($s: [AgentState!]) { agents(states: $s) { totalCount } }',
        { s: 'STATES' },
      ],
      [
        'lists in an input',
        'mutation ($i: AgentInput!) { upsertAgent(input: $i) { agent { username } } }',
        { i: { username: 'x', skills: 'STATES' } },
      ],
    ])('100,000 nested %s', async (_name, query, variables) => {
      const body = operation(query, variables).replace(
        '"STATES"',
        `${'['.repeat(100_000)}${']'.repeat(100_000)}`,
      );
      const answer = await post(body);
      expect(answer.status).toBe(200);
      expect(answer.body.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    });
  });

  describe('an invalid request is rejected with a JSON error', () => {
    const query = operation('{ __typename }');
    const requests: [
      name: string,
      request: { body?: string | Buffer; headers?: Record<string, string>; method?: string; path?: string },
      status: number,
      code: string,
    ][] = [
      ['malformed JSON', { body: '{"query": "{' }, 400, 'BAD_REQUEST'],
      ['half a body', { body: query.slice(0, -3) }, 400, 'BAD_REQUEST'],
      ['an empty body', { body: '' }, 400, 'BAD_REQUEST'],
      ['null', { body: 'null' }, 400, 'BAD_REQUEST'],
      ['a number', { body: '3' }, 400, 'BAD_REQUEST'],
      ['an empty batch', { body: '[]' }, 400, 'BAD_REQUEST'],
      ['a batch of 10', { body: `[${times(10, () => query).replaceAll('} {', '},{')}]` }, 400, 'BAD_REQUEST'],
      [
        'a batch of 5,000',
        { body: `[${Array.from({ length: 5000 }, () => query).join(',')}]` },
        400,
        'BAD_REQUEST',
      ],
      ['only the key __proto__', { body: '{"__proto__":{"query":"{ __typename }"}}' }, 400, 'BAD_REQUEST'],
      ['a query that is an object', { body: '{"query":{"$ne":null}}' }, 400, 'BAD_REQUEST'],
      [
        'a persisted query',
        { body: '{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"x"}}}' },
        200,
        'PERSISTED_QUERY_NOT_SUPPORTED',
      ],
      [
        'plain text',
        { body: query, headers: { 'content-type': 'text/plain' } },
        415,
        'UNSUPPORTED_MEDIA_TYPE',
      ],
      [
        'a form',
        { body: 'query={__typename}', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
        415,
        'UNSUPPORTED_MEDIA_TYPE',
      ],
      [
        'gzip',
        { body: gzipSync(query), headers: { 'content-encoding': 'gzip' } },
        415,
        'UNSUPPORTED_MEDIA_TYPE',
      ],
      [
        'a gigabyte in a megabyte of gzip',
        { body: gzipSync(Buffer.alloc(1 << 24)), headers: { 'content-encoding': 'gzip' } },
        415,
        'UNSUPPORTED_MEDIA_TYPE',
      ],
      ['brotli', { body: 'x', headers: { 'content-encoding': 'br' } }, 415, 'UNSUPPORTED_MEDIA_TYPE'],
      [
        'another charset',
        {
          body: Buffer.from(query, 'utf16le'),
          headers: { 'content-type': 'application/json; charset=utf-16' },
        },
        415,
        'UNSUPPORTED_MEDIA_TYPE',
      ],
      [
        'bytes that are not UTF-8',
        { body: Buffer.from(query.replace('_', '\u00ff'), 'latin1') },
        400,
        'BAD_REQUEST',
      ],
      [
        'half of a surrogate pair',
        { body: '{"query":"{ __typename }","variables":{"a":"\\ud83d"}}' },
        400,
        'BAD_REQUEST',
      ],
      [
        'GET with another content type than JSON',
        { method: 'GET', path: '?query={__typename}', headers: { 'content-type': 'text/plain' } },
        415,
        'BAD_REQUEST',
      ],
      [
        'GET with a mutation',
        { method: 'GET', path: '?query=mutation{deleteChatTranscript(id:"x"){deletedId}}' },
        405,
        'BAD_REQUEST',
      ],
      [
        'GET with malformed variables',
        { method: 'GET', path: '?query={__typename}&variables={' },
        400,
        'BAD_REQUEST',
      ],
      ['PUT', { method: 'PUT', body: query }, 405, 'METHOD_NOT_ALLOWED'],
      ['DELETE', { method: 'DELETE' }, 405, 'METHOD_NOT_ALLOWED'],
      ['TRACE', { method: 'TRACE' }, 405, 'METHOD_NOT_ALLOWED'],
      [
        'OPTIONS from another origin',
        { method: 'OPTIONS', headers: { origin: 'https://evil.example' } },
        405,
        'METHOD_NOT_ALLOWED',
      ],
      ['an answer in XML', { body: query, headers: { accept: 'text/xml' } }, 406, 'BAD_REQUEST'],
      [
        'a subscription',
        { body: operation('subscription { agentStateChanged { id } }') },
        400,
        'BAD_REQUEST',
      ],
      [
        'an unknown operation name',
        { body: JSON.stringify({ query: 'query A { __typename }', operationName: '__proto__' }) },
        200,
        'OPERATION_RESOLUTION_FAILURE',
      ],
      ['types', { body: operation('type A { b: Int }') }, 200, 'GRAPHQL_VALIDATION_FAILED'],
      ['a comment', { body: operation('# nothing') }, 200, 'GRAPHQL_PARSE_FAILED'],
    ];
    test.each(requests)('%s', async (_name, { body = '', headers, method, path }, status, code) => {
      const answer = await post(body, headers, method, path);
      expect(answer.headers['content-type']).toMatch(/^application\/json/);
      expect(answer).toMatchObject({ status, body: { errors: [{ extensions: { code } }] } });
      expect(answer.body.data ?? undefined).toBeUndefined();
      expect(answer.text).not.toMatch(/\bat \S+:\d+|node_modules|"stacktrace"/);
    });

    test('a rejected operation has status 400 if the client accepts application/graphql-response+json', async () => {
      for (const body of [
        operation(`{ ${times(31, (index) => `a${index}: __typename`)} }`),
        operation('query ($n: Int) { chatTranscripts(first: $n) { nodes { id } } }', { n: 100_000 }),
        JSON.stringify({ query: 'query A { __typename }', operationName: 'B' }),
        operation('query ($id: ID!) { agent(id: $id) { username } }'),
      ])
        expect(await post(body, { accept: 'application/graphql-response+json' })).toMatchObject({
          status: 400,
          headers: { 'content-type': expect.stringContaining('graphql-response+json') as string },
        });
    });
  });

  describe('errors contain no suggestions', () => {
    test.each<[string, string, Record<string, unknown>]>([
      ['a field', '{ chatTranscript(id: "x") { transcriptIdd } }', {}],
      ['a root field', '{ chatTranscrits { totalCount } }', {}],
      ['a field of a member of an interface', '{ node(id: "x") { transcriptId } }', {}],
      ['fields under an object', '{ currentAgent }', {}],
      ['a type', '{ ... on Agenty { id } }', {}],
      ['the type of a variable', 'query ($i: AgentInpt) { agent(id: $i) { username } }', {}],
      ['an argument', '{ chatTranscripts(frst: 1) { totalCount } }', {}],
      ['an argument of a directive', '{ currentAgent @skip(iff: true) { username } }', {}],
      ['a directive', '{ currentAgent @skipp(if: true) { username } }', {}],
      ['an enum value', '{ agents(states: [IDL]) { totalCount } }', {}],
      ['an enum value in a string', '{ agents(states: ["IDLE"]) { totalCount } }', {}],
      [
        'an enum value in a variable',
        'query ($s: [AgentState!]) { agents(states: $s) { totalCount } }',
        { s: ['IDL'] },
      ],
      ['a field of an input', 'mutation { upsertAgent(input: { usernme: "x" }) { agent { username } } }', {}],
      [
        'a field of an input in a variable',
        'mutation ($i: AgentInput!) { upsertAgent(input: $i) { agent { username } } }',
        { i: { usernme: 'x', username: 'x' } },
      ],
      [
        'a field deep in an input in a variable',
        'mutation ($i: CreateChatTranscriptInput!) { createChatTranscript(input: $i) { chatTranscript { id } } }',
        {
          i: {
            startAt: '2016-06-19T12:29:08Z',
            chatterIds: [],
            chatterDetails: [{ chatterId: '1', defaultAlas: 'x' }],
            createdBy: 'x',
            transcript: [{ directon: 'INBOUND' }],
          },
        },
      ],
      [
        'an enum value deep in an input in a variable',
        'mutation ($i: CreateChatTranscriptInput!) { createChatTranscript(input: $i) { chatTranscript { id } } }',
        {
          i: {
            startAt: '2016-06-19T12:29:08Z',
            chatterIds: [],
            chatterDetails: [],
            createdBy: 'x',
            transcript: [
              { createdBy: 'x', createdAt: '2016-06-19T12:29:08Z', chatContent: '', direction: 'INBOUN' },
            ],
          },
        },
      ],
    ])('for %s', async (_name, query, variables) => {
      const { text, body } = await ask(query, variables);
      expect(body.errors?.[0]?.extensions.code).toMatch(/^(GRAPHQL_VALIDATION_FAILED|BAD_USER_INPUT)$/);
      expect(text).not.toMatch(/did you mean/i);
    });
  });

  test('variables named like prototype properties do not pollute the prototype', async () => {
    const body = `{"query":"mutation ($__proto__: AgentInput!) { upsertAgent(input: $__proto__) { agent { username } } }","variables":{"__proto__":{"username":"proto"},"constructor":{"prototype":{"username":"x"}}}}`;
    const { body: answer } = await post(body);
    expect(answer.data ?? answer.errors?.[0]?.extensions.code).toBeDefined();
    expect(({} as Record<string, unknown>).username).toBeUndefined();
  });

  test('an invalid date is BAD_USER_INPUT in a literal and in a variable', async () => {
    expect(
      await codesOf('{ chatTranscripts(range: { from: "x", to: "2016-06-19T12:29:08Z" }) { totalCount } }'),
    ).toEqual(['BAD_USER_INPUT']);
    expect(
      await codesOf('query ($r: DateTimeRange) { chatTranscripts(range: $r) { totalCount } }', {
        r: { from: 'x', to: '2016-06-19T12:29:08Z' },
      }),
    ).toEqual(['BAD_USER_INPUT']);
  });
});

describe('with INTROSPECTION=off', () => {
  test('the schema cannot be read', async () => {
    const server = await startTestServer(import.meta.url, { INTROSPECTION: 'off' });
    try {
      for (const query of [
        '{ __schema { types { name } } }',
        '{ __type(name: "Agent") { name } }',
        '{ ... on Query { a: __schema { queryType { name } } } }',
        '{ ...F } fragment F on Query { __type(name: "Query") { fields { name } } }',
        getIntrospectionQuery(),
      ]) {
        const { body } = await server.send(query, { token: await tokenFor('agent.view') });
        expect(body.errors?.[0]?.extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
        expect(body.data).toBeUndefined();
      }
      expect((await server.send('{ __typename }')).body).toEqual({ data: { __typename: 'Query' } });
    } finally {
      await server.stop();
    }
  });
});
