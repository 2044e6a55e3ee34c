import { startTestServer, tokenFor, type TestServer } from '../../../support/server.ts';
import { TestSocket } from '../../../support/socket.ts';

/** Two servers over one database, with a presence lease of one second. */
let firstServer: TestServer;
let secondServer: TestServer;
beforeAll(async () => {
  firstServer = await startTestServer(import.meta.url, { AGENT_LEASE_MS: '1000' });
  secondServer = await startTestServer(import.meta.url, { AGENT_LEASE_MS: '1000' });
});
afterAll(async () => {
  await firstServer.stop();
  await secondServer.stop();
});

const signIn = (token: string) =>
  firstServer.data('mutation { setAgentState(state: IDLE) { agent { state } } }', {}, token);

test('one server signs out an agent whose lease expires, once; an agent with a socket stays; the other server delivers both changes', async () => {
  const manager = await tokenFor('agent.view', { subject: 'manager' });
  const ann = await tokenFor('chat.agent', { subject: 'ann' });
  const bob = await tokenFor('chat.agent', { subject: 'bob' });
  const managerSocket = await TestSocket.as(secondServer.url, manager);
  const bobSocket = await TestSocket.as(firstServer.url, bob);
  const nextChange = async () => {
    const { payload } = await managerSocket.next();
    const { agent, ...change } = (
      payload as { data: { agentStateChanged: { agent: { username: string }; eventType: string } } }
    ).data.agentStateChanged;
    return { username: agent.username, ...change };
  };

  managerSocket.subscribe(
    '1',
    'subscription { agentStateChanged { agent { username } eventType currentState } }',
  );
  await managerSocket.settled();
  await signIn(bob);
  expect(await nextChange()).toEqual({ username: 'bob', eventType: 'LOGIN', currentState: 'IDLE' });
  await signIn(ann);
  expect(await nextChange()).toEqual({ username: 'ann', eventType: 'LOGIN', currentState: 'IDLE' });
  expect(await nextChange()).toEqual({ username: 'ann', eventType: 'TIMEOUT', currentState: 'LOGGED_OFF' });
  bobSocket.terminate();
  expect(await nextChange()).toEqual({ username: 'bob', eventType: 'TIMEOUT', currentState: 'LOGGED_OFF' });
  managerSocket.terminate();

  for (const username of ['ann', 'bob'])
    for (const server of [firstServer, secondServer])
      expect(
        await server.data(
          `query ($username: ID!) {
            agent(id: $username) {
              state stateReason
              stateHistory(range: { from: "2000-01-01T00:00:00Z", to: "2100-01-01T00:00:00Z" }) { nodes { eventType } }
            }
          }`,
          { username },
          manager,
        ),
      ).toEqual({
        agent: {
          state: 'LOGGED_OFF',
          stateReason: 'TIMEOUT',
          stateHistory: { nodes: [{ eventType: 'LOGIN' }, { eventType: 'TIMEOUT' }] },
        },
      });
});
