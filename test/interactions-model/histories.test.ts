import { randomUUID } from 'node:crypto';
import { startTestServer, tokenFor, type TestServer } from '../support/server.ts';
import { eventually } from '../embedded-mongod/stage.ts';
import { Ears } from './ears.ts';

const agents = 120;
const atOnce = 3;
const tenant = randomUUID();

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer(import.meta.url, { OPERATIONS_PER_SECOND: '0' });
});
afterAll(() => server.stop());

test('CH-21 CH-22 after an accept the history is pushed once, also to whom the first of all is told', async () => {
  const twice: string[] = [];
  const lane = async (number: number) => {
    for (let place = number; place < agents; place += atOnce) twice.push(...(await accept(`agent-${place}`)));
  };
  await Promise.all(Array.from({ length: atOnce }, (_, number) => lane(number)));
  expect(twice).toEqual([]);
}, 60_000);

/** An agent listens, signs in for the first time, accepts and asks for the history. */
async function accept(name: string): Promise<string[]> {
  const [agent, ann, sue] = await Promise.all([
    tokenFor('chat.agent interaction.agent', { subject: name, tenant }),
    tokenFor('chat.customer', { subject: 'ann', tenant }),
    tokenFor('agent.manage', { subject: 'sue', tenant }),
  ]);
  const input = { username: name, skills: [name] };
  await server.data(
    'mutation ($input: AgentInput!) { upsertAgent(input: $input) { username } }',
    { input },
    sue,
  );
  const ears = new Ears(server.url, () => Promise.resolve(agent));
  ears.listen(name);
  const told = () => (ears.notices.get(name)?.all ?? []).map(({ __typename: kind }) => kind);
  try {
    await server.data('mutation { setAgentState(state: IDLE) { state } }', {}, agent);
    const { startInteraction } = await server.data<{ startInteraction: { interaction: { id: string } } }>(
      'mutation ($skill: String!) { startInteraction(input: { skill: $skill }) { interaction { id } } }',
      { skill: name },
      ann,
    );
    const { id } = startInteraction.interaction;
    await eventually('the offer is told', () => told().includes('InteractionOffered'));
    await server.data('mutation ($id: ID!) { acceptInteraction(id: $id) { status } }', { id }, agent);
    await server.data('mutation ($id: ID!) { requestChatHistory(id: $id) { status } }', { id }, agent);
    await eventually('both histories are told', () => told().length >= 3);
    const [, , , ...more] = told();
    return more;
  } finally {
    await ears.close();
  }
}
