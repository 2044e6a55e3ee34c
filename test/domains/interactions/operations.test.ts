import { everyEvent, openStage, word, type Event, type Person, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage(import.meta.url);
});
afterAll(() => stage.stop());

let number = 0;
/** People whom no other story knows; each agent has a skill of its own, so that nobody else's interactions arrive. */
async function people(agents = 1, options: { maxConcurrent?: number } = {}) {
  const n = ++number;
  const customer = await stage.customer(`customer${n}`);
  const skill = `skill${n}`;
  const all: Person[] = [];
  for (let index = 0; index < agents; index++)
    all.push(await stage.agent(`agent${n}${'abc'[index]}`, { skills: [skill], ...options }));
  const [ann, bob, cyd] = all as [Person, Person, Person];
  return { customer, skill, ann, bob, cyd };
}

const historyOf = async (person: Person, id: string): Promise<readonly Event[]> =>
  (
    await person.ask<{ interaction: { history: Event[] } }>(
      `query($id: ID!) { interaction(id: $id) { history ${everyEvent} } }`,
      { id },
    )
  ).interaction.history;

const stateOf = async (person: Person, id: string) =>
  (
    await person.ask<{
      interaction: {
        status: string;
        endReason: string | null;
        attributes: unknown;
        owner: { username: string } | null;
        participants: {
          id: string;
          role: string;
          leftAt: string | null;
          agent: { username: string } | null;
        }[];
      };
    }>(
      'query($id: ID!) { interaction(id: $id) { status endReason attributes owner { username } participants { id role leftAt agent { username } } } }',
      { id },
    )
  ).interaction;

const told = (events: readonly Event[]) =>
  events.map(({ __typename, status, text }) => [__typename, status ?? text].filter(Boolean).join(' '));

