import {
  eventSelection,
  historyOf,
  openHarness,
  enumValue,
  type Event,
  type TestClient,
  type Harness,
} from './harness.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await openHarness(import.meta.url);
});
afterAll(() => harness.stop());

let number = 0;
/** Creates a customer and agents for one test. Their skill is unique, so the agents get no offers of other tests. */
async function createClients(agents = 1, options: { maxConcurrent?: number } = {}) {
  const n = ++number;
  const customer = await harness.customer(`customer${n}`);
  const skill = `skill${n}`;
  const all: TestClient[] = [];
  for (let index = 0; index < agents; index++)
    all.push(await harness.agent(`agent${n}${'abc'[index]}`, { skills: [skill], ...options }));
  const [ann, bob, cyd] = all as [TestClient, TestClient, TestClient];
  return { customer, skill, ann, bob, cyd };
}

const stateOf = async (client: TestClient, id: string) =>
  (
    await client.request<{
      interaction: {
        status: string;
        endReason: string | null;
        attributes: unknown;
        owner: { username: string } | null;
        participants: {
          participantId: string;
          role: string;
          leftAt: string | null;
          agent: { username: string } | null;
        }[];
      };
    }>(
      'query($id: ID!) { interaction(id: $id) { status endReason attributes owner { username } participants { participantId role leftAt agent { username } } } }',
      { id },
    )
  ).interaction;

const agentOf = async (client: TestClient) =>
  (
    await client.request<{ currentAgent: { state: string; taskCount: number } }>(
      '{ currentAgent { state taskCount } }',
    )
  ).currentAgent;
const isOffered = async (client: TestClient) => (await agentOf(client)).state === 'RESERVED';
const hasOwner = async (client: TestClient, id: string) =>
  (
    await client.request<{ interaction: { owner: object | null } | null }>(
      'query($id: ID!) { interaction(id: $id) { owner { username } } }',
      { id },
    )
  ).interaction?.owner != null;
const taskCountOf = async (client: TestClient) => (await agentOf(client)).taskCount;

const describeEvents = (events: readonly Event[]) =>
  events.map(({ __typename, status, text }) => [__typename, status ?? text].filter(Boolean).join(' '));

