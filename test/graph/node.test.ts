import { exampleRecord } from '../fixtures/liveperson/index.ts';
import { inBothEngines } from '../support/engines.ts';
import { importInto } from '../support/importing.ts';
import { tokenFor, transcriptScopes } from '../support/server.ts';

type Json = Record<string, unknown>;

const globalId = (type: string, id: string) => Buffer.from(`${type}:${id}`).toString('base64url');
const transcriptId = '5809e5dbeedcb2001d82333e';
const engagementId = 'qa844815054294982965';

/** Entities with natural id, required scope, selection and expected answer. */
const entities: [type: string, id: string, scope: string, selection: string, answer: Json][] = [
  [
    'ChatTranscript',
    transcriptId,
    'hybris.interactionrecording_view',
    'transcriptId createdBy chatterIds metadata { version }',
    {
      transcriptId,
      createdBy: 'mandy@hybristest.com',
      chatterIds: ['C4327014826'],
      metadata: { version: 1 },
    },
  ],
  [
    'Engagement',
    engagementId,
    'engagement.view',
    'engagementId duration info { visitorName }',
    { engagementId, duration: 0, info: { visitorName: 'Joe' } },
  ],
  [
    'Agent',
    'ann',
    'agent.view',
    'username nickname skills',
    { username: 'ann', nickname: 'Ann', skills: [] },
  ],
];

inBothEngines(import.meta.url, (server) => {
  const everything = `${transcriptScopes} engagement.view agent.view agent.manage`;
  beforeAll(async () => {
    const { app } = server();
    await importInto(app, 'liveperson', 'acme', [exampleRecord(4)]);
    await importInto(app, 'hybris', 'acme', [
      {
        id: transcriptId,
        startAt: '2016-06-19T12:29:08.000+0000',
        chatterIds: ['C4327014826'],
        createdBy: 'mandy@hybristest.com',
        transcript: [],
      },
    ]);
    await server().data(
      'mutation { upsertAgent(input: { username: "ann", nickname: "Ann" }) { agent { username } } }',
      {},
      await tokenFor('agent.manage'),
    );
  });
  const node = async (id: string, selection: string, scopes: string, tenant = 'acme') =>
    server().send(`query ($id: ID!) { node(id: $id) { ${selection} } }`, {
      variables: { id },
      token: await tokenFor(scopes, { tenant }),
    });

  test.each(entities)(
    '%s is read by its global id, with the fields that are selected',
    async (type, id, scope, selection, answer) => {
      const { body } = await node(globalId(type, id), `__typename id ... on ${type} { ${selection} }`, scope);
      expect(body).toEqual({ data: { node: { __typename: type, id: globalId(type, id), ...answer } } });
    },
  );

  test.each(entities)(
    '%s with a selection for another type answers with an empty object',
    async (type, id, scope) => {
      const other = type === 'Agent' ? 'Engagement' : 'Agent';
      const { body } = await node(globalId(type, id), `__typename ... on ${other} { id }`, scope);
      expect(body).toEqual({ data: { node: { __typename: type } } });
    },
  );

  test.each(entities)(
    '%s is FORBIDDEN without its scope, whether it exists or not',
    async (type, id, scope) => {
      const others = everything
        .split(' ')
        .filter((name) => name !== scope)
        .join(' ');
      for (const natural of [id, 'f'.repeat(24)]) {
        const { body } = await node(globalId(type, natural), 'id', others);
        expect(body).toMatchObject({
          data: { node: null },
          errors: [{ path: ['node'], extensions: { code: 'FORBIDDEN' } }],
        });
      }
    },
  );

  test.each(entities)('%s of another tenant answers like one that does not exist', async (type, id) => {
    const foreign = await node(globalId(type, id), 'id', everything, 'other');
    const absent = await node(globalId(type, 'f'.repeat(24)), 'id', everything, 'other');
    expect(foreign).toEqual(absent);
    expect(foreign.body).toEqual({ data: { node: null } });
  });

  test.each([
    ['empty', ''],
    ['a natural id', transcriptId],
    ['of an unknown type', globalId('Nonsense', 'ann')],
    ['of a type that is not an entity', globalId('EngagementLine', '1')],
    ['of a property name of every object as type', globalId('Constructor', '1')],
    ['a global id with padding', `${globalId('Agent', 'ann')}=`],
    ['a global id with a space', ` ${globalId('Agent', 'ann')}`],
    ['without a natural id', globalId('Agent', '')],
    ['a transcript id in capitals', globalId('ChatTranscript', transcriptId.toUpperCase())],
    ['an operator', globalId('Engagement', '{"$gt":""}')],
    ['the path of another tenant', globalId('Agent', '../acme:ann')],
    ['very long', globalId('Engagement', 'x'.repeat(20_000))],
    ['invalid UTF-8', Buffer.from([0xff, 0xfe]).toString('base64url')],
  ])('an id that is %s answers null', async (_, id) => {
    expect((await node(id, '__typename id', everything)).body).toEqual({ data: { node: null } });
  });

  test('without a token node is UNAUTHENTICATED, also for malformed ids', async () => {
    for (const id of [globalId('Agent', 'ann'), 'nonsense']) {
      const { body } = await server().send('query ($id: ID!) { node(id: $id) { id } }', {
        variables: { id },
      });
      expect(body).toMatchObject({
        data: { node: null },
        errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
      });
    }
  });

  test('a customer cannot read an agent through node', async () => {
    const { body } = await node(globalId('Agent', 'ann'), 'id', 'chat.customer agent.view');
    expect(body).toEqual({ data: { node: null } });
  });

  test('nodes answers in the order of the ids, with null or an error at the place of an id that cannot be read', async () => {
    const [transcript = '', engagement = '', agent = ''] = entities.map(([type, id]) => globalId(type, id));
    const { body } = await server().send('query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }', {
      variables: { ids: [agent, 'nonsense', engagement, transcript, agent] },
      token: await tokenFor('agent.view engagement.view'),
    });
    expect(body).toMatchObject({
      data: {
        nodes: [
          { __typename: 'Agent', id: agent },
          null,
          { __typename: 'Engagement', id: engagement },
          null,
          { __typename: 'Agent', id: agent },
        ],
      },
      errors: [{ path: ['nodes', 3], extensions: { code: 'FORBIDDEN' } }],
    });
  });

  test.each([0, 101])('nodes refuses %i ids', async (count) => {
    const { body } = await server().send('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', {
      variables: { ids: Array.from({ length: count }, () => globalId('Agent', 'ann')) },
      token: await tokenFor(everything),
    });
    expect(body).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT', field: 'ids' } }] });
  });

  test('several nodes of several types are read in one operation with aliases', async () => {
    const query = `query (${entities.map(([type]) => `$${type}: ID!`).join(' ')}) {
      ${entities.map(([type]) => `the${type}: node(id: $${type}) { ...Any }`).join('\n')}
    }
    fragment Any on Node { __typename id ${entities.map(([type, , , selection]) => `... on ${type} { ${selection} }`).join(' ')} }`;
    const variables = Object.fromEntries(entities.map(([type, id]) => [type, globalId(type, id)]));
    const data = await server().data(query, variables, await tokenFor(everything));
    expect(data).toEqual(
      Object.fromEntries(
        entities.map(([type, id, , , answer]) => [
          `the${type}`,
          { __typename: type, id: globalId(type, id), ...answer },
        ]),
      ),
    );
  });
});