describe('accept and reject', () => {
  test('CH-17 CH-28 an interaction that is not offered cannot be accepted', async () => {
    const { customer, ann, bob, skill } = await people(2);
    await ann.setState('IDLE');
    const { interaction } = await customer.do('startInteraction', { input: { skill } });
    const id = interaction?.id;
    expect(await bob.do('acceptInteraction', { id })).toMatchObject({ status: 'NOT_OFFERED', statusCode: 2 });
    expect(await ann.do('rejectInteraction', { id })).toMatchObject({ status: 'OK' });
    expect(await ann.do('acceptInteraction', { id })).toMatchObject({ status: 'NOT_OFFERED' });
  });

  test('CH-18 CH-19 CH-20 who accepts owns it, and speaks under the nickname', async () => {
    const { customer, ann, skill } = await people();
    await ann.setState('IDLE');
    const { interaction } = await customer.do('startInteraction', { input: { skill, text: 'Hello' } });
    const id = interaction?.id ?? '';
    expect(await ann.do('acceptInteraction', { id, nickname: 'Annie' })).toMatchObject({
      statusCode: 0,
      statusMessage: null,
      result: 'ok',
      interaction: { status: 'ACTIVE' },
      event: { __typename: 'ParticipantJoined' },
    });
    expect(await stateOf(ann, id)).toMatchObject({ owner: { username: ann.name } });
    await ann.do('sendMessage', { id, text: 'Good day' });
    const events = await historyOf(customer, id);
    expect(events.at(-1)).toMatchObject({ text: 'Good day', nickname: 'Annie', role: 'AGENT' });
  });

  test('without a nickname the chat shows the agent’s own', async () => {
    const { customer, ann, skill } = await people();
    const id = await stage.conversation(customer, ann, { skill });
    const joined = (await historyOf(customer, id)).findLast(
      ({ __typename }) => __typename === 'ParticipantJoined',
    );
    expect(joined?.participant).toMatchObject({ nickname: `${ann.name} the agent`, agent: null });
  });

  test('CH-21 CH-22 after accept the whole history is pushed, and what follows comes without a seam', async () => {
    const { customer, ann, skill } = await people();
    await ann.setState('IDLE');
    const { interaction } = await customer.do('startInteraction', { input: { skill, text: 'one' } });
    const id = interaction?.id ?? '';
    await customer.do('sendMessage', { id, text: 'two' });
    const notifications = ann.hear<{ __typename: string; events: Event[]; interaction: { id: string } }>(
      `subscription { notifications { __typename interaction { id status } ... on InteractionOffered { reason expiresAt at }
        ... on ChatHistory { events ${everyEvent} } } }`,
    );
    expect(await notifications.next()).toMatchObject({
      __typename: 'InteractionOffered',
      reason: 'QUEUE',
      interaction: { id },
    });
    await ann.do('acceptInteraction', { id });
    const history = await notifications.next();
    expect(history).toMatchObject({ __typename: 'ChatHistory', interaction: { id, status: 'ACTIVE' } });
    expect(history.events).toEqual((await historyOf(ann, id)).slice(0, history.events.length));
    expect(history.events.map(({ text }) => text).filter(Boolean)).toEqual(['one', 'two']);
    const after = history.events.at(-1)?.eventId;
    await customer.do('sendMessage', { id, text: 'three' });
    const events = ann.hear(
      `subscription($id: ID!, $after: ID) { interactionEvents(id: $id, afterEventId: $after) ${everyEvent} }`,
      { id, after },
    );
    expect(await events.next()).toMatchObject({ text: 'three' });
    await customer.do('sendMessage', { id, text: 'four' });
    expect(await events.next()).toMatchObject({ text: 'four' });
  });

  test('CH-23 of two who accept at once one wins, and is told so again', async () => {
    const { customer, ann, bob, skill } = await people(2, { maxConcurrent: 20 });
    for (let round = 0; round < 20; round++) {
      await ann.setState('IDLE');
      const id = await stage.conversation(customer, ann, { skill });
      await bob.setState('IDLE');
      await ann.do('inviteUser', { id, agentId: bob.name });
      const answers = await Promise.all([1, 2, 3].map(() => bob.do('acceptInteraction', { id })));
      expect(answers.map(({ status }) => status).toSorted()).toEqual([
        'ALREADY_ACCEPTED',
        'ALREADY_ACCEPTED',
        'OK',
      ]);
      const joins = (await historyOf(ann, id)).filter(({ __typename }) => __typename === 'ParticipantJoined');
      expect(joins).toHaveLength(3);
      await ann.do('completeInteraction', { id });
    }
  });

  test('CH-24 a second accept by the owner adds no event', async () => {
    const { customer, ann, skill } = await people();
    const id = await stage.conversation(customer, ann, { skill });
    const before = await historyOf(ann, id);
    expect(await ann.do('acceptInteraction', { id })).toMatchObject({
      status: 'ALREADY_ACCEPTED',
      statusCode: 4,
    });
    expect(await historyOf(ann, id)).toEqual(before);
  });

  test('CH-25 CH-26 a rejected interaction goes to the next agent, and who rejected it is free', async () => {
    const { customer, ann, bob, skill } = await people(2);
    await ann.setState('IDLE');
    await bob.setState('IDLE');
    const { interaction } = await customer.do('startInteraction', { input: { skill } });
    const id = interaction?.id ?? '';
    expect(await bob.do('rejectInteraction', { id })).toMatchObject({ status: 'NOT_OFFERED' });
    expect(await ann.do('rejectInteraction', { id })).toMatchObject({ status: 'OK', result: 'ok' });
    const { agent } = await ann.ask<{ agent: object }>(
      'query($name: ID!) { agent: agent(username: $name) { state taskCount } }',
      {
        name: ann.name,
      },
    );
    expect(agent).toEqual({ state: 'IDLE', taskCount: 0 });
    expect(await bob.do('acceptInteraction', { id })).toMatchObject({ status: 'OK' });
  });

  test('CH-27 what was accepted cannot be rejected', async () => {
    const { customer, ann, skill } = await people();
    const id = await stage.conversation(customer, ann, { skill });
    expect(await ann.do('rejectInteraction', { id })).toMatchObject({
      status: 'INVALID_STATE',
      statusCode: 6,
    });
  });
});