describe('accept and reject', () => {
  test('CH-17 CH-28 an interaction that is not offered cannot be accepted', async () => {
    const { customer, ann, bob, skill } = await createClients(2);
    await ann.setState('IDLE');
    const { interaction } = await customer.mutate('startInteraction', { input: { skill } });
    const id = interaction?.id;
    expect(await bob.mutate('acceptInteraction', { id })).toMatchObject({
      status: 'NOT_OFFERED',
      statusCode: 2,
    });
    expect(await ann.mutate('rejectInteraction', { id })).toMatchObject({ status: 'OK' });
    expect(await ann.mutate('acceptInteraction', { id })).toMatchObject({ status: 'NOT_OFFERED' });
  });

  test('CH-18 CH-19 CH-20 the agent that accepts an interaction owns it, and its messages show the nickname', async () => {
    const { customer, ann, skill } = await createClients();
    await ann.setState('IDLE');
    const { interaction } = await customer.mutate('startInteraction', { input: { skill, text: 'Hello' } });
    const id = interaction?.id ?? '';
    expect(await ann.mutate('acceptInteraction', { id, nickname: 'Annie' })).toMatchObject({
      statusCode: 0,
      statusMessage: null,
      result: 'ok',
      interaction: { status: 'ACTIVE' },
      event: { __typename: 'ParticipantJoined' },
    });
    expect(await stateOf(ann, id)).toMatchObject({ owner: { username: ann.name } });
    await ann.mutate('sendMessage', { id, text: 'Good day' });
    const events = await historyOf(customer, id);
    expect(events.at(-1)).toMatchObject({ text: 'Good day', nickname: 'Annie', role: 'AGENT' });
  });

  test('an agent that accepts without a nickname has the nickname of its profile', async () => {
    const { customer, ann, skill } = await createClients();
    const id = await harness.conversation(customer, ann, { skill });
    const joined = (await historyOf(customer, id)).findLast(
      ({ __typename }) => __typename === 'ParticipantJoined',
    );
    expect(joined?.participant).toMatchObject({ nickname: `${ann.name} the agent`, agent: null });
  });

  test('CH-21 CH-22 accepting pushes the whole history, and a subscription after its last event has no gap and no repeat', async () => {
    const { customer, ann, skill } = await createClients();
    await ann.setState('IDLE');
    const { interaction } = await customer.mutate('startInteraction', { input: { skill, text: 'one' } });
    const id = interaction?.id ?? '';
    await customer.mutate('sendMessage', { id, text: 'two' });
    const notifications = ann.subscribe<{ __typename: string; events: Event[]; interaction: { id: string } }>(
      `subscription { notifications { __typename interaction { id status } ... on InteractionOffered { offerReason expiresAt at }
        ... on ChatHistory { events ${eventSelection} } } }`,
    );
    expect(await notifications.next()).toMatchObject({
      __typename: 'InteractionOffered',
      offerReason: 'QUEUE',
      interaction: { id },
    });
    await ann.mutate('acceptInteraction', { id });
    const history = await notifications.next();
    expect(history).toMatchObject({ __typename: 'ChatHistory', interaction: { id, status: 'ACTIVE' } });
    expect(history.events).toEqual((await historyOf(ann, id)).slice(0, history.events.length));
    expect(history.events.map(({ text }) => text).filter(Boolean)).toEqual(['one', 'two']);
    const after = history.events.at(-1)?.eventId;
    await customer.mutate('sendMessage', { id, text: 'three' });
    const events = ann.subscribe(
      `subscription($id: ID!, $after: ID) { interactionEvents(id: $id, afterEventId: $after) ${eventSelection} }`,
      { id, after },
    );
    expect(await events.next()).toMatchObject({ text: 'three' });
    await customer.mutate('sendMessage', { id, text: 'four' });
    expect(await events.next()).toMatchObject({ text: 'four' });
  });

  test('CH-23 of several concurrent accepts of one agent one succeeds, and the others are ALREADY_ACCEPTED', async () => {
    const { customer, ann, bob, skill } = await createClients(2, { maxConcurrent: 20 });
    for (let round = 0; round < 6; round++) {
      await ann.setState('IDLE');
      const id = await harness.conversation(customer, ann, { skill });
      await bob.setState('IDLE');
      await ann.mutate('inviteUser', { id, agentId: bob.name });
      const answers = await Promise.all([1, 2, 3].map(() => bob.mutate('acceptInteraction', { id })));
      expect(answers.map(({ status }) => status).toSorted()).toEqual([
        'ALREADY_ACCEPTED',
        'ALREADY_ACCEPTED',
        'OK',
      ]);
      const joins = (await historyOf(ann, id)).filter(({ __typename }) => __typename === 'ParticipantJoined');
      expect(joins).toHaveLength(3);
      await ann.mutate('completeInteraction', { id });
    }
  });

  test('CH-23 of two agents that accept one interaction while its offer passes from one to the other, exactly one succeeds, and the other is NOT_OFFERED', async () => {
    const { customer, ann, bob, skill } = await createClients(2);
    for (const rejected of ['never', 'before', 'meanwhile', 'meanwhile', 'meanwhile']) {
      for (const agent of [ann, bob]) await agent.setState('IDLE');
      const { interaction } = await customer.mutate('startInteraction', { input: { skill } });
      const id = interaction?.id ?? '';
      const [first, second] = (await isOffered(ann)) ? [ann, bob] : [bob, ann];
      const accept = async (agent: TestClient) => (await agent.mutate('acceptInteraction', { id })).status;
      const acceptUntilTaken = async () => {
        for (;;) {
          const status = await accept(second);
          if (status === 'OK' || (await hasOwner(first, id))) return status;
        }
      };
      // A second window of the same agent rejects the offer.
      const reject = async () => (await first.mutate('rejectInteraction', { id })).status;
      if (rejected === 'before') expect(await reject()).toBe('OK');
      const [ofFirst, ofSecond, ofReject] = await Promise.all([
        accept(first),
        acceptUntilTaken(),
        rejected === 'meanwhile' ? reject() : undefined,
      ]);
      const firstWins = ofFirst === 'OK';
      if (rejected !== 'meanwhile') expect(firstWins).toBe(rejected === 'never');
      expect([ofFirst, ofSecond]).toEqual(firstWins ? ['OK', 'NOT_OFFERED'] : ['NOT_OFFERED', 'OK']);
      if (rejected === 'meanwhile') expect(ofReject).toBe(firstWins ? 'INVALID_STATE' : 'OK');
      const [winner, loser] = firstWins ? [first, second] : [second, first];
      expect(await stateOf(winner, id)).toMatchObject({ status: 'ACTIVE', owner: { username: winner.name } });
      const joined = (await historyOf(winner, id)).flatMap(({ participant, __typename }) =>
        __typename === 'ParticipantJoined' && participant?.role === 'AGENT' ? [participant.nickname] : [],
      );
      expect(joined).toEqual([`${winner.name} the agent`]);
      expect(await loser.mutate('acceptInteraction', { id })).toMatchObject({
        status: 'NOT_OFFERED',
        result: 'error',
        statusCode: 2,
        event: null,
      });
      expect(await stateOf(loser, id)).toBeNull();
      expect(await taskCountOf(loser)).toBe(0);
      await winner.mutate('completeInteraction', { id });
    }
  });

  test('CH-24 a second accept by the owner adds no event', async () => {
    const { customer, ann, skill } = await createClients();
    const id = await harness.conversation(customer, ann, { skill });
    const before = await historyOf(ann, id);
    expect(await ann.mutate('acceptInteraction', { id })).toMatchObject({
      status: 'ALREADY_ACCEPTED',
      statusCode: 4,
    });
    expect(await historyOf(ann, id)).toEqual(before);
  });

  test('CH-25 CH-26 a rejected interaction is offered to the next agent, and the agent that rejected it is idle', async () => {
    const { customer, ann, bob, skill } = await createClients(2);
    await ann.setState('IDLE');
    await bob.setState('IDLE');
    const { interaction } = await customer.mutate('startInteraction', { input: { skill } });
    const id = interaction?.id ?? '';
    expect(await bob.mutate('rejectInteraction', { id })).toMatchObject({ status: 'NOT_OFFERED' });
    expect(await ann.mutate('rejectInteraction', { id })).toMatchObject({ status: 'OK', result: 'ok' });
    const { agent } = await ann.request<{ agent: object }>(
      'query($name: ID!) { agent: agent(id: $name) { state taskCount } }',
      {
        name: ann.name,
      },
    );
    expect(agent).toEqual({ state: 'IDLE', taskCount: 0 });
    expect(await bob.mutate('acceptInteraction', { id })).toMatchObject({ status: 'OK' });
  });

  test('CH-27 an accepted interaction cannot be rejected', async () => {
    const { customer, ann, skill } = await createClients();
    const id = await harness.conversation(customer, ann, { skill });
    expect(await ann.mutate('rejectInteraction', { id })).toMatchObject({
      status: 'INVALID_STATE',
      statusCode: 6,
    });
  });
});

