import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { startTestServer, tokenFor, type TestServer } from '../support/server.ts';
import type { TwoChatsResult, TwoChatsTask } from './two-chats.ts';

let server: TestServer;
let tenants = 0;
/** Starts chats of Alice and Bob, and offers a third chat to their agent. */
async function startChats(): Promise<Pick<TwoChatsTask, 'token' | 'ids'>> {
  const tenant = `t${++tenants}`;
  const token = await tokenFor('chat.agent', { subject: 'ann', tenant });
  await server.data(
    'mutation($input: AgentInput!) { upsertAgent(input: $input) { status } }',
    { input: { username: 'ann', maxConcurrent: 3 } },
    await tokenFor('agent.manage', { subject: 'manager', tenant }),
  );
  await server.data('mutation { setAgentState(state: IDLE) { status } }', {}, token);
  const start = async (nickname: string): Promise<string> => {
    const { startInteraction } = await server.data<{ startInteraction: { interaction: { id: string } } }>(
      'mutation($input: StartInteractionInput!) { startInteraction(input: $input) { interaction { id } } }',
      { input: { nickname, text: 'Hello' } },
      await tokenFor('chat.customer', { subject: nickname, tenant }),
    );
    return startInteraction.interaction.id;
  };
  const accept = (id: string) =>
    server.data('mutation($id: ID!) { acceptInteraction(id: $id) { status } }', { id }, token);
  const ids = [await start('Alice'), await start('Bob')] as const;
  for (const id of ids) await accept(id);
  await start('Carol');
  return { token, ids };
}

const caches = ['Apollo Client 3', 'Apollo Client 4', 'graphcache', 'Relay'];
const results = new Map<string, TwoChatsResult>();
beforeAll(async () => {
  server = await startTestServer(import.meta.url, { OPERATIONS_PER_SECOND: '0', OFFER_TIMEOUT_MS: '60000' });
  const tasks: TwoChatsTask[] = [];
  for (const cache of [...caches, 'Apollo Client 4 with ids of schema 0.1', 'graphcache without keys'])
    tasks.push({ cache, url: server.url, ...(await startChats()) });
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [
      '--conditions=development',
      fileURLToPath(new URL('two-chats.ts', import.meta.url)),
      JSON.stringify(tasks),
    ],
    { env: { ...process.env, NODE_ENV: 'development' } },
  );
  for (const [index, result] of (JSON.parse(stdout) as TwoChatsResult[]).entries())
    results.set(tasks[index]?.cache ?? '', result);
}, 60_000);
afterAll(() => server.stop());

test.each(caches)(
  'W28 W10 W7 the cache of %s shows the right customer in each of two chats, updates their status by events, and warns of nothing',
  (cache) => {
    expect(results.get(cache)).toEqual({
      names: ['Alice', 'Bob'],
      statuses: ['WRAP', 'ACTIVE'],
      warnings: [],
    });
  },
);

test('a cache shows one customer in both chats if the ids of participants are not unique', () => {
  const { names } = results.get('Apollo Client 4 with ids of schema 0.1') ?? {};
  expect(new Set(names).size).toBe(1);
});

test('graphcache warns of types without keys', () => {
  const { warnings } = results.get('graphcache without keys') ?? {};
  expect(warnings?.join('\n')).toContain('InteractionParticipant');
});