describe('conference', () => {
  async function conference() {
    const cast = await people(3);
    const id = await stage.conversation(cast.customer, cast.ann, { skill: cast.skill });
    await cast.bob.setState('IDLE');
    expect(await cast.ann.do('inviteUser', { id, agentId: cast.bob.name })).toMatchObject({
      status: 'OK',
      result: 'ok',
    });
    expect(await cast.bob.do('acceptInteraction', { id })).toMatchObject({ status: 'OK' });
    return { ...cast, id };
  }

  test('CH-29 CH-30 CH-31 CH-33 two agents work on it at the same time', async () => {
    const { customer, ann, bob, id } = await conference();
    const heard = bob.hear(
      'subscription($id: ID!) { messageAdded(interactionId: $id, fromStart: true) { text by } }',
      { id },
    );
    await ann.do('sendMessage', { id, text: 'from ann' });
    await bob.do('sendMessage', { id, text: 'from bob' });
    await customer.do('sendMessage', { id, text: 'from the customer' });
    expect([await heard.next(), await heard.next(), await heard.next()]).toMatchObject([
      { text: 'from ann' },
      { text: 'from bob' },
      { text: 'from the customer' },
    ]);
    expect(await stateOf(ann, id)).toMatchObject({ owner: { username: ann.name } });
  });

  test('CH-34 who cannot be invited', async () => {
    const { ann, bob, cyd, id } = await conference();
    const invite = async (agentId: string) => (await ann.do('inviteUser', { id, agentId })).status;
    expect(await invite(ann.name)).toBe('ALREADY_PARTICIPANT');
    expect(await invite(bob.name)).toBe('ALREADY_PARTICIPANT');
    expect(await invite('nobody at all')).toBe('NO_SUCH_TARGET');
    expect(await invite(cyd.name)).toBe('AGENT_UNAVAILABLE');
    await cyd.setState('UNAVAILABLE', 'lunch');
    expect(await invite(cyd.name)).toBe('AGENT_UNAVAILABLE');
  });

  test('CH-35 an invitation needs a chat that goes on', async () => {
    const { ann, cyd, id } = await conference();
    await cyd.setState('IDLE');
    await ann.do('endChatSession', { id });
    expect(await ann.do('inviteUser', { id, agentId: cyd.name })).toMatchObject({
      status: 'INVALID_STATE',
      result: 'error',
    });
  });

  test('CH-36 CH-37 CH-38 CH-43 when the owner leaves, the agent who stays owns it, and who left hears no more', async () => {
    const { customer, ann, bob, id } = await conference();
    const heard = ann.hear(
      `subscription($id: ID!) { interactionEvents(id: $id, fromStart: true) ${everyEvent} }`,
      { id },
    );
    await heard.until(({ __typename }) => __typename === 'ParticipantJoined');
    expect(await ann.do('leaveConference', { id, agentId: ann.name })).toMatchObject({
      status: 'OK',
      event: { __typename: 'ParticipantLeft' },
    });
    await customer.do('sendMessage', { id, text: 'after ann' });
    expect(await heard.ended).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    expect(heard.all.at(-1)).toMatchObject({ __typename: 'ParticipantLeft' });
    expect(await stateOf(bob, id)).toMatchObject({ status: 'ACTIVE', owner: { username: bob.name } });
    expect(told((await historyOf(bob, id)).slice(-3))).toEqual([
      'ParticipantLeft',
      'OwnerChanged',
      'ChatMessage after ann',
    ]);
    expect(await ann.do('sendMessage', { id, text: 'too late' })).toMatchObject({
      status: 'NOT_PARTICIPANT',
    });
    expect((await historyOf(ann, id)).at(-1)).toMatchObject({ __typename: 'ParticipantLeft' });
  });

  test('CH-39 CH-40 CH-41 CH-42 who cannot leave', async () => {
    const { ann, bob, cyd, id } = await conference();
    expect(await cyd.do('leaveConference', { id })).toMatchObject({
      status: 'NOT_PARTICIPANT',
      result: 'error',
    });
    expect(await ann.do('leaveConference', { id, agentId: bob.name })).toMatchObject({
      status: 'NOT_PARTICIPANT',
    });
    expect(await bob.do('leaveConference', { id })).toMatchObject({ status: 'OK' });
    expect(await ann.do('leaveConference', { id })).toMatchObject({ status: 'LAST_AGENT', statusCode: 12 });
    expect(await stateOf(ann, id)).toMatchObject({ owner: { username: ann.name } });
  });

  test('CH-32 there is no way to listen in without taking part', async () => {
    const { cyd, id } = await conference();
    const heard = cyd.hear(`subscription($id: ID!) { interactionEvents(id: $id) ${everyEvent} }`, { id });
    expect(await heard.ended).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  });
});