describe('conference', () => {
  async function conference(options: { maxConcurrent?: number } = {}) {
    const clients = await createClients(3, options);
    const id = await harness.conversation(clients.customer, clients.ann, { skill: clients.skill });
    await clients.bob.setState('IDLE');
    expect(await clients.ann.mutate('inviteUser', { id, agentId: clients.bob.name })).toMatchObject({
      status: 'OK',
      result: 'ok',
    });
    expect(await clients.bob.mutate('acceptInteraction', { id })).toMatchObject({ status: 'OK' });
    return { ...clients, id };
  }

  test('CH-29 CH-30 CH-31 CH-33 two agents take part in one interaction at the same time', async () => {
    const { customer, ann, bob, id } = await conference();
    const subscription = bob.subscribe(
      'subscription($id: ID!) { messageAdded(id: $id, fromStart: true) { text by } }',
      { id },
    );
    await ann.mutate('sendMessage', { id, text: 'from ann' });
    await bob.mutate('sendMessage', { id, text: 'from bob' });
    await customer.mutate('sendMessage', { id, text: 'from the customer' });
    expect([await subscription.next(), await subscription.next(), await subscription.next()]).toMatchObject([
      { text: 'from ann' },
      { text: 'from bob' },
      { text: 'from the customer' },
    ]);
    expect(await stateOf(ann, id)).toMatchObject({ owner: { username: ann.name } });
  });

  test('CH-34 participants, unknown agents and unavailable agents cannot be invited', async () => {
    const { ann, bob, cyd, id } = await conference();
    const invite = async (agentId: string) => (await ann.mutate('inviteUser', { id, agentId })).status;
    expect(await invite(ann.name)).toBe('ALREADY_PARTICIPANT');
    expect(await invite(bob.name)).toBe('ALREADY_PARTICIPANT');
    expect(await invite('nobody at all')).toBe('NO_SUCH_TARGET');
    expect(await invite(cyd.name)).toBe('AGENT_UNAVAILABLE');
    await cyd.setState('UNAVAILABLE', 'lunch');
    expect(await invite(cyd.name)).toBe('AGENT_UNAVAILABLE');
  });

  test('CH-35 an invitation requires an active chat', async () => {
    const { ann, cyd, id } = await conference();
    await cyd.setState('IDLE');
    await ann.mutate('endChatSession', { id });
    expect(await ann.mutate('inviteUser', { id, agentId: cyd.name })).toMatchObject({
      status: 'INVALID_STATE',
      result: 'error',
    });
  });

  test('CH-36 CH-37 CH-38 CH-43 when the owner leaves, the remaining agent becomes the owner, and the subscription of the former owner ends', async () => {
    const { customer, ann, bob, id } = await conference();
    const subscription = ann.subscribe(
      `subscription($id: ID!) { interactionEvents(id: $id, fromStart: true) ${eventSelection} }`,
      { id },
    );
    await subscription.until(({ __typename }) => __typename === 'ParticipantJoined');
    expect(await ann.mutate('leaveConference', { id, agentId: ann.name })).toMatchObject({
      status: 'OK',
      event: { __typename: 'ParticipantLeft' },
    });
    await customer.mutate('sendMessage', { id, text: 'after ann' });
    expect(await subscription.ended).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    expect(subscription.received.at(-1)).toMatchObject({ __typename: 'ParticipantLeft' });
    expect(await stateOf(bob, id)).toMatchObject({ status: 'ACTIVE', owner: { username: bob.name } });
    expect(describeEvents((await historyOf(bob, id)).slice(-3))).toEqual([
      'ParticipantLeft',
      'OwnerChanged',
      'ChatMessage after ann',
    ]);
    expect(await ann.mutate('sendMessage', { id, text: 'too late' })).toMatchObject({
      status: 'NOT_PARTICIPANT',
    });
    expect((await historyOf(ann, id)).at(-1)).toMatchObject({ __typename: 'ParticipantLeft' });
  });

  test('CH-39 CH-40 CH-42 non-participants and the last agent cannot leave, and an agent cannot remove another agent', async () => {
    const { ann, bob, cyd, id } = await conference();
    expect(await cyd.mutate('leaveConference', { id })).toMatchObject({
      status: 'NOT_PARTICIPANT',
      result: 'error',
    });
    expect(await ann.mutate('leaveConference', { id, agentId: bob.name })).toMatchObject({
      status: 'NOT_PARTICIPANT',
    });
    expect(await bob.mutate('leaveConference', { id })).toMatchObject({ status: 'OK' });
    expect(await ann.mutate('leaveConference', { id })).toMatchObject({
      status: 'LAST_AGENT',
      statusCode: 12,
    });
    expect(await stateOf(ann, id)).toMatchObject({ owner: { username: ann.name } });
  });

  test('CH-41 leaveConference takes the id of the interaction, as every operation does, and the agent leaves no other interaction', async () => {
    const { ann, bob, id, customer, skill } = await conference({ maxConcurrent: 2 });
    const { interaction } = await customer.mutate('startInteraction', { input: { skill } });
    const other = interaction?.id ?? '';
    const offered = (await isOffered(bob)) ? bob : ann;
    await offered.mutate('acceptInteraction', { id: other });
    const naturalId = Buffer.from(id, 'base64url').toString().replace('Interaction:', '');
    expect(await bob.mutate('leaveConference', { id: naturalId })).toMatchObject({
      status: 'OK',
      interaction: { id },
    });
    const { participants } = await stateOf(ann, id);
    expect(participants.map(({ agent, leftAt }) => [agent?.username, leftAt === null])).toEqual([
      [undefined, true],
      [ann.name, true],
      [bob.name, false],
    ]);
    expect(await stateOf(offered, other)).toMatchObject({ owner: { username: offered.name } });
    expect(await ann.mutate('leaveConference', { id: 'none' })).toMatchObject({
      status: 'NOT_FOUND',
      field: ['id'],
    });
  });

  test('CH-32 nobody monitors or coaches: only participants receive a conversation, and the customer sees every participant', async () => {
    const { customer, ann, bob, cyd, id } = await conference();
    await cyd.setState('IDLE');
    const ofCustomer = customer.subscribe(
      `subscription($id: ID!) { interactionEvents(id: $id, fromStart: true) ${eventSelection} }`,
      { id },
    );
    const refusedToCyd = async () => {
      for (const field of ['interactionEvents', 'messageAdded', 'typing']) {
        const subscription = cyd.subscribe(`subscription($id: ID!) { ${field}(id: $id) { __typename } }`, {
          id,
        });
        expect([field, (await subscription.ended).map(({ extensions }) => extensions?.code)]).toEqual([
          field,
          ['FORBIDDEN'],
        ]);
        expect(subscription.received).toEqual([]);
      }
      expect(await cyd.mutate('requestChatHistory', { id })).toMatchObject({ status: 'NOT_PARTICIPANT' });
      for (const operation of ['sendMessage', 'sendStartTypingNotification'])
        expect(
          await cyd.mutate(operation, { id, ...(operation === 'sendMessage' && { text: 'say yes' }) }),
        ).toMatchObject({ status: 'NOT_PARTICIPANT' });
    };
    await refusedToCyd();
    // An invitation is an invitation to join: it has no mode, and gives no access before the agent accepts it.
    const { __type } = await ann.request<{
      __type: { fields: { name: string; args: { name: string }[] }[] };
    }>('{ __type(name: "Mutation") { fields { name args { name } } } }');
    expect(__type.fields.find(({ name }) => name === 'inviteUser')?.args.map(({ name }) => name)).toEqual([
      'id',
      'agentId',
      'idempotencyKey',
    ]);
    expect(await ann.mutate('inviteUser', { id, agentId: cyd.name })).toMatchObject({ status: 'OK' });
    await refusedToCyd();
    expect(await cyd.mutate('acceptInteraction', { id })).toMatchObject({ status: 'OK' });
    const seen: unknown[] = [];
    await ofCustomer.until(({ participant }) => {
      if (participant?.role === 'AGENT') seen.push(participant.nickname);
      return participant?.nickname === `${cyd.name} the agent`;
    });
    expect(seen).toEqual([ann, bob, cyd].map(({ name }) => `${name} the agent`));
  });
});

