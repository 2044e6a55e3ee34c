import { openApp } from '../../../src/app.ts';
import { readConfiguration } from '../../../src/config/index.ts';
import { domainNames } from '../../../src/config/index.ts';
import { testDatabase } from '../../support/mongo.ts';
import { openProfiler } from '../../support/profiler.ts';
import { collectingLogger, startTestServer, tokenFor, type TestServer } from '../../support/server.ts';
import { TestSocket } from '../../support/socket.ts';
import { globalId, openSampleData, principals, type SampleData } from './sample-data.ts';

// Answers of a process that serves some of the domains.

type Json = Record<string, unknown>;

let sampleData: SampleData;
const profiler = openProfiler(import.meta.url);
beforeAll(async () => {
  sampleData = await openSampleData(import.meta.url);
});
afterAll(async () => {
  await sampleData.harness.stop();
  await profiler.close();
});

const engines = ['compiled', 'interpreted'] as const;
const withSubgraph = (
  DOMAINS: string,
  engine: (typeof engines)[number],
  defineTests: (server: () => TestServer) => void,
) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer(import.meta.url, { DOMAINS, GRAPH_ENGINE: engine });
  });
  afterAll(() => server.stop());
  defineTests(() => server);
};

describe.each(engines)('the interactions subgraph, %s,', (engine) => {
  withSubgraph('interactions', engine, (server) => {
    const refersTo = `{ interaction(id: "ID") { owner { __typename id username } customer { accountCustomerId id }
      chatTranscript { id transcriptId } engagement { id engagementId } traceRecord { id } flow { id interactionUniqueId } } }`;
    const read = async (principal: keyof typeof principals) =>
      (
        await server().data<{ interaction: Json | null }>(
          refersTo.replace('ID', sampleData.completed),
          {},
          await principals[principal](),
        )
      ).interaction;

    test('answers with the keys of entities in other domains', async () => {
      const [engagement, transcript, flow, trace] = [
        sampleData.sample('Engagement'),
        sampleData.sample('ChatTranscript'),
        sampleData.sample('InteractionFlow'),
        sampleData.sample('InteractionTraceRecord'),
      ];
      expect(await read('supervisor')).toEqual({
        owner: { __typename: 'Agent', id: globalId('Agent', 'ann'), username: 'ann' },
        customer: { accountCustomerId: 'cleo', id: globalId('Customer', 'cleo') },
        chatTranscript: { id: transcript.id, transcriptId: transcript.natural?.[1] },
        engagement: { id: engagement.id, engagementId: engagement.natural?.[1] },
        traceRecord: { id: trace.id },
        flow: { id: flow.id, interactionUniqueId: '100' },
      });
    });

    test('omits entities that the caller may not see, except the key of an agent', async () => {
      const nothing = { chatTranscript: null, engagement: null, traceRecord: null, flow: null };
      expect(await read('agent')).toEqual({
        ...nothing,
        owner: { __typename: 'Agent', id: globalId('Agent', 'ann'), username: 'ann' },
        customer: { accountCustomerId: 'cleo', id: globalId('Customer', 'cleo') },
      });
      expect(await read('customer')).toEqual({ ...nothing, owner: null, customer: null });
      expect(await read('another tenant')).toBeNull();
    });

    test('checks the existence of deletable entities with one query for each type', async () => {
      const token = await principals.supervisor();
      const queries = await profiler.during(() =>
        server().data(refersTo.replace('ID', sampleData.completed), {}, token),
      );
      // Projections of other conversations may still be in progress.
      const done = Buffer.from(sampleData.completed, 'base64url').toString().slice('Interaction:'.length);
      const named = [done, sampleData.sample('ChatTranscript').natural?.[1] ?? '', 'acme:100', 'acme:ann'];
      const finds = queries.filter(({ command, filter }) =>
        named.some((name) => command === 'find' && JSON.stringify(filter).includes(name)),
      );
      expect(finds.map(({ collection }) => collection).toSorted()).toEqual([
        'engagements',
        'flows',
        'interactions',
        'traceRecords',
        'transcripts',
      ]);
      const others = finds.filter(({ collection }) => collection !== 'interactions');
      for (const { projection } of others) expect(projection.length).toBeLessThanOrEqual(6);
    });

    test('executes its mutations and delivers its events like the unified graph', async () => {
      const token = await tokenFor('chat.agent', { subject: 'bob' });
      const socket = await TestSocket.as(server().url.replace('http', 'ws'), token);
      socket.subscribe(
        'one',
        `subscription ($id: ID!) { interactionEvents(id: $id, fromStart: true) {
          __typename sequence ... on ParticipantJoined { participant { agent { id username } customer { id } } } } }`,
        { id: sampleData.open },
      );
      const joined = [];
      while (joined.length < 2) {
        const { payload } = (await socket.next()) as unknown as {
          payload: { data: { interactionEvents: Json } };
        };
        if (payload.data.interactionEvents.__typename === 'ParticipantJoined')
          joined.push(payload.data.interactionEvents.participant);
      }
      expect(joined).toEqual([
        { agent: null, customer: { id: globalId('Customer', 'dora') } },
        { agent: { id: globalId('Agent', 'bob'), username: 'bob' }, customer: null },
      ]);
      const { sendMessage } = await server().data<{ sendMessage: Json }>(
        'mutation ($id: ID!) { sendMessage(id: $id, text: "From a subgraph") { status interaction { id } } }',
        { id: sampleData.open },
        token,
      );
      expect(sendMessage).toEqual({ status: 'OK', interaction: { id: sampleData.open } });
      for (;;) {
        const frame = (await socket.next()) as unknown as { payload: { data: { interactionEvents: Json } } };
        if (frame.payload.data.interactionEvents.__typename === 'ChatMessage') break;
      }
      socket.terminate();
    });

    test('rejects the subscriptions that the unified graph rejects', async () => {
      for (const principal of ['customer', 'agent', 'another tenant'] as const) {
        const socket = await TestSocket.as(server().url.replace('http', 'ws'), await principals[principal]());
        socket.subscribe('one', `subscription ($id: ID!) { interactionEvents(id: $id) { sequence } }`, {
          id: sampleData.open,
        });
        expect(await socket.next()).toMatchObject({
          type: 'error',
          payload: [{ extensions: { code: 'FORBIDDEN' } }],
        });
        socket.terminate();
      }
    });

    test('has no fields of other domains', async () => {
      for (const query of [
        '{ engagement(id: "x") { id } }',
        '{ node(id: "x") { id } }',
        'mutation { upsertAgent(input: { username: "x" }) { agent { id } } }',
        `{ _entities(representations: []) { ... on Agent { nickname } } }`,
        `{ interaction(id: "${sampleData.completed}") { owner { nickname } } }`,
      ]) {
        const { body } = await server().send(query, { token: await principals.supervisor() });
        expect(body.errors?.[0]).toMatchObject({ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } });
      }
    });
  });
});