describe('messages', () => {
  test('CH-44 CH-45 CH-46 CH-49 messages arrive at all others, in the order in which they were sent', async () => {
    const { customer, ann, skill } = await people();
    const id = await stage.conversation(customer, ann, { skill });
    const heard = customer.hear<{ text: string }>(
      'subscription($id: ID!) { messageAdded(interactionId: $id, fromStart: true) { text } }',
      { id },
    );
    const texts = Array.from({ length: 50 }, (_, index) => `line ${index}`);
    for (const text of texts)
      expect(await ann.do('sendMessage', { id, text })).toMatchObject({ statusCode: 0 });
    const arrived: string[] = [];
    while (arrived.length < texts.length) arrived.push((await heard.next()).text);
    expect(arrived).toEqual(texts);
  });

  test('CH-47 who does not take part cannot speak, and nobody can once the chat has ended', async () => {
    const { customer, ann, bob, skill } = await people(2);
    const id = await stage.conversation(customer, ann, { skill });
    expect(await bob.do('sendMessage', { id, text: 'x' })).toMatchObject({
      status: 'NOT_PARTICIPANT',
      statusCode: 3,
    });
    await ann.do('endChatSession', { id });
    for (const person of [ann, customer])
      expect(await person.do('sendMessage', { id, text: 'x' })).toMatchObject({ status: 'INVALID_STATE' });
  });

  test.each([
    ['', 'empty'],
    [' \n\t', 'empty'],
    ['ä'.repeat(16_385), '32768'],
  ])('CH-48 a text that is none is refused, and says why (%#)', async (text, why) => {
    const { customer, ann, skill } = await people();
    const id = await stage.conversation(customer, ann, { skill });
    const refusal = await stage.server.data<{ answer: { status: string; statusMessage: string } }>(
      'mutation($id: ID!, $text: String!) { answer: sendMessage(id: $id, text: $text) { status statusMessage } }',
      { id, text },
      ann.token,
    );
    expect(refusal.answer).toMatchObject({
      status: 'INVALID_TEXT',
      statusMessage: expect.stringContaining(why) as string,
    });
  });

  test('CH-48 the longest text, and one of every kind of character, come back as they were', async () => {
    const { customer, ann, skill } = await people();
    const id = await stage.conversation(customer, ann, { skill });
    for (const text of [
      'ä'.repeat(16_384),
      'a\u0000b',
      '\u202Eright to left',
      '👩‍👩‍👧',
      '<b>&amp;</b>',
      'a\r\nb',
    ]) {
      await stage.server.data(
        'mutation($id: ID!, $text: String!) { sendMessage(id: $id, text: $text) { status } }',
        { id, text },
        ann.token,
      );
      expect((await historyOf(customer, id)).at(-1)?.text).toBe(text);
    }
  });

  test('an agent’s word to the agents never reaches the customer', async () => {
    const { customer, ann, skill } = await people();
    const id = await stage.conversation(customer, ann, { skill });
    expect(await ann.do('sendMessage', { id, text: 'whisper', visibility: word('AGENTS') })).toMatchObject({
      status: 'OK',
    });
    await ann.do('sendMessage', { id, text: 'aloud' });
    expect((await historyOf(ann, id)).map(({ text }) => text)).toContain('whisper');
    const heard = customer.hear(
      `subscription($id: ID!) { interactionEvents(id: $id, fromStart: true) ${everyEvent} }`,
      { id },
    );
    await heard.until(({ text }) => text === 'aloud');
    expect(JSON.stringify([heard.all, await historyOf(customer, id)])).not.toContain('whisper');
    const { messages } = (
      await customer.ask<{ interaction: { messages: { totalCount: number; nodes: { text: string }[] } } }>(
        'query($id: ID!) { interaction(id: $id) { messages { totalCount nodes { text } } } }',
        { id },
      )
    ).interaction;
    expect(messages).toEqual({ totalCount: 1, nodes: [{ text: 'aloud' }] });
  });
});