describe('messages', () => {
  test('CH-44 CH-45 CH-46 CH-49 messages reach the other participants in the order in which they were sent', async () => {
    const { customer, ann, skill } = await createClients();
    const id = await harness.conversation(customer, ann, { skill });
    const subscription = customer.subscribe<{ text: string }>(
      'subscription($id: ID!) { messageAdded(id: $id, fromStart: true) { text } }',
      { id },
    );
    const texts = Array.from({ length: 50 }, (_, index) => `line ${index}`);
    for (const text of texts)
      expect(await ann.mutate('sendMessage', { id, text })).toMatchObject({ statusCode: 0 });
    const arrived: string[] = [];
    while (arrived.length < texts.length) arrived.push((await subscription.next()).text);
    expect(arrived).toEqual(texts);
  });

  test('CH-47 non-participants cannot send messages, and participants cannot after the end of the chat', async () => {
    const { customer, ann, bob, skill } = await createClients(2);
    const id = await harness.conversation(customer, ann, { skill });
    expect(await bob.mutate('sendMessage', { id, text: 'x' })).toMatchObject({
      status: 'NOT_PARTICIPANT',
      statusCode: 3,
    });
    await ann.mutate('endChatSession', { id });
    for (const client of [ann, customer])
      expect(await client.mutate('sendMessage', { id, text: 'x' })).toMatchObject({
        status: 'INVALID_STATE',
      });
  });

  test.each([
    ['', 'empty'],
    [' \n\t', 'empty'],
    ['ä'.repeat(16_385), '32768'],
  ])('CH-48 an invalid text is refused with the reason (%#)', async (text, reason) => {
    const { customer, ann, skill } = await createClients();
    const id = await harness.conversation(customer, ann, { skill });
    const refusal = await harness.server.data<{ answer: { status: string; statusMessage: string } }>(
      'mutation($id: ID!, $text: String!) { answer: sendMessage(id: $id, text: $text) { status statusMessage } }',
      { id, text },
      ann.token,
    );
    expect(refusal.answer).toMatchObject({
      status: 'INVALID_TEXT',
      statusMessage: expect.stringContaining(reason) as string,
    });
  });

  test('CH-48 the longest text and unusual characters are returned unchanged', async () => {
    const { customer, ann, skill } = await createClients();
    const id = await harness.conversation(customer, ann, { skill });
    for (const text of [
      'ä'.repeat(16_384),
      'a\u0000b',
      '\u202Eright to left',
      '👩‍👩‍👧',
      '<b>&amp;</b>',
      'a\r\nb',
    ]) {
      await harness.server.data(
        'mutation($id: ID!, $text: String!) { sendMessage(id: $id, text: $text) { status } }',
        { id, text },
        ann.token,
      );
      expect((await historyOf(customer, id)).at(-1)?.text).toBe(text);
    }
  });

  test('a customer cannot send a message for agents', async () => {
    const { customer, ann, skill } = await createClients();
    const id = await harness.conversation(customer, ann, { skill });
    const { body } = await harness.server.send(
      'mutation($id: ID!) { sendMessage(id: $id, text: "psst", visibility: AGENTS) { status } }',
      { variables: { id }, token: customer.token },
    );
    expect(body).toMatchObject({
      data: { sendMessage: null },
      errors: [{ extensions: { code: 'BAD_USER_INPUT', field: 'visibility' } }],
    });
    expect(JSON.stringify(await historyOf(ann, id))).not.toContain('psst');
  });

  test('a message for agents never reaches the customer', async () => {
    const { customer, ann, skill } = await createClients();
    const id = await harness.conversation(customer, ann, { skill });
    expect(
      await ann.mutate('sendMessage', { id, text: 'whisper', visibility: enumValue('AGENTS') }),
    ).toMatchObject({
      status: 'OK',
    });
    await ann.mutate('sendMessage', { id, text: 'aloud' });
    expect((await historyOf(ann, id)).map(({ text }) => text)).toContain('whisper');
    const subscription = customer.subscribe(
      `subscription($id: ID!) { interactionEvents(id: $id, fromStart: true) ${eventSelection} }`,
      { id },
    );
    await subscription.until(({ text }) => text === 'aloud');
    expect(JSON.stringify([subscription.received, await historyOf(customer, id)])).not.toContain('whisper');
    const { messages } = (
      await customer.request<{
        interaction: { messages: { totalCount: number; nodes: { text: string }[] } };
      }>('query($id: ID!) { interaction(id: $id) { messages { totalCount nodes { text } } } }', { id })
    ).interaction;
    expect(messages).toEqual({ totalCount: 1, nodes: [{ text: 'aloud' }] });
  });
});

