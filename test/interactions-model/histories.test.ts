import { randomUUID } from 'node:crypto';
import { startTestServer, tokenFor, type TestServer } from '../support/server.ts';
import { EventRecorder } from './event-recorder.ts';
import { until } from '../support/until.ts';

const agents = 40;
const atOnce = 3;
const tenant = randomUUID();

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer(import.meta.url, { OPERATIONS_PER_SECOND: '0' });
});
afterAll(() => server.stop());

test('CH-21 CH-22 an accept pushes the history once, also to an agent whose first notification was the offer', async () => {
  const twice: string[] = [];
  const lane = async (number: number) => {
    for (let position = number; position < agents; position += atOnce)
      twice.push(...(await accept(`agent-${position}`)));
  };
  await Promise.all(Array.from({ length: atOnce }, (_, number) => lane(number)));
  expect(twice).toEqual([]);
}, 60_000);

/**
 * Subscribes an agent, signs it in for the first time, accepts an interaction and requests its history. Returns unexpected notifications.
 */
async function accept(name: string): Promise<string[]> {
  const [agent, ann, sue] = await Promise.all([
    tokenFor('chat.agent interaction.agent', { subject: name, tenant }),
    tokenFor('chat.customer', { subject: 'ann', tenant }),
    tokenFor('agent.manage', { subject: 'sue', tenant }),
  ]);
  const input = { username: name, skills: [name] };
  await server.data(
    'mutation ($input: AgentInput!) { upsertAgent(input: $input) { agent { username } } }',
    { input },
    sue,
  );
  const recorder = new EventRecorder(server.url, () => Promise.resolve(agent));
  recorder.subscribeToNotifications(name);
  const notificationKinds = () =>
    (recorder.notifications.get(name)?.all ?? []).map(({ __typename: kind }) => kind);
  try {
    await server.data('mutation { setAgentState(state: IDLE) { agent { state } } }', {}, agent);
    const { startInteraction } = await server.data<{ startInteraction: { interaction: { id: string } } }>(
      'mutation ($skill: String!) { startInteraction(input: { skill: $skill }) { interaction { id } } }',
      { skill: name },
      ann,
    );
    const { id } = startInteraction.interaction;
    await until(() => notificationKinds().includes('InteractionOffered'), 'the offer was notified');
    await server.data('mutation ($id: ID!) { acceptInteraction(id: $id) { status } }', { id }, agent);
    await server.data('mutation ($id: ID!) { requestChatHistory(id: $id) { status } }', { id }, agent);
    await until(() => notificationKinds().length >= 3, 'both histories were notified');
    const [, , , ...more] = notificationKinds();
    return more;
  } finally {
    await recorder.close();
  }
}