describe('the end', () => {
  test('CH-57 CH-58 CH-59 after the chat has ended the work goes on, until it is completed', async () => {
    const { customer, ann, skill } = await people();
    const id = await stage.conversation(customer, ann, { skill, attributes: { order: 1 } });
    expect(await ann.do('endChatSession', { id })).toMatchObject({
      result: 'ok',
      interaction: { status: 'WRAP', endReason: 'AGENT_ENDED' },
    });
    expect(
      await ann.do('updateAttachedData', { id, attributes: { order: null, outcome: 'refund' } }),
    ).toMatchObject({
      status: 'OK',
      event: { __typename: 'AttachedDataChanged' },
    });
    expect(await stateOf(ann, id)).toMatchObject({ attributes: { outcome: 'refund' } });
    expect(await stateOf(customer, id)).toMatchObject({ attributes: { order: 1 }, owner: null });
    expect(await ann.do('completeInteraction', { id })).toMatchObject({
      status: 'OK',
      interaction: { status: 'COMPLETED' },
    });
  });

  test('CH-60 completing an active one ends the chat and then completes', async () => {
    const { customer, ann, skill } = await people();
    const id = await stage.conversation(customer, ann, { skill });
    await ann.do('completeInteraction', { id });
    expect(told((await historyOf(ann, id)).slice(-2))).toEqual([
      'StatusChanged WRAP',
      'StatusChanged COMPLETED',
    ]);
  });

  test('CH-61 CH-8 after that every operation fails', async () => {
    const { customer, ann, bob, skill } = await people(2);
    const id = await stage.conversation(customer, ann, { skill });
    await ann.do('completeInteraction', { id });
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
      expect(await ann.do(operation, { id, ...args })).toMatchObject({
        status: 'INVALID_STATE',
        statusCode: 6,
        result: 'error',
      });
      expect((await bob.do(operation, { id, ...args })).status).toMatch(/^NOT_(OFFERED|PARTICIPANT)$/);
      expect(await ann.do(operation, { id: 'nonesuch', ...args })).toMatchObject({
        status: 'NOT_FOUND',
        statusCode: 1,
        interaction: null,
      });
    }
    expect(await customer.do('leaveInteraction', { id })).toMatchObject({ status: 'INVALID_STATE' });
    expect(await historyOf(ann, id)).toEqual(before);
  });

  test('the customer leaves: before anybody has it, and after', async () => {
    const { customer, ann, skill } = await people();
    const early = await customer.do('startInteraction', { input: { skill } });
    expect(await customer.do('leaveInteraction', { id: early.interaction?.id })).toMatchObject({
      interaction: { status: 'COMPLETED', endReason: 'ABANDONED_IN_QUEUE' },
    });
    const id = await stage.conversation(customer, ann, { skill });
    expect(await customer.do('leaveInteraction', { id })).toMatchObject({
      interaction: { status: 'WRAP', endReason: 'CUSTOMER_LEFT' },
    });
    expect(await customer.do('sendMessage', { id, text: 'x' })).toMatchObject({ status: 'NOT_PARTICIPANT' });
    expect(await customer.do('leaveInteraction', { id })).toMatchObject({ status: 'NOT_PARTICIPANT' });
    expect(await ann.do('completeInteraction', { id })).toMatchObject({ status: 'OK' });
  });
});