describe('ending an interaction', () => {
  test('CH-57 CH-58 CH-59 after the end of the chat the interaction is in WRAP until it is completed', async () => {
    const { customer, ann, skill } = await createClients();
    const id = await harness.conversation(customer, ann, { skill, attributes: { order: 1 } });
    expect(await ann.mutate('endChatSession', { id })).toMatchObject({
      result: 'ok',
      interaction: { status: 'WRAP', endReason: 'AGENT_ENDED' },
    });
    expect(
      await ann.mutate('updateAttachedData', { id, attributes: { order: null, outcome: 'refund' } }),
    ).toMatchObject({
      status: 'OK',
      event: { __typename: 'AttachedDataChanged' },
    });
    expect(await stateOf(ann, id)).toMatchObject({ attributes: { outcome: 'refund' } });
    expect(await stateOf(customer, id)).toMatchObject({ attributes: { order: 1 }, owner: null });
    expect(await ann.mutate('completeInteraction', { id })).toMatchObject({
      status: 'OK',
      interaction: { status: 'COMPLETED' },
    });
  });

  test('CH-60 completing an active interaction ends the chat first', async () => {
    const { customer, ann, skill } = await createClients();
    const id = await harness.conversation(customer, ann, { skill });
    await ann.mutate('completeInteraction', { id });
    expect(describeEvents((await historyOf(ann, id)).slice(-2))).toEqual([
      'StatusChanged WRAP',
      'StatusChanged COMPLETED',
    ]);
  });

  test('CH-61 CH-8 every operation on a completed interaction fails', async () => {
    const { customer, ann, bob, skill } = await createClients(2);
    const id = await harness.conversation(customer, ann, { skill });
    await ann.mutate('completeInteraction', { id });
    const before = await historyOf(ann, id);
    const calls: [string, Record<string, unknown>?][] = [
      ['acceptInteraction'],
      ['rejectInteraction'],
      ['inviteUser', { agentId: bob.name }],
      ['leaveConference'],
      ['sendMessage', { text: 'x' }],
      ['sendStartTypingNotification'],
      ['sendStopTypingNotification'],
      ['singleStepTransfer', { to: { skill } }],
      ['endChatSession'],
      ['updateAttachedData', { attributes: {} }],
      ['completeInteraction'],
      ['requestChatHistory'],
    ];
    for (const [operation, args] of calls) {
      expect(await ann.mutate(operation, { id, ...args })).toMatchObject({
        status: 'INVALID_STATE',
        statusCode: 6,
        result: 'error',
      });
      expect((await bob.mutate(operation, { id, ...args })).status).toMatch(/^NOT_(OFFERED|PARTICIPANT)$/);
      expect(await ann.mutate(operation, { id: 'nonesuch', ...args })).toMatchObject({
        status: 'NOT_FOUND',
        statusCode: 1,
        interaction: null,
      });
    }
    expect(await customer.mutate('leaveInteraction', { id })).toMatchObject({ status: 'INVALID_STATE' });
    expect(await historyOf(ann, id)).toEqual(before);
  });

  test('a customer can leave before an agent accepts, and after', async () => {
    const { customer, ann, skill } = await createClients();
    const early = await customer.mutate('startInteraction', { input: { skill } });
    expect(await customer.mutate('leaveInteraction', { id: early.interaction?.id })).toMatchObject({
      interaction: { status: 'COMPLETED', endReason: 'ABANDONED_IN_QUEUE' },
    });
    const id = await harness.conversation(customer, ann, { skill });
    expect(await customer.mutate('leaveInteraction', { id })).toMatchObject({
      interaction: { status: 'WRAP', endReason: 'CUSTOMER_LEFT' },
    });
    expect(await customer.mutate('sendMessage', { id, text: 'x' })).toMatchObject({
      status: 'NOT_PARTICIPANT',
    });
    expect(await customer.mutate('leaveInteraction', { id })).toMatchObject({ status: 'NOT_PARTICIPANT' });
    expect(await ann.mutate('completeInteraction', { id })).toMatchObject({ status: 'OK' });
  });
});