describe.each(engines)('the subgraph of transcripts, engagements and feeds, %s,', (engine) => {
  withSubgraph('transcripts,engagements,feeds', engine, (server) => {
    const query = `query ($of: [_Any!]!) { _entities(representations: $of) {
      ... on Engagement { agent { username } customer { accountCustomerId } interaction { id } }
      ... on ChatTranscript { interaction { id } engagement { id } }
      ... on InteractionTraceRecord { agent { username } interaction { id } chatTranscript { id } } } }`;
    const read = async (principal: keyof typeof principals) => {
      const of = ['Engagement', 'ChatTranscript', 'InteractionTraceRecord'].map((type) => ({
        __typename: type,
        id: sampleData.sample(type).id,
      }));
      const token = await principals[principal]();
      return (await server().data<{ _entities: (Json | null)[] }>(query, { of }, token))._entities;
    };

    test('answers with the interaction, the agent and the customer if the caller may see them', async () => {
      const interaction = { id: sampleData.completed };
      expect(await read('supervisor')).toEqual([
        { agent: { username: 'ann' }, customer: { accountCustomerId: 'cleo' }, interaction },
        { interaction, engagement: { id: sampleData.sample('Engagement').id } },
        {
          agent: { username: 'ann' },
          interaction,
          chatTranscript: { id: sampleData.sample('ChatTranscript').id },
        },
      ]);
      const [engagement] = await read('customer with scopes');
      expect(engagement).toEqual({ agent: null, customer: null, interaction });
    });
  });
});

