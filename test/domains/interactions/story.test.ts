import { startTestServer, tokenFor, type TestServer } from '../../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer(import.meta.url);
});
afterAll(() => server.stop());

const payload = '{ statusCode status statusMessage result interaction { id status } event { __typename eventId sequence } }';

test('CH-17 CH-18 CH-57 CH-59 an interaction from the first word to its history', async () => {
  const customer = await tokenFor('chat.customer', { subject: 'c1' });
  const agent = await tokenFor('chat.agent agent.view feed.view engagement.view hybris.interactionrecording_view', { subject: 'ann' });
  const set = await server.data(`mutation { setAgentState(state: IDLE) { state } }`, {}, agent);
  expect(set).toEqual({ setAgentState: { state: 'IDLE' } });
  const { startInteraction } = await server.data<any>(
    `mutation { startInteraction(input: {subject: "Help", text: "Hello"}) ${payload} }`, {}, customer);
  expect(startInteraction).toMatchObject({ statusCode: 0, status: 'OK', interaction: { status: 'ALERTING' } });
  const { id } = startInteraction.interaction;
  const send = (token: string, text: string) => server.data<any>(`mutation($id: ID!, $text: String!) { sendMessage(id: $id, text: $text) ${payload} }`, { id, text }, token);
  const act = (token: string, call: string) => server.data<any>(`mutation($id: ID!) { r: ${call} ${payload} }`, { id }, token);
  expect((await act(agent, 'acceptInteraction(id: $id, nickname: "Ann")')).r).toMatchObject({ status: 'OK', interaction: { status: 'ACTIVE' } });
  expect((await send(agent, 'Hi there')).sendMessage).toMatchObject({ status: 'OK', event: { __typename: 'ChatMessage' } });
  expect((await send(customer, 'Thanks')).sendMessage).toMatchObject({ status: 'OK' });
  expect((await act(agent, 'endChatSession(id: $id)')).r).toMatchObject({ status: 'OK', interaction: { status: 'WRAP' } });
  expect((await send(customer, 'Late')).sendMessage).toMatchObject({ status: 'INVALID_STATE' });
  expect((await act(agent, 'completeInteraction(id: $id, workCodes: [{group: "g", name: "n"}])')).r).toMatchObject({ status: 'OK', interaction: { status: 'COMPLETED' } });
  const read = await server.data<any>(`query($id: ID!) { interaction(id: $id) { status endReason owner { username state }
    participants { id role nickname agent { username } } messages { totalCount nodes { text nickname sequence } }
    history { __typename sequence ... on StatusChanged { status } }
    chatTranscript { transcriptId transcript { chatContent } interaction { id status } } engagement { duration lines { text } }
    traceRecord { queuedDuration activeDuration parkedDuration wrapDuration workCodes { group name } } } }`, { id }, agent);
  console.log(JSON.stringify(read, undefined, 1));
});
