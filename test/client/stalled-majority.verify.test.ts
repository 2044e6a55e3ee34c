import { createSwitchboard, interactionOf } from '../../src/client/index.ts';
import WebSocket from 'ws';
import { openHarness, historyOf, type Harness, type TestClient } from '../domains/interactions/harness.ts';
import { lockWrites, startReplicaSet, unlockWrites, type ReplicaSet } from '../support/replica-set.ts';
import { until } from '../support/until.ts';

let set: ReplicaSet;
let harness: Harness;
let cleo: TestClient;
beforeAll(async () => {
  // The server selection of the driver ends after 1.5 seconds, so the election takes longer.
  set = await startReplicaSet({ electionTimeoutMs: 5000 });
  harness = await openHarness(import.meta.url, { MONGODB_URI: set.uri, MONGODB_DATABASE: 'stalled' });
  cleo = await harness.customer('cleo');
}, 120_000);
afterAll(async () => {
  await harness.stop();
  await set.remove();
});

const textsOf = async (client: TestClient, id: string) =>
  (await historyOf(client, id)).flatMap(({ text }) => (text == null ? [] : [text]));

test('a message that a majority does not acknowledge is UNAVAILABLE, the client library sends it again with its key, and it is stored once', async () => {
  const codes: string[] = [];
  const client = createSwitchboard({
    url: harness.server.url,
    token: () => cleo.token,
    webSocketImpl: WebSocket,
    async fetch(...request) {
      const response = await fetch(...request);
      const { errors = [] } = (await response.clone().json()) as {
        errors?: readonly { extensions: { code: string } }[];
      };
      codes.push(errors[0]?.extensions.code ?? 'OK');
      return response;
    },
  });
  const { id } = interactionOf(await client.startInteraction({ subject: 'a stall' }));
  await client.sendMessage(id, 'before');
  const secondaries = await set.secondaries();
  await Promise.all(secondaries.map(lockWrites));
  const send = (text: string, key: string) =>
    harness.server.send(
      `mutation { sendMessage(id: "${id}", text: "${text}", clientMessageId: "${key}") { status event { sequence } } }`,
      { token: cleo.token },
    );
  codes.length = 0;
  const startedAt = performance.now();
  const sent = client.sendMessage(id, 'by the library');
  const direct = await send('with a key', 'k1');
  expect(direct.body.errors).toMatchObject([{ extensions: { code: 'UNAVAILABLE' } }]);
  expect(performance.now() - startedAt).toBeLessThan(15_000);
  await until(() => codes.length > 0, 'the library has an answer');
  expect(codes).toEqual(['UNAVAILABLE']);
  await Promise.all(secondaries.map(unlockWrites));

  expect((await sent).status).toBe('OK');
  for (let attempt = 0; attempt < 2; attempt++)
    expect((await send('with a key', 'k1')).body).toMatchObject({ data: { sendMessage: { status: 'OK' } } });
  expect((await textsOf(cleo, id)).toSorted()).toEqual(['before', 'by the library', 'with a key']);
  client.dispose();
}, 120_000);

test('a subscription that begins during an election waits for the new primary', async () => {
  const { interaction } = await cleo.mutate('startInteraction', { input: { subject: 'an election' } });
  const id = interaction?.id ?? '';
  await cleo.mutate('sendMessage', { id, text: 'before' });
  const primary = await set.primary();
  await primary.kill();
  const messages = cleo.subscribe<{ text: string }>(
    'subscription($id: ID!) { messageAdded(id: $id, fromStart: true) { text } }',
    { id },
  );
  expect((await messages.next()).text).toBe('before');
  await primary.start();
  await set.healthy();
}, 120_000);