describe.each(engines)('the nodes subgraph, %s,', (engine) => {
  withSubgraph('nodes', engine, (server) => {
    const node = async (id: string, principal: keyof typeof principals) =>
      (
        await server().send('query ($id: ID!) { node(id: $id) { __typename id ... on Agent { id } } }', {
          variables: { id },
          token: await principals[principal](),
        })
      ).body;

    test('answers with every entity that exists and that the caller may see', async () => {
      for (const { type, id, natural } of sampleData.samples)
        expect(await node(id, 'supervisor')).toEqual({
          data: { node: natural?.[1] === 'nobody' ? null : { __typename: type, id } },
        });
    });

    test('answers with no entity that is missing, of another tenant, or forbidden', async () => {
      expect(await node(globalId('Engagement', 'none'), 'supervisor')).toEqual({ data: { node: null } });
      expect(await node(sampleData.open, 'another tenant')).toEqual({ data: { node: null } });
      expect(await node(sampleData.open, 'customer')).toEqual({ data: { node: null } });
      const { id } = sampleData.sample('Engagement');
      expect((await node(id, 'agent')).errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
      expect(await node(sampleData.sample('Customer').id, 'customer with scopes')).toEqual({
        data: { node: null },
      });
    });

    test('owns no entity and has no field _entities', async () => {
      const { body } = await server().send('{ _service { sdl } }', { token: await tokenFor('agent.view') });
      expect(body.data?._service).toMatchObject({ sdl: expect.stringContaining('node(') as string });
      const response = await server().send('{ _entities(representations: []) { __typename } }');
      expect(response.body.errors).toMatchObject([{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }]);
    });
  });
});

test.each([
  ['transcripts,flows', { '/flows/100/photos': true, '/export/engagements': false, '/ingest/symbee': false }],
  ['engagements', { '/flows/100/photos': false, '/export/engagements': true, '/ingest/symbee': false }],
  ['feeds', { '/flows/100/photos': false, '/export/engagements': false, '/ingest/symbee': true }],
])(
  'a server of %s has the HTTP endpoints of these domains, and does not expose the SDL if introspection is off',
  async (DOMAINS, addresses) => {
    const server = await startTestServer(import.meta.url, { DOMAINS, INTROSPECTION: 'off' });
    try {
      for (const [address, isThere] of Object.entries(addresses)) {
        const { status } = await fetch(server.url.replace('/graphql', address), { method: 'POST' });
        expect([address, status !== 404]).toEqual([address, isThere]);
      }
      const { body } = await server.send('{ _service { sdl } }', { token: await tokenFor('agent.view') });
      expect(body.data ?? null).toBeNull();
      expect(body.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    } finally {
      await server.stop();
    }
  },
);

test('only the background loops of the served domains run', async () => {
  const { uri, name } = testDatabase(import.meta.url);
  const timersOf = async (DOMAINS: string): Promise<number> => {
    const app = await openApp(
      readConfiguration({}, { MONGODB_URI: uri, MONGODB_DATABASE: name, DOMAINS, LOG_LEVEL: 'silent' }),
      { log: collectingLogger(), onProgress: () => undefined, signal: new AbortController().signal },
    );
    const { setTimeout: real } = globalThis;
    let length = 0;
    const counting = (...args: Parameters<typeof real>) => {
      length++;
      return real(...args);
    };
    globalThis.setTimeout = Object.assign(counting, real);
    app.background.start();
    globalThis.setTimeout = real;
    await app.background.stop();
    await app.close();
    return length;
  };
  const bare = await timersOf('nodes');
  const counts = new Map<string, number>();
  for (const domain of domainNames) counts.set(domain, (await timersOf(domain)) - bare);
  const busy = [...counts].filter(([, count]) => count > 0).map(([domain]) => domain);
  expect(busy).toEqual(['agents', 'flows', 'interactions']);
  const sum = [...counts.values()].reduce((one, other) => one + other);
  expect((await timersOf('all')) - bare).toBe(sum);
});

describe.each(engines)('a deleted entity, %s,', (engine) => {
  withSubgraph('interactions', engine, (server) => {
    test('is null in other domains', async () => {
      await sampleData.harness.server.data(
        'mutation ($id: ID!) { deleteChatTranscript(id: $id) { deletedId } }',
        { id: sampleData.sample('ChatTranscript').id },
        await tokenFor('hybris.interactionrecording_delete'),
      );
      expect(
        await server().data(
          'query ($id: ID!) { interaction(id: $id) { chatTranscript { id } engagement { id } } }',
          { id: sampleData.completed },
          await principals.supervisor(),
        ),
      ).toEqual({
        interaction: { chatTranscript: null, engagement: { id: sampleData.sample('Engagement').id } },
      });
    });
  });
});
