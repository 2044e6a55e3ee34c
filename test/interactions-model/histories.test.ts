import { randomUUID } from 'node:crypto';
import { startTestServer, tokenFor, type TestServer } from '../support/server.ts';
import { eventually } from '../storage/embedded/stage.ts';
import { Ears } from './ears.ts';

const accepts = 100;
const scopes = { agent: 'chat.agent interaction.agent', customer: 'chat.customer' };

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer(import.meta.url, { OPERATIONS_PER_SECOND: '0' });
});
afterAll(() => server.stop());

test('CH-21 CH-22 after each accept the history is pushed once, however often that is', async () => {
  const tenant = randomUUID();
  const tokenOf = (kind: 'agent' | 'customer', subject: string) =>
    tokenFor(scopes[kind], { subject, tenant });
  const [ada, ann, sue] = await Promise.all([
    tokenOf('agent', 'ada'),
    tokenOf('customer', 'ann'),
    tokenFor('agent.manage', { subject: 'sue', tenant }),
  ]);
  await server.data(
    'mutation { upsertAgent(input: { username: "ada", maxConcurrent: 100 }) { username } }',
    {},
    sue,
  );
  await server.data('mutation { setAgentState(state: IDLE) { state } }', {}, ada);
  const all: Ears[] = [];
  for (let place = 1; place <= accepts; place++) {
    // Listening begins anew each time: what is told while it begins is where it could be told twice.
    const ears = new Ears(server.url, () => Promise.resolve(ada));
    all.push(ears);
    ears.listen('ada');
    const { startInteraction } = await server.data<{ startInteraction: { interaction: { id: string } } }>(
      'mutation { startInteraction(input: { text: "hello" }) { interaction { id } } }',
      {},
      ann,
    );
    const { id } = startInteraction.interaction;
    await eventually('the offer is told', () => told(ears, 'InteractionOffered', id) > 0);
    await server.data('mutation ($id: ID!) { acceptInteraction(id: $id) { status } }', { id }, ada);
    await eventually('the history is told', () => told(ears, 'ChatHistory', id) > 0);
    if (all.length > 5) await all.at(-6)?.close();
  }
  const twice = all.flatMap((ears) => {
    const notices = ears.notices.get('ada')?.all ?? [];
    return notices
      .map(({ __typename: kind, interaction }) => `${kind} of ${interaction.id}`)
      .filter((name, place, names) => names.indexOf(name) < place);
  });
  expect(twice).toEqual([]);
  for (const ears of all) await ears.close();
});

const told = (ears: Ears, kind: string, id: string): number =>
  ears.notices.get('ada')?.all.filter((notice) => notice.__typename === kind && notice.interaction.id === id)
    .length ?? 0;