describe('transfer', () => {
  test('CH-62 CH-63 a transfer to an agent removes the old agent, and offers the interaction to the new agent, who gets its history', async () => {
    const { customer, ann, bob, skill } = await createClients(2);
    const id = await harness.conversation(customer, ann, { skill, text: 'help' });
    await bob.setState('IDLE');
    const notifications = bob.subscribe<{ __typename: string; offerReason?: string; events?: Event[] }>(
      'subscription { notifications { __typename ... on InteractionOffered { offerReason } ... on ChatHistory { events { eventId ... on ChatMessage { text } } } } }',
    );
    expect(await ann.mutate('singleStepTransfer', { id, to: { agentId: bob.name } })).toMatchObject({
      status: 'OK',
    });
    expect(await stateOf(ann, id)).toMatchObject({ owner: null, status: 'ALERTING' });
    expect(await ann.mutate('sendMessage', { id, text: 'x' })).toMatchObject({ status: 'NOT_PARTICIPANT' });
    expect(await notifications.next()).toMatchObject({
      __typename: 'InteractionOffered',
      offerReason: 'TRANSFER',
    });
    expect(await customer.mutate('sendMessage', { id, text: 'are you there?' })).toMatchObject({
      status: 'OK',
    });
    expect(await bob.mutate('acceptInteraction', { id })).toMatchObject({ status: 'OK' });
    const history = await notifications.next();
    expect(history.events?.map(({ text }) => text).filter(Boolean)).toEqual(['help', 'are you there?']);
    expect(await stateOf(bob, id)).toMatchObject({ owner: { username: bob.name }, status: 'ACTIVE' });
  });

  test('CH-62 a transfer to a skill is routed like a queued interaction, and a transfer has exactly one target', async () => {
    const { customer, ann, skill } = await createClients();
    const expert = await harness.agent(`expert-${skill}`, { skills: [`${skill}-expert`] });
    const id = await harness.conversation(customer, ann, { skill });
    await expert.setState('IDLE');
    expect(await ann.mutate('singleStepTransfer', { id, to: { skill: 'nobody has it' } })).toMatchObject({
      status: 'NO_SUCH_TARGET',
    });
    const { body } = await harness.server.send(
      'mutation($id: ID!, $to: TransferTarget!) { singleStepTransfer(id: $id, to: $to) { status } }',
      { variables: { id, to: { agentId: 'a', skill: 'b' } }, token: ann.token },
    );
    expect(body.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    expect(await ann.mutate('singleStepTransfer', { id, to: { skill: `${skill}-expert` } })).toMatchObject({
      status: 'OK',
    });
    expect(await expert.mutate('acceptInteraction', { id })).toMatchObject({ status: 'OK' });
  });
});

describe('requestChatHistory', () => {
  test('CH-64 CH-65 CH-66 a requested history is pushed, whole or after an event, and an event of another interaction is refused', async () => {
    const { customer, ann, bob, skill } = await createClients(2);
    const id = await harness.conversation(customer, ann, { skill, text: 'one' });
    const notifications = ann.subscribe<{ __typename: string; events: Event[] }>(
      `subscription { notifications { __typename ... on ChatHistory { events ${eventSelection} } } }`,
    );
    const sent = await customer.mutate('sendMessage', { id, text: 'two' });
    await customer.mutate('sendMessage', { id, text: 'three' });
    // The subscription is open once a requested history has arrived.
    let whole: Event[] | undefined;
    do {
      await ann.mutate('requestChatHistory', { id });
      whole = notifications.received[0]?.events;
    } while (whole === undefined);
    expect(whole).toEqual(await historyOf(ann, id));
    expect(await ann.mutate('requestChatHistory', { id, eventId: sent.event?.eventId })).toMatchObject({
      statusCode: 0,
    });
    const rest = await notifications.until(({ events }) => events.length < whole.length);
    expect(rest.events.map(({ text }) => text)).toEqual(['three']);
    const other = await harness.conversation(customer, bob, { skill, text: 'other' });
    const foreign = (await historyOf(bob, other))[0]?.eventId;
    for (const eventId of [foreign, 'nonsense'])
      expect(await ann.mutate('requestChatHistory', { id, eventId })).toMatchObject({
        status: 'UNKNOWN_EVENT',
        statusCode: 10,
        statusMessage: expect.any(String) as string,
      });
    expect(await bob.mutate('requestChatHistory', { id })).toMatchObject({ status: 'NOT_PARTICIPANT' });
    expect(await customer.mutate('sendMessage', { id, text: 'four' })).toMatchObject({ status: 'OK' });
  });
});

describe('permissions', () => {
  test('CH-3 CH-4 customers cannot run the operations of agents, and agents cannot run those of customers', async () => {
    const { customer, ann, skill } = await createClients();
    const id = await harness.conversation(customer, ann, { skill });
    for (const [token, call] of [
      [customer.token, `endChatSession(id: "${id}")`],
      [customer.token, `acceptInteraction(id: "${id}")`],
      [ann.token, `leaveInteraction(id: "${id}")`],
      [ann.token, 'startInteraction(input: {})'],
    ] as const) {
      const { body } = await harness.server.send(`mutation { ${call} { status } }`, { token });
      expect(body.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    }
  });

  test('CH-5 CH-6 chat operations are refused for other types of interaction, and other operations succeed', async () => {
    const { customer, ann, skill } = await createClients();
    const id = await harness.conversation(customer, ann, { skill, type: enumValue('GENERIC_TASK') });
    const calls: [string, Record<string, unknown>?][] = [
      ['sendMessage', { text: 'x' }],
      ['sendStartTypingNotification'],
      ['sendStopTypingNotification'],
      ['inviteUser', { agentId: 'x' }],
      ['leaveConference'],
      ['endChatSession'],
      ['requestChatHistory'],
    ];
    for (const [operation, args] of calls)
      expect(await ann.mutate(operation, { id, ...args })).toMatchObject({
        status: 'NOT_A_CHAT',
        statusCode: 7,
      });
    expect(await ann.mutate('completeInteraction', { id })).toMatchObject({ status: 'OK' });
  });

  test('CH-8 a customer cannot see the interaction of another customer', async () => {
    const { customer, ann, skill } = await createClients();
    const other = await harness.customer('another customer');
    const id = await harness.conversation(customer, ann, { skill });
    expect(await other.mutate('sendMessage', { id, text: 'x' })).toMatchObject({
      status: 'NOT_FOUND',
      interaction: null,
    });
    expect(await other.request('query($id: ID!) { interaction(id: $id) { id } }', { id })).toEqual({
      interaction: null,
    });
    const subscription = other.subscribe(
      `subscription($id: ID!) { interactionEvents(id: $id) ${eventSelection} }`,
      { id },
    );
    expect(await subscription.ended).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  });

  test('a customer sees only the nicknames of agents', async () => {
    const { customer, ann, skill } = await createClients();
    const id = await harness.conversation(customer, ann, { skill });
    await ann.mutate('sendMessage', { id, text: 'hello' });
    const subscription = customer.subscribe(
      `subscription($id: ID!) { interactionEvents(id: $id, fromStart: true) ${eventSelection} }`,
      { id },
    );
    await subscription.until(({ text }) => text === 'hello');
    const visible = JSON.stringify([
      subscription.received,
      await historyOf(customer, id),
      await customer.request(
        'query($id: ID!) { interaction(id: $id) { skill owner { username } participants { nickname agent { username nickname } } engagement { id } traceRecord { id } } }',
        { id },
      ),
    ]);
    expect(visible).not.toContain(`"${ann.name}"`);
    expect(visible).toContain(`${ann.name} the agent`);
    expect(visible).toContain('"skill":null');
  });
});

describe('idempotency keys', () => {
  test('CH-14 CH-16 a repeated key has one effect, and a repeated key with other content is a conflict', async () => {
    const { customer, ann, skill } = await createClients();
    await ann.setState('IDLE');
    const start = () =>
      customer.mutate('startInteraction', { input: { skill, text: 'once', clientInteractionId: 'k1' } });
    const [first, second] = await Promise.all([start(), start()]);
    expect(second.interaction?.id).toBe(first.interaction?.id);
    expect(second.event).toEqual(first.event);
    expect(
      await customer.mutate('startInteraction', {
        input: { skill, text: 'twice', clientInteractionId: 'k1' },
      }),
    ).toMatchObject({ status: 'IDEMPOTENCY_CONFLICT', statusCode: 13 });
    const id = first.interaction?.id ?? '';
    const accepted = await Promise.all(
      [1, 2, 3].map(() => ann.mutate('acceptInteraction', { id, idempotencyKey: 'a' })),
    );
    expect(accepted.map(({ status, event }) => [status, event])).toEqual(
      Array(3).fill(['OK', accepted[0]?.event]),
    );
    const sends = await Promise.all(
      Array.from({ length: 50 }, () => ann.mutate('sendMessage', { id, text: 'one', clientMessageId: 'm' })),
    );
    expect(new Set(sends.map(({ status, event }) => `${status} ${event?.eventId}`)).size).toBe(1);
    expect(await ann.mutate('sendMessage', { id, text: 'two', clientMessageId: 'm' })).toMatchObject({
      status: 'IDEMPOTENCY_CONFLICT',
    });
    // Keys are separate for each caller.
    expect(await customer.mutate('sendMessage', { id, text: 'two', clientMessageId: 'm' })).toMatchObject({
      status: 'OK',
    });
    const completed = await ann.mutate('completeInteraction', { id, idempotencyKey: 'c' });
    expect(completed.status).toBe('OK');
    // The repeated request that completed the interaction returns the first answer.
    expect(await ann.mutate('completeInteraction', { id, idempotencyKey: 'c' })).toEqual(completed);
    expect(await ann.mutate('sendMessage', { id, text: 'one', clientMessageId: 'm' })).toMatchObject({
      status: 'OK',
      event: sends[0]?.event,
    });
    const texts = (await historyOf(ann, id)).map(({ text }) => text).filter(Boolean);
    expect(texts).toEqual(['once', 'one', 'two']);
  });
});

test('CH-1 CH-10 CH-14 CH-15 each of the eleven operations returns both result forms of the source, on success and on refusal', async () => {
  const { customer, ann, bob, skill } = await createClients(2, { maxConcurrent: 9 });
  await bob.setState('IDLE');
  const queued = async () => {
    await ann.setState('UNAVAILABLE');
    const started = await customer.mutate('startInteraction', { input: { skill } });
    return started.interaction?.id ?? '';
  };
  const own = () => harness.conversation(customer, bob, { skill });
  const conference = async () => {
    const id = await own();
    await ann.setState('IDLE');
    await bob.mutate('inviteUser', { id, agentId: ann.name });
    await ann.mutate('acceptInteraction', { id });
    return id;
  };
  const cases: [string, () => Promise<string>, Record<string, unknown>?][] = [
    ['acceptInteraction', queued],
    ['rejectInteraction', queued],
    ['inviteUser', async () => (await ann.setState('IDLE'), own()), { agentId: ann.name }],
    ['endChatSession', own],
    ['sendMessage', own, { text: 'x' }],
    ['sendStartTypingNotification', own],
    ['sendStopTypingNotification', own],
    ['singleStepTransfer', own, { to: { skill } }],
    ['completeInteraction', own],
    ['requestChatHistory', own],
    ['leaveConference', conference],
  ];
  for (const [operation, prepare, args] of cases) {
    await ann.setState('UNAVAILABLE');
    const id = await prepare();
    expect([operation, await bob.mutate(operation, { id, ...args })]).toMatchObject([
      operation,
      { statusCode: 0, status: 'OK', statusMessage: null, result: 'ok' },
    ]);
    const refusal = await bob.mutate(operation, { id: 'nonesuch', ...args });
    expect([operation, refusal]).toMatchObject([operation, { status: 'NOT_FOUND', result: 'error' }]);
    expect(refusal.statusCode).toBeGreaterThan(0);
    expect(refusal.statusMessage).toMatch(/^[A-Z].{10,}\.$/);
    // Open interactions would be offered to bob in the next round.
    await bob.mutate('completeInteraction', { id });
    await ann.mutate('completeInteraction', { id });
    await customer.mutate('leaveInteraction', { id });
  }
});
