import { requestKey } from '../../../src/domains/shared/idempotency.ts';
import { openHarness, type TestClient, type Harness } from './harness.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await openHarness(import.meta.url, { OFFER_TIMEOUT_MS: '60000' });
});
afterAll(async () => {
  await harness.stop();
});

const everything = `fragment All on Interaction { id status subject skill attributes owner { username state }
  participants { participantId nickname agent { username skills } } messages(first: 5) { totalCount nodes { text visibility } }
  events(first: 20) { nodes { __typename eventId } } chatTranscript { transcriptId transcript { chatContent } } engagement { engagementId }
  traceRecord { id } }`;
const readAll = (client: TestClient, id: string) =>
  harness.server.send(
    `query($id: ID!) { interaction(id: $id) { ...All } node(id: $id) { ...All } interactions(first: 2) { totalCount nodes { ...All } } } ${everything}`,
    { variables: { id }, token: client.token },
  );
const readReferences = (client: TestClient, id: string) =>
  harness.server.send(
    `query($id: ID!) { interaction(id: $id) { chatTranscript { interaction { ...All } } engagement { interaction { ...All } } } } ${everything}`,
    { variables: { id }, token: client.token },
  );

test('each caller sees only the permitted parts of an interaction', async () => {
  const customer = await harness.customer('carla');
  const ann = await harness.agent('ann', { skills: ['visibility'] });
  const bob = await harness.agent('bob');
  const cat = await harness.agent('cat');
  const stranger = await harness.agent('stranger', {
    scopes: 'chat.agent interaction.agent agent.view engagement.view hybris.interactionrecording_view',
  });
  const namesake = await harness.customer('ann');
  const service = await harness.client('crm', 'hybris.interactionrecording_view engagement.view');
  const id = await harness.conversation(customer, ann, {
    skill: 'visibility',
    text: 'hello',
    attributes: { a: 1 },
  });
  for (const agent of [bob, cat]) {
    await agent.setState('IDLE');
    expect(await ann.mutate('inviteUser', { id, agentId: agent.name })).toMatchObject({ status: 'OK' });
  }
  await bob.mutate('acceptInteraction', { id });
  await bob.mutate('leaveConference', { id });
  await ann.mutate('updateAttachedData', { id, attributes: { secret: 'later' } });
  await harness.server.send(
    'mutation($id: ID!) { sendMessage(id: $id, text: "among us", visibility: AGENTS) { status } }',
    { variables: { id }, token: ann.token },
  );
  const visibleTo = async (client: TestClient) =>
    (await readAll(client, id)).body.data as Record<string, Record<string, unknown> | null>;
  for (const client of [stranger, namesake])
    expect(await visibleTo(client)).toEqual({
      interaction: null,
      node: null,
      interactions: { totalCount: 0, nodes: [] },
    });
  expect(await visibleTo(service)).toEqual({ interaction: null, node: null, interactions: null });
  // An agent with only an offer sees no messages and does not have the interaction in the list.
  for (const { interaction, node, interactions } of [await visibleTo(cat)]) {
    expect(interaction).toMatchObject({ messages: null, events: null });
    expect(node).toEqual(interaction);
    expect(interactions).toEqual({ totalCount: 0, nodes: [] });
  }
  const asCustomer = JSON.stringify(await visibleTo(customer));
  for (const hidden of ['secret', 'among us', 'username', '"skill":"', 'OwnerChanged', 'AttachedDataChanged'])
    expect(asCustomer).not.toContain(hidden);
  // A former participant sees the conversation up to the leave.
  const { interaction } = await visibleTo(bob);
  expect(JSON.stringify([interaction?.messages, interaction?.events])).not.toMatch(
    /among us|AttachedDataChanged/,
  );
  await ann.mutate('completeInteraction', { id });
  for (const client of [stranger, namesake, service, cat])
    expect((await readReferences(client, id)).body.data).toEqual({ interaction: null });
});

test('an idempotency key with a lone surrogate is refused, because the database would store two such keys as one', () => {
  const caller = {
    tenant: 'acme',
    kind: 'agent',
    id: 'ann',
    scopes: new Set<string>(),
    expiresAt: 0,
  } as const;
  expect(() => requestKey(caller, 'idempotencyKey', '\ud800', [])).toThrow('Unicode');
});
