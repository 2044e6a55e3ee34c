import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { dataDirectories, isAlive, kill, mongodOf, run, start, stop } from './shell.ts';
import { until } from '../support/until.ts';

const newDataDirectory = dataDirectories();
const count =
  '{ engagements(filter: { start: { from: "2026-09-01T00:00:00Z", to: "2026-10-01T00:00:00Z" } }) { totalCount } }';
const create = `mutation ($n: String!) {
  createChatTranscript(input: {
    startAt: "2026-11-21T10:00:00Z", chatterIds: ["C1"], chatterDetails: [], createdBy: "sam"
    transcript: [{ createdBy: "C1", createdAt: "2026-11-21T10:00:00Z", chatContent: $n }]
  }) { chatTranscript { transcriptId } }
}`;
const list = '{ chatTranscripts(chatterId: "C1") { totalCount } }';

test('npm start prints tokens and queries and serves samples, and SIGTERM to npm alone stops all processes', async () => {
  const dataDir = await newDataDirectory();
  const server = await start('npm start', { DATA_DIR: dataDir });
  expect(server.greeting).toMatch(/GraphiQL/);
  for (const word of [
    'supervisor',
    'agent',
    'customer',
    'RecentConversations',
    'WhatTheWebsiteReported',
    'colleague',
  ])
    expect(server.greeting).toContain(word);
  expect(await server.query(count)).toEqual({ data: { engagements: { totalCount: 5 } } });
  const mongod = await mongodOf(dataDir);
  expect(isAlive(mongod)).toBe(true);
  expect(await stop(server)).toBe(0);
  expect(isAlive(mongod)).toBe(false);
});

test('kill -9 of all processes loses nothing that was acknowledged, and the next start works', async () => {
  const dataDir = await newDataDirectory();
  const first = await start('node src/main.ts serve', { DATA_DIR: dataDir });
  for (let n = 0; n < 20; n++)
    expect(await first.query(create, { n: String(n) })).not.toHaveProperty('errors');
  await kill(first);
  const second = await start('node src/main.ts serve', { DATA_DIR: dataDir });
  expect(await second.query(list)).toEqual({ data: { chatTranscripts: { totalCount: 20 } } });
  // The samples are not loaded a second time.
  expect(await second.query(count)).toEqual({ data: { engagements: { totalCount: 5 } } });
  // mongod alone is killed: the server finds out and starts it again.
  process.kill(await mongodOf(dataDir), 'SIGKILL');
  await until(
    async () => !('errors' in (await second.query(create, { n: 'after' }))),
    'mutations succeed again',
    20_000,
  );
  expect(await stop(second)).toBe(0);
});

test('two servers run on two data directories, and two servers on one data directory share its database', async () => {
  const [here, there] = [await newDataDirectory(), await newDataDirectory()];
  const [a, b, c] = await Promise.all([
    start('node src/main.ts serve --no-samples', { DATA_DIR: here }),
    start('node src/main.ts serve --no-samples --subgraph crm=http://127.0.0.1:1/graphql', {
      DATA_DIR: there,
    }),
    start('node src/main.ts serve --no-samples', { DATA_DIR: here }),
  ]);
  expect(b.greeting).toContain('Not yet      crm at http://127.0.0.1:1/graphql, without a token');
  await a.query(create, { n: 'shared' });
  expect(await c.query(list)).toEqual({ data: { chatTranscripts: { totalCount: 1 } } });
  expect(await b.query(list)).toEqual({ data: { chatTranscripts: { totalCount: 0 } } });
  const mongod = await mongodOf(here);
  expect(await stop(a)).toBe(0);
  // The last one out stops it.
  expect(isAlive(mongod)).toBe(true);
  expect(await c.query(list)).toEqual({ data: { chatTranscripts: { totalCount: 1 } } });
  expect([await stop(c), await stop(b), isAlive(mongod)]).toEqual([0, 0, false]);
});

test('an invalid setting stops the start, and is reported with its valid values', async () => {
  const { code, err } = await run('node src/main.ts serve', { PORT: 'four', HOST: '0.0.0.0' });
  expect(code).toBe(2);
  expect(err).toContain('PORT is "four", and may be a whole number from 0 to 65535');
});

test.each([
  ['serve --domains crm', 2, 'DOMAINS is "crm", and may be all, none, or '],
  [
    'serve --subgraph crm=http://127.0.0.1:1/graphql --forward-token-to crn',
    2,
    'FORWARD_TOKEN_TO has crn, but can only have crm, all.',
  ],
  [
    'serve --subgraph crm=http://127.0.0.1:1/graphql --forward-token-to crn --forward-token-to crm',
    2,
    'FORWARD_TOKEN_TO has crn, but can only have crm, all.',
  ],
  [
    'compose --subgraph crm=http://127.0.0.1:1/graphql',
    1,
    'crm at http://127.0.0.1:1/graphql does not return its schema: connect ECONNREFUSED 127.0.0.1:1',
  ],
])('an invalid federated graph is reported before anything is started: %s', async (command, code, says) => {
  const ended = await run(`node src/main.ts ${command}`, {});
  expect(ended).toMatchObject({ code, out: '' });
  expect(ended.err.slice(0, says.length)).toBe(says);
});

test('a port that is in use is reported', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  const { code, err } = await run('node src/main.ts serve --no-samples', {
    DATA_DIR: await newDataDirectory(),
    PORT: String(port),
  });
  other.close();
  expect(code).toBe(1);
  expect(err).toMatch(/Port \d+ of 127\.0\.0\.1 is taken\. .* --port \d+/);
});
