import { requestKey } from '../../../src/domains/shared/idempotency.ts';
import { openStage, type Person, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage(import.meta.url, { OFFER_TIMEOUT_MS: '60000' });
});
afterAll(async () => {
  await stage.stop();
});

const everything = `fragment All on Interaction { id status subject skill attributes owner { username state }
  participants { id nickname agent { username skills } } messages(first: 5) { totalCount nodes { text visibility } }
  history(limit: 20) { __typename eventId } chatTranscript { transcriptId transcript { chatContent } } engagement { engagementId }
  traceRecord { id } }`;
const look = (who: Person, id: string) =>
  stage.server.send(
    `query($id: ID!) { interaction(id: $id) { ...All } node(id: $id) { ...All } interactions(first: 2) { totalCount nodes { ...All } } } ${everything}`,
    { variables: { id }, token: who.token },
  );
const refs = (who: Person, id: string) =>
  stage.server.send(
    `query($id: ID!) { interaction(id: $id) { chatTranscript { interaction { ...All } } engagement { interaction { ...All } } } } ${everything}`,
    { variables: { id }, token: who.token },
  );

test('who sees what', async () => {
  const customer = await stage.customer('carla');
  const ann = await stage.agent('ann', { skills: ['sight'] });
  const bob = await stage.agent('bob');
  const cat = await stage.agent('cat');
  const stranger = await stage.agent('stranger', {
    scopes: 'chat.agent interaction.agent agent.view engagement.view hybris.interactionrecording_view',
  });
  const namesake = await stage.customer('ann');
  const service = await stage.person('crm', 'hybris.interactionrecording_view engagement.view');
  const id = await stage.conversation(customer, ann, { skill: 'sight', text: 'hello', attributes: { a: 1 } });
  for (const agent of [bob, cat]) {
    await agent.setState('IDLE');
    expect(await ann.do('inviteUser', { id, agentId: agent.name })).toMatchObject({ status: 'OK' });
  }
  await bob.do('acceptInteraction', { id });
  await bob.do('leaveConference', { id });
  await ann.do('updateAttachedData', { id, attributes: { secret: 'later' } });
  await stage.server.send(
    'mutation($id: ID!) { sendMessage(id: $id, text: "among us", visibility: AGENTS) { status } }',
    { variables: { id }, token: ann.token },
  );
  const sees = async (who: Person) =>
    (await look(who, id)).body.data as Record<string, Record<string, unknown> | null>;
  for (const who of [stranger, namesake])
    expect(await sees(who)).toEqual({
      interaction: null,
      node: null,
      interactions: { totalCount: 0, nodes: [] },
    });
  expect(await sees(service)).toEqual({ interaction: null, node: null, interactions: null });
  // An agent with only an offer sees no messages and does not have the interaction in the list.
  for (const { interaction, node, interactions } of [await sees(cat)]) {
    expect(interaction).toMatchObject({ messages: null, history: null });
    expect(node).toEqual(interaction);
    expect(interactions).toEqual({ totalCount: 0, nodes: [] });
  }
  const asCustomer = JSON.stringify(await sees(customer));
  for (const hidden of ['secret', 'among us', 'username', '"skill":"', 'OwnerChanged', 'AttachedDataChanged'])
    expect(asCustomer).not.toContain(hidden);
  // A former participant sees the conversation up to the leave.
  const { interaction } = await sees(bob);
  expect(JSON.stringify([interaction?.messages, interaction?.history])).not.toMatch(
    /among us|AttachedDataChanged/,
  );
  await ann.do('completeInteraction', { id });
  for (const who of [stranger, namesake, service, cat])
    expect((await refs(who, id)).body.data).toEqual({ interaction: null });
});

test('a key that is no Unicode is refused: the database would take two such keys for one', () => {
  const caller = {
    tenant: 'acme',
    kind: 'agent',
    id: 'ann',
    scopes: new Set<string>(),
    expiresAt: 0,
  } as const;
  expect(() => requestKey(caller, 'idempotencyKey', '\ud800', [])).toThrow('Unicode');
});
