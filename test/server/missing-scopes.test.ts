import { toGlobalId } from '../../src/kernel/global-id.ts';
import { createBoard } from '../support/board-subgraph.ts';
import { sendJson, sendRaw } from '../support/http.ts';
import { startLiveServer, type LiveServer } from '../support/live-server.ts';
import { startTestServer, tokenFor, type GraphqlError, type TestServer } from '../support/server.ts';
import { TestSocket } from '../support/socket.ts';

let complete: TestServer;
let live: LiveServer;
let token: string;
let authorization: string;
beforeAll(async () => {
  complete = await startTestServer(import.meta.url);
  live = await startLiveServer([createBoard().subgraph]);
  token = await tokenFor('flow.view');
  authorization = `Bearer ${token}`;
});
afterAll(() => Promise.all([complete.stop(), live.stop()]));

const lacking = (scope: string) => ({
  message: `The token lacks the scope ${scope}.`,
  extensions: { code: 'FORBIDDEN', requiredScopes: [[scope]] },
});
const errorsIn = (text: string) => (JSON.parse(text) as { errors: readonly GraphqlError[] }).errors;
const subscription = 'subscription { notes { id } }';

test('a refusal over HTTP has the missing scope', async () => {
  const id = toGlobalId('ChatTranscript', 'x');
  const { body } = await sendJson(complete.url, { query: `{ node(id: "${id}") { id } }` }, { authorization });
  expect(body.errors).toMatchObject([lacking('hybris.interactionrecording_view')]);
});

test('a refused subscription over an event stream or a WebSocket has the missing scope', async () => {
  const { text } = await sendRaw(live.url, {
    headers: { authorization, 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify({ query: subscription }),
  });
  const [, data = ''] = /^data: (\{.*)$/m.exec(text) ?? [];
  expect(errorsIn(data)).toMatchObject([lacking('agent.view')]);

  const socket = await TestSocket.as(live.url, token);
  socket.subscribe('1', subscription);
  expect(await socket.next()).toMatchObject({ type: 'error', payload: [lacking('agent.view')] });
  socket.terminate();
});

test.each([
  ['PUT', '/flows/1/photos', 'flow.manage'],
  ['GET', '/export/engagements?format=csv', 'engagement.view'],
  ['POST', '/ingest/symbee', 'feed.ingest'],
  ['POST', '/ingest/connect', 'feed.ingest'],
])('a refused %s %s has the missing scope', async (method, path, scope) => {
  const { status, text } = await sendRaw(new URL(path, complete.url).href, {
    method,
    headers: { authorization, 'content-type': 'application/json' },
  });
  expect(status).toBe(403);
  expect(errorsIn(text)).toEqual([lacking(scope)]);
});

test('if there are alternatives, the message has what the token lacks of each', async () => {
  const socket = await TestSocket.as(complete.url, token);
  socket.subscribe('1', 'subscription { notifications { __typename } }');
  expect(await socket.next()).toMatchObject({
    type: 'error',
    payload: [
      {
        message: 'The token lacks one of these scopes: chat.agent, interaction.agent.',
        extensions: { requiredScopes: [['chat.agent'], ['interaction.agent']] },
      },
    ],
  });
  socket.terminate();
});