describe('transfer', () => {
  test('CH-62 CH-63 to an agent: the old one is out, the new one is offered it with its history', async () => {
    const { customer, ann, bob, skill } = await people(2);
    const id = await stage.conversation(customer, ann, { skill, text: 'help' });
    await bob.setState('IDLE');
    const told = bob.hear<{ __typename: string; reason?: string; events?: Event[] }>(
      'subscription { notifications { __typename ... on InteractionOffered { reason } ... on ChatHistory { events { eventId ... on ChatMessage { text } } } } }',
    );
    expect(await ann.do('singleStepTransfer', { id, to: { agentId: bob.name } })).toMatchObject({
      status: 'OK',
    });
    expect(await stateOf(ann, id)).toMatchObject({ owner: null, status: 'ALERTING' });
    expect(await ann.do('sendMessage', { id, text: 'x' })).toMatchObject({ status: 'NOT_PARTICIPANT' });
    expect(await told.next()).toMatchObject({ __typename: 'InteractionOffered', reason: 'TRANSFER' });
    expect(await customer.do('sendMessage', { id, text: 'are you there?' })).toMatchObject({ status: 'OK' });
    expect(await bob.do('acceptInteraction', { id })).toMatchObject({ status: 'OK' });
    const history = await told.next();
    expect(history.events?.map(({ text }) => text).filter(Boolean)).toEqual(['help', 'are you there?']);
    expect(await stateOf(bob, id)).toMatchObject({ owner: { username: bob.name }, status: 'ACTIVE' });
  });

  test('CH-62 to a skill it goes as from the queue; exactly one kind of target', async () => {
    const { customer, ann, skill } = await people();
    const expert = await stage.agent(`expert-${skill}`, { skills: [`${skill}-expert`] });
    const id = await stage.conversation(customer, ann, { skill });
    await expert.setState('IDLE');
    expect(await ann.do('singleStepTransfer', { id, to: { skill: 'nobody has it' } })).toMatchObject({
      status: 'NO_SUCH_TARGET',
    });
    const { body } = await stage.server.send(
      'mutation($id: ID!, $to: TransferTarget!) { singleStepTransfer(id: $id, to: $to) { status } }',
      { variables: { id, to: { agentId: 'a', skill: 'b' } }, token: ann.token },
    );
    expect(body.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    expect(await ann.do('singleStepTransfer', { id, to: { skill: `${skill}-expert` } })).toMatchObject({
      status: 'OK',
    });
    expect(await expert.do('acceptInteraction', { id })).toMatchObject({ status: 'OK' });
  });
});

describe('history on request', () => {
  test('CH-64 CH-65 CH-66 it is pushed, from an event on; an event of elsewhere is refused', async () => {
    const { customer, ann, bob, skill } = await people(2);
    const id = await stage.conversation(customer, ann, { skill, text: 'one' });
    const told = ann.hear<{ __typename: string; events: Event[] }>(
      `subscription { notifications { __typename ... on ChatHistory { events ${everyEvent} } } }`,
    );
    const sent = await customer.do('sendMessage', { id, text: 'two' });
    await customer.do('sendMessage', { id, text: 'three' });
    // The subscription is there once something that was asked for has come.
    let whole: Event[] | undefined;
    do {
      await ann.do('requestChatHistory', { id });
      whole = told.all[0]?.events;
    } while (whole === undefined);
    expect(whole).toEqual(await historyOf(ann, id));
    expect(await ann.do('requestChatHistory', { id, eventId: sent.event?.eventId })).toMatchObject({
      statusCode: 0,
    });
    const rest = await told.until(({ events }) => events.length < whole.length);
    expect(rest.events.map(({ text }) => text)).toEqual(['three']);
    const other = await stage.conversation(customer, bob, { skill, text: 'other' });
    const foreign = (await historyOf(bob, other))[0]?.eventId;
    for (const eventId of [foreign, 'nonsense'])
      expect(await ann.do('requestChatHistory', { id, eventId })).toMatchObject({
        status: 'UNKNOWN_EVENT',
        statusCode: 10,
        statusMessage: expect.any(String) as string,
      });
    expect(await bob.do('requestChatHistory', { id })).toMatchObject({ status: 'NOT_PARTICIPANT' });
    expect(await customer.do('sendMessage', { id, text: 'four' })).toMatchObject({ status: 'OK' });
  });
});

describe('who may', () => {
  test('CH-3 CH-4 a customer cannot do what agents do, nor an agent what customers do', async () => {
    const { customer, ann, skill } = await people();
    const id = await stage.conversation(customer, ann, { skill });
    for (const [token, call] of [
      [customer.token, `endChatSession(id: "${id}")`],
      [customer.token, `acceptInteraction(id: "${id}")`],
      [ann.token, `leaveInteraction(id: "${id}")`],
      [ann.token, 'startInteraction(input: {})'],
    ] as const) {
      const { body } = await stage.server.send(`mutation { ${call} { status } }`, { token });
      expect(body.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    }
  });

  test('CH-5 CH-6 what is for chats is refused for other interactions; the rest is not', async () => {
    const { customer, ann, skill } = await people();
    const id = await stage.conversation(customer, ann, { skill, type: word('GENERIC_TASK') });
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
      expect(await ann.do(operation, { id, ...args })).toMatchObject({ status: 'NOT_A_CHAT', statusCode: 7 });
    expect(await ann.do('completeInteraction', { id })).toMatchObject({ status: 'OK' });
  });

  test('CH-8 to a customer the interaction of another is not there', async () => {
    const { customer, ann, skill } = await people();
    const other = await stage.customer('another customer');
    const id = await stage.conversation(customer, ann, { skill });
    expect(await other.do('sendMessage', { id, text: 'x' })).toMatchObject({
      status: 'NOT_FOUND',
      interaction: null,
    });
    expect(await other.ask('query($id: ID!) { interaction(id: $id) { id } }', { id })).toEqual({
      interaction: null,
    });
    const heard = other.hear(`subscription($id: ID!) { interactionEvents(id: $id) ${everyEvent} }`, { id });
    expect(await heard.ended).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  });

  test('a customer sees agents by nickname alone', async () => {
    const { customer, ann, skill } = await people();
    const id = await stage.conversation(customer, ann, { skill });
    await ann.do('sendMessage', { id, text: 'hello' });
    const heard = customer.hear(
      `subscription($id: ID!) { interactionEvents(id: $id, fromStart: true) ${everyEvent} }`,
      { id },
    );
    await heard.until(({ text }) => text === 'hello');
    const seen = JSON.stringify([
      heard.all,
      await historyOf(customer, id),
      await customer.ask(
        'query($id: ID!) { interaction(id: $id) { skill owner { username } participants { nickname agent { username nickname } } engagement { id } traceRecord { id } } }',
        { id },
      ),
    ]);
    expect(seen).not.toContain(`"${ann.name}"`);
    expect(seen).toContain(`${ann.name} the agent`);
    expect(seen).toContain('"skill":null');
  });
});

describe('keys', () => {
  test('CH-14 CH-16 the same key acts once, and with another content it is a conflict', async () => {
    const { customer, ann, skill } = await people();
    await ann.setState('IDLE');
    const start = () =>
      customer.do('startInteraction', { input: { skill, text: 'once', clientInteractionId: 'k1' } });
    const [first, second] = await Promise.all([start(), start()]);
    expect(second.interaction?.id).toBe(first.interaction?.id);
    expect(second.event).toEqual(first.event);
    expect(
      await customer.do('startInteraction', { input: { skill, text: 'twice', clientInteractionId: 'k1' } }),
    ).toMatchObject({ status: 'IDEMPOTENCY_CONFLICT', statusCode: 13 });
    const id = first.interaction?.id ?? '';
    const accepted = await Promise.all(
      [1, 2, 3].map(() => ann.do('acceptInteraction', { id, idempotencyKey: 'a' })),
    );
    expect(accepted.map(({ status, event }) => [status, event])).toEqual(
      Array(3).fill(['OK', accepted[0]?.event]),
    );
    const sends = await Promise.all(
      Array.from({ length: 50 }, () => ann.do('sendMessage', { id, text: 'one', clientMessageId: 'm' })),
    );
    expect(new Set(sends.map(({ status, event }) => `${status} ${event?.eventId}`)).size).toBe(1);
    expect(await ann.do('sendMessage', { id, text: 'two', clientMessageId: 'm' })).toMatchObject({
      status: 'IDEMPOTENCY_CONFLICT',
    });
    // Another's key is another key.
    expect(await customer.do('sendMessage', { id, text: 'two', clientMessageId: 'm' })).toMatchObject({
      status: 'OK',
    });
    const completed = await ann.do('completeInteraction', { id, idempotencyKey: 'c' });
    expect(completed.status).toBe('OK');
    // The repeated request that completed the interaction returns the first answer.
    expect(await ann.do('completeInteraction', { id, idempotencyKey: 'c' })).toEqual(completed);
    expect(await ann.do('sendMessage', { id, text: 'one', clientMessageId: 'm' })).toMatchObject({
      status: 'OK',
      event: sends[0]?.event,
    });
    const texts = (await historyOf(ann, id)).map(({ text }) => text).filter(Boolean);
    expect(texts).toEqual(['once', 'one', 'two']);
  });
});

test('CH-1 CH-10 CH-14 CH-15 each of the eleven operations answers in both forms of the source, done or refused', async () => {
  const { customer, ann, bob, skill } = await people(2, { maxConcurrent: 9 });
  await bob.setState('IDLE');
  const queued = async () => {
    await ann.setState('UNAVAILABLE');
    const started = await customer.do('startInteraction', { input: { skill } });
    return started.interaction?.id ?? '';
  };
  const own = () => stage.conversation(customer, bob, { skill });
  const conference = async () => {
    const id = await own();
    await ann.setState('IDLE');
    await bob.do('inviteUser', { id, agentId: ann.name });
    await ann.do('acceptInteraction', { id });
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
    expect([operation, await bob.do(operation, { id, ...args })]).toMatchObject([
      operation,
      { statusCode: 0, status: 'OK', statusMessage: null, result: 'ok' },
    ]);
    const refusal = await bob.do(operation, { id: 'nonesuch', ...args });
    expect([operation, refusal]).toMatchObject([operation, { status: 'NOT_FOUND', result: 'error' }]);
    expect(refusal.statusCode).toBeGreaterThan(0);
    expect(refusal.statusMessage).toMatch(/^[A-Z].{10,}\.$/);
    // Open interactions would be offered to bob in the next round.
    await bob.do('completeInteraction', { id });
    await ann.do('completeInteraction', { id });
    await customer.do('leaveInteraction', { id });
  }
});
