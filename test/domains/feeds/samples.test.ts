import { readFileSync } from 'node:fs';
import { loadSamples, sampleTenant } from '../../../src/cli/samples.ts';
import { exportFrom, importInto } from '../../support/importing.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';
import { openFeedClient, type FeedClient } from './feed-client.ts';

let server: TestServer;
let feeds: FeedClient;
beforeAll(async () => {
  server = await startTestServer(import.meta.url);
  await loadSamples(server.app);
  feeds = await openFeedClient(server, sampleTenant);
});
afterAll(() => server.stop());

test.each(['symbee', 'connect-contact', 'connect-agent'])(
  'EF-125 EF-126 the samples of %s are exported verbatim, and a repeated import changes nothing',
  async (source) => {
    const text = readFileSync(new URL(`../../../samples/${source}.json`, import.meta.url), 'utf8');
    const events = JSON.parse(text) as object[];
    expect((await exportFrom(server.app, source, sampleTenant)).sort()).toEqual(
      events.map((event) => JSON.stringify(event)).sort(),
    );
    expect(await importInto(server.app, source, sampleTenant, text)).toMatchObject({
      read: events.length,
      duplicate: events.length,
    });
  },
);

test('EF-15 EF-64 EF-119 EF-120 one query reads a task, its work codes, its agent, and the agent’s history', async () => {
  const [transferred, , chat] = await feeds.records(
    'companyId: "northlight"',
    `taskType timeInQueue workCodes { name } transfers { agent { username } } chatTranscript { transcript { chatContent } }
     contact { attributes } agent { username stateHistory(range: { from: "2026-11-18T09:00:00Z", to: "2026-11-18T10:06:00Z" }) {
       nodes { currentState } } }`,
  );
  expect(transferred).toMatchObject({
    taskType: 'VOICE',
    timeInQueue: 18_000,
    workCodes: [{ name: 'Refund' }],
    transfers: [{ agent: { username: 'jonas@northlight.example' } }],
    // The newer of two revisions comes first in the file.
    contact: { attributes: { language: 'en', refund: 'approved' } },
    agent: { username: 'priya@northlight.example' },
  });
  const { agent, ...rest } = chat as { agent: { stateHistory: { nodes: { currentState: string }[] } } };
  expect(rest).toMatchObject({
    taskType: 'WEBCHAT',
    timeInQueue: 16_934,
    chatTranscript: { transcript: expect.any(Array) as unknown },
    contact: null,
  });
  expect(agent.stateHistory.nodes.map(({ currentState }) => currentState)).toEqual(
    'IDLE RESERVED WORKING WRAP IDLE UNAVAILABLE IDLE LOGGED_OFF'.split(' '),
  );
});
