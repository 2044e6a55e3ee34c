import { startTestServer, tokenFor, type TestServer } from '../../../support/server.ts';
import { TestSocket } from '../../../support/socket.ts';

/** Two servers over one database, with a presence lease of one second. */
let here: TestServer;
let there: TestServer;
beforeAll(async () => {
  here = await startTestServer(import.meta.url, { AGENT_LEASE_MS: '1000' });
  there = await startTestServer(import.meta.url, { AGENT_LEASE_MS: '1000' });
});
afterAll(async () => {
  await here.stop();
  await there.stop();
});

const signIn = (token: string) =>
  here.data('mutation { setAgentState(state: IDLE) { agent { state } } }', {}, token);

test('one server signs out an agent whose lease expires, once; an agent with a socket stays; the other server delivers both changes', async () => {
  const manager = await tokenFor('agent.view', { subject: 'manager' });
  const ann = await tokenFor('chat.agent', { subject: 'ann' });
  const bob = await tokenFor('chat.agent', { subject: 'bob' });
  const board = await TestSocket.as(there.url, manager);
  const desk = await TestSocket.as(here.url, bob);
  const told = async () => {
    const { payload } = await board.next();
    const { agent, ...change } = (
      payload as { data: { agentStateChanged: { agent: { username: string }; eventType: string } } }
    ).data.agentStateChanged;
    return { username: agent.username, ...change };
  };

  board.subscribe('1', 'subscription { agentStateChanged { agent { username } eventType currentState } }');
  await board.settled();
  await signIn(bob);
  await signIn(ann);
  expect(await told()).toEqual({ username: 'bob', eventType: 'LOGIN', currentState: 'IDLE' });
  expect(await told()).toEqual({ username: 'ann', eventType: 'LOGIN', currentState: 'IDLE' });
  expect(await told()).toEqual({ username: 'ann', eventType: 'TIMEOUT', currentState: 'LOGGED_OFF' });
  desk.terminate();
  expect(await told()).toEqual({ username: 'bob', eventType: 'TIMEOUT', currentState: 'LOGGED_OFF' });
  board.terminate();

  for (const username of ['ann', 'bob'])
    for (const server of [here, there])
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
