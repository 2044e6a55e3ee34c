import { answerWith, RemoteSubgraphServer } from '../support/remote-subgraph.ts';
import { TestSocket } from '../support/socket.ts';
import { until } from '../support/until.ts';
import { crmResolvers, crmTypes, joinCrm, type Joined } from './crm.ts';

let joined: Joined;
beforeEach(async () => {
  joined = await joinCrm();
});
afterEach(() => joined.stop());

const warnings = () => joined.server.log.lines.filter(({ level }) => level === 'warn');
const polls = async (count: number) => {
  const since = joined.crm.schemaRequests;
  await until(() => joined.crm.schemaRequests > since + count);
};
const resolvers = () => crmResolvers(joined.changes);

test('a changed schema is served without a restart, and subscriptions continue', async () => {
  const socket = await TestSocket.as(joined.server.url, joined.token);
  socket.subscribe('own', 'subscription { notes { text } }');
  socket.subscribe('mixed', 'subscription { notes { text likes } }');
  await socket.settled();
  await until(() => joined.board.open === 2);
  joined.crm.setSchema(crmTypes.replace('secret:', 'size: Int secret:'), {
    ...resolvers(),
    Company: { size: () => 7 },
  });
  await until(async () => (await joined.send('{ company { size } }')).errors === undefined);
  expect(await joined.send('{ boardSize company { size } }')).toMatchObject({
    data: { company: { size: 7 } },
  });
  joined.board.pin('still');
  const frames = await socket.take(2);
  expect(Object.fromEntries(frames.map(({ id = '', payload }) => [id, payload]))).toMatchObject({
    own: { data: { notes: { text: 'still' } } },
    mixed: { data: { notes: { text: 'still', likes: 10 } } },
  });
  socket.terminate();
  await until(() => joined.board.open === 0);
});

test('if a schema does not compose, the last one stays in use, and the reason is logged once', async () => {
  joined.crm.setSchema('type Query { boardSize: String, company: Int }');
  await polls(3);
  expect(warnings()).toMatchObject([
    {
      message: 'a subgraph does not compose with the others, and is served as it was before',
      details: {
        subgraph: 'crm',
        reasons: expect.arrayContaining([expect.stringContaining('boardSize')]) as unknown,
      },
    },
  ]);
  expect(await joined.send('{ __type(name: "Company") { name } }')).toEqual({
    data: { __type: { name: 'Company' } },
  });
  joined.crm.setSchema(crmTypes.replace('secret:', 'more: Int secret:'), resolvers());
  await until(async () => (await joined.send('{ company { more } }')).errors === undefined);
  expect(warnings()).toHaveLength(1);
});

test.each([
  ['{"data":{"_service":{"sdl":"type {"}}}', { reasons: ['[crm] Syntax Error: Expected Name, found "{".'] }],
  ['{"data":{"_service":{"sdl":""}}}', { reason: 'It has no _service with an SDL.' }],
  ['{"data":{"_service":null}}', { reason: 'It has no _service with an SDL.' }],
  ['{"errors":[{"message":"Not to you."}]}', { reason: 'Not to you.' }],
  ['no JSON', { reason: 'no JSON, with the status 200' }],
])(
  'an invalid response to the schema request has no effect, and the reason is logged: %s',
  async (body, reason) => {
    joined.crm.schemaBehaviour = answerWith(body);
    await polls(3);
    expect(warnings().map(({ details }) => details)).toEqual([{ subgraph: 'crm', ...reason }]);
    expect(await joined.send('{ company { name } }')).toEqual({ data: { company: { name: 'Northlight' } } });
    joined.crm.schemaBehaviour = undefined;
    await polls(2);
    expect(await joined.send('{ company { name } }')).not.toHaveProperty('errors');
  },
);

test('a subgraph that is down at the start joins later, and local fields are available without it', async () => {
  const { url } = joined.crm;
  await joined.crm.stop();
  const late = await joinCrm({ SUBGRAPHS: `crm=${url}` });
  try {
    const { data } = await late.send('{ boardSize __schema { queryType { fields { name } } } }');
    expect(data?.__schema).toEqual({ queryType: { fields: [{ name: 'boardSize' }] } });
    await joined.crm.start();
    await until(async () => (await late.send('{ boardSize company { name } }')).errors === undefined);
  } finally {
    await late.stop();
  }
});

test('a subgraph with an invalid schema does not prevent others from joining', async () => {
  const wrong = await RemoteSubgraphServer.start('type Query { boardSize: String }');
  const both = await joinCrm({ SUBGRAPHS: `wrong=${wrong.url},crm=${joined.crm.url}` });
  try {
    expect(await both.send('{ company { name } }')).not.toHaveProperty('errors');
    wrong.setSchema('type Query { right: Int }', { Query: { right: () => 1 } });
    await until(async () => (await both.send('{ right boardSize }')).errors === undefined);
  } finally {
    await both.stop();
    await wrong.stop();
  }
});

test('local types keep their descriptions, and remote fields have those of their subgraph', async () => {
  joined.crm.setSchema(`
    type Query { "Only here." company: String }
    "In other words." type Note @key(fields: "id") { id: ID! "Likes, counted." likes: Int }
    "In other words." scalar DateTime
  `);
  const query = `{
    note: __type(name: "Note") { description fields { name description } }
    time: __type(name: "DateTime") { description }
    query: __type(name: "Query") { fields { name description } }
  }`;
  await until(async () => JSON.stringify(await joined.send(query)).includes('Only here.'));
  const { data } = await joined.send(query);
  const fields = expect.arrayContaining([
    { name: 'likes', description: 'Likes, counted.' },
    { name: 'late', description: 'Resolves after a delay, which is shorter for later notes.' },
  ]) as unknown;
  expect(data).toMatchObject({ note: { description: 'A note on the board.', fields } });
  expect(data?.time).toMatchObject({ description: expect.stringMatching(/^An instant/) as unknown });
});

test('a local field that a remote subgraph overrides is resolved by the remote subgraph', async () => {
  joined.board.pin('of ours');
  joined.crm.setSchema(
    `type Query { company: String boardSize: Int @override(from: "switchboard") }
     type Note @key(fields: "id") { id: ID! text: String! @override(from: "switchboard") }`,
    {
      Query: { boardSize: () => 1000 },
      Note: { __resolveReference: (note: unknown) => note, text: ({ id }: { id: string }) => `theirs ${id}` },
    },
  );
  await until(async () => (await joined.send('{ boardSize }')).data?.boardSize === 1000);
  expect(await joined.send('mutation { pin(text: "ours") { text } }')).toEqual({
    data: { pin: { text: 'theirs 2' } },
  });
});
