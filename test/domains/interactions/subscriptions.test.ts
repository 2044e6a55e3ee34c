import { everyEvent, openStage, type Event, type Person, type Stage } from './stage.ts';

let here: Stage;
let there: Stage;
beforeAll(async () => {
  here = await openStage(import.meta.url);
  there = await openStage(import.meta.url);
});
afterAll(async () => {
  await here.stop();
  await there.stop();
});

let number = 0;
async function people(agents = 1) {
  const n = ++number;
  const skill = `skill${n}`;
  const names = ['a', 'b'].slice(0, agents).map((letter) => `agent${n}${letter}`);
  const [ann, bob] = (await Promise.all(names.map((name) => here.agent(name, { skills: [skill] })))) as [
    Person,
    Person,
  ];
  return { customer: await here.customer(`customer${n}`), ann, bob, skill };
}
/** The same person, on the other process. */
const elsewhere = (person: Person, scopes: string) => there.person(person.name, scopes);

const follow = `subscription($id: ID!, $after: ID, $start: Boolean) {
  interactionEvents(id: $id, afterEventId: $after, fromStart: $start) ${everyEvent} }`;
const historyOf = async (person: Person, id: string) =>
  (
    await person.ask<{ interaction: { history: Event[] } }>(
      `query($id: ID!) { interaction(id: $id) { history ${everyEvent} } }`,
      { id },
    )
  ).interaction.history;

describe('following an interaction', () => {
  test('from the start it is the history, and then what happens; it completes after COMPLETED', async () => {
    const { customer, ann, skill } = await people();
    const id = await here.conversation(customer, ann, { skill, text: 'one' });
    const followers = [
      ann.hear(follow, { id, start: true }),
      (await elsewhere(ann, 'chat.agent')).hear(follow, { id, start: true }),
      (await elsewhere(ann, 'interaction.view agent.view')).hear(follow, { id, start: true }),
    ];
    for (const follower of followers) await follower.until(({ text }) => text === 'one');
    await customer.do('sendMessage', { id, text: 'two' });
    await ann.do('completeInteraction', { id });
    for (const follower of followers) expect(await follower.ended).toEqual([]);
    const history = await historyOf(ann, id);
    const keysOf = (events: readonly Event[]) =>
      events.map(({ eventId, sequence, __typename }) => [eventId, sequence, __typename]);
    for (const follower of followers) expect(keysOf(follower.all)).toEqual(keysOf(history));
    const sequences = history.map(({ sequence }) => sequence);
    expect(sequences).toEqual(sequences.toSorted((a, b) => a - b));
    expect(new Set(sequences).size).toBe(sequences.length);
  });

  test('after an event it is what came after it, whatever the event', async () => {
    const { customer, ann, skill } = await people();
    const id = await here.conversation(customer, ann, { skill, text: 'one' });
    await ann.do('completeInteraction', { id });
    const history = await historyOf(ann, id);
    for (const [index, { eventId }] of history.entries()) {
      const follower = ann.hear(follow, { id, after: eventId });
      expect(await follower.ended).toEqual([]);
      expect(follower.all).toEqual(history.slice(index + 1));
      const rest = await ann.ask<{ interaction: { history: Event[] } }>(
        `query($id: ID!, $after: ID) { interaction(id: $id) { history(afterEventId: $after) ${everyEvent} } }`,
        { id, after: eventId },
      );
      expect(rest.interaction.history).toEqual(history.slice(index + 1));
    }
  });

  test('a position of another interaction, altered, or made up is BAD_CURSOR', async () => {
    const { customer, ann, bob, skill } = await people(2);
    const id = await here.conversation(customer, ann, { skill });
    const other = await here.conversation(customer, bob, { skill });
    const mine = (await historyOf(ann, id))[0]?.eventId ?? '';
    const foreign = (await historyOf(bob, other))[0]?.eventId ?? '';
    const altered = Array.from(
      mine,
      (letter, index) => mine.slice(0, index) + (letter === 'A' ? 'B' : 'A') + mine.slice(index + 1),
    );
    for (const after of [
      foreign,
      ...altered,
      '',
      'x',
      mine.slice(1),
      mine + mine,
      'A'.repeat(100_000),
      '\u0000',
    ]) {
      const follower = ann.hear(follow, { id, after });
      expect(await follower.ended).toMatchObject([
        { extensions: { code: 'BAD_CURSOR', field: 'afterEventId' } },
      ]);
      expect(follower.all).toEqual([]);
    }
    const both = ann.hear(follow, { id, after: mine, start: true });
    expect(await both.ended).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: 'fromStart' } }]);
  });

  test('a position of a past that is gone is HISTORY_LOST', async () => {
    const { customer, ann, skill } = await people();
    const id = await here.conversation(customer, ann, { skill });
    const before = (await historyOf(ann, id)).at(-1)?.eventId;
    await here.server.app.ids.renew();
    const follower = ann.hear(follow, { id, after: before });
    expect(await follower.ended).toMatchObject([{ extensions: { code: 'HISTORY_LOST' } }]);
    const anew = (await historyOf(ann, id)).at(-1)?.eventId;
    expect(anew).not.toBe(before);
  });

  test('messages alone: the same positions, also those of other events', async () => {
    const { customer, ann, skill } = await people();
    const id = await here.conversation(customer, ann, { skill, text: 'one' });
    const [joined] = await historyOf(ann, id);
    const messages = customer.hear(
      'subscription($id: ID!, $after: ID) { messageAdded(interactionId: $id, afterEventId: $after) { __typename text } }',
      {
        id,
        after: joined?.eventId,
      },
    );
    expect(await messages.next()).toEqual({ __typename: 'ChatMessage', text: 'one' });
    await ann.do('updateAttachedData', { id, attributes: { a: 1 } });
    await ann.do('sendMessage', { id, text: 'two' });
    expect(await messages.next()).toEqual({ __typename: 'ChatMessage', text: 'two' });
    await ann.do('completeInteraction', { id });
    expect(await messages.ended).toEqual([]);
    expect(messages.all).toHaveLength(2);
  });

  test('without a position it begins now', async () => {
    const { customer, ann, skill } = await people();
    const id = await here.conversation(customer, ann, { skill, text: 'before' });
    const follower = customer.hear(follow, { id });
    // It is there once something comes.
    do await ann.do('sendMessage', { id, text: 'now' });
    while (follower.all.length === 0);
    expect(follower.all.every(({ text }) => text === 'now')).toBe(true);
  });

  test('what one process writes, followers on another get in order, without gap or repeat', async () => {
    const { customer, ann, skill } = await people();
    const id = await here.conversation(customer, ann, { skill });
    const far = await elsewhere(customer, 'chat.customer');
    const annThere = await elsewhere(ann, 'chat.agent');
    const followers = [customer.hear(follow, { id, start: true }), far.hear(follow, { id, start: true })];
    const send = async (person: Person, mark: string) => {
      for (let index = 0; index < 60; index++)
        expect((await person.do('sendMessage', { id, text: `${mark} ${index}` })).status).toBe('OK');
    };
    await Promise.all([
      send(ann, 'here'),
      send(annThere, 'there'),
      send(customer, 'c here'),
      send(far, 'c there'),
    ]);
    await ann.do('endChatSession', { id });
    const texts = (events: readonly Event[]) => events.flatMap(({ text }) => text ?? []);
    for (const follower of followers) await follower.until(({ status }) => status === 'WRAP');
    const history = texts(await historyOf(customer, id));
    expect(history).toHaveLength(240);
    for (const follower of followers) expect(texts(follower.all)).toEqual(history);
    for (const mark of ['here', 'there', 'c here', 'c there'])
      expect(history.filter((text) => text.startsWith(`${mark} `))).toEqual(
        Array.from({ length: 60 }, (_, n) => `${mark} ${n}`),
      );
  });
});

describe('typing', () => {
  const typing = 'subscription($id: ID!) { typing(interactionId: $id) { by nickname typing } }';
  const start = 'sendStartTypingNotification';
  const stop = 'sendStopTypingNotification';

  /** A subscription is known to be there once it has heard somebody. */
  async function listening(listener: Person, speaker: Person, id: string) {
    const heard = listener.hear<{ by: string; typing: boolean; nickname: string | null }>(typing, { id });
    do {
      await speaker.do(start, { id });
      await speaker.do(stop, { id });
    } while (heard.all.length < 2);
    return { heard, from: heard.all.length };
  }

  test('CH-50 CH-51 CH-52 the others are told, on any process; who types is not', async () => {
    const { customer, ann, skill } = await people();
    const id = await here.conversation(customer, ann, { skill });
    const far = await elsewhere(customer, 'chat.customer');
    const near = await listening(customer, ann, id);
    const away = await listening(far, ann, id);
    const own = ann.hear<{ by: string }>(typing, { id });
    await ann.do(start, { id });
    await near.heard.until(({ typing: now }) => now);
    expect(near.heard.all.at(-1)).toMatchObject({ typing: true, nickname: `${ann.name} the agent` });
    do await customer.do(start, { id });
    while (own.all.length === 0);
    await customer.do(stop, { id });
    expect(new Set(own.all.map(({ by }) => by))).toEqual(new Set(['p1']));
    await ann.do(stop, { id });
    for (const { heard } of [near, away]) {
      while (heard.all.at(-1)?.typing !== false) await heard.next();
      expect(new Set(heard.all.map(({ by }) => by))).toEqual(new Set(['p2']));
    }
  });

  test('CH-53 CH-54 it is not stored, a stop without a start is nothing, a repeated start is one', async () => {
    const { customer, ann, skill } = await people();
    const id = await here.conversation(customer, ann, { skill });
    const before = await historyOf(ann, id);
    const { heard, from } = await listening(customer, ann, id);
    expect(await ann.do(stop, { id })).toMatchObject({ statusCode: 0, event: null });
    for (let index = 0; index < 3; index++)
      expect(await ann.do(start, { id })).toMatchObject({ statusCode: 0 });
    await ann.do(stop, { id });
    while (heard.all.length < from + 2) await heard.next();
    await ann.do(start, { id });
    while (heard.all.length < from + 3) await heard.next();
    expect(heard.all.slice(from).map(({ typing: now }) => now)).toEqual([true, false, true]);
    expect(await historyOf(ann, id)).toEqual(before);
  });

  test('CH-55 who does not take part cannot, nor follow it', async () => {
    const { customer, ann, bob, skill } = await people(2);
    const id = await here.conversation(customer, ann, { skill });
    expect(await bob.do(start, { id })).toMatchObject({ status: 'NOT_PARTICIPANT' });
    const heard = bob.hear(typing, { id });
    expect(await heard.ended).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  });

  test('CH-56 who does not stop is taken to have stopped after six seconds', async () => {
    const { customer, ann, skill } = await people();
    const id = await here.conversation(customer, ann, { skill });
    const { heard, from } = await listening(customer, ann, id);
    const began = performance.now();
    await ann.do(start, { id });
    while (heard.all.length < from + 2) await heard.next();
    expect(heard.all.slice(from).map(({ typing: now }) => now)).toEqual([true, false]);
    expect(performance.now() - began).toBeGreaterThan(5900);
  });

  test('it ends with the conversation', async () => {
    const { customer, ann, skill } = await people();
    const id = await here.conversation(customer, ann, { skill });
    const { heard } = await listening(customer, ann, id);
    await ann.do('endChatSession', { id });
    expect(await heard.ended).toEqual([]);
    expect(await customer.hear(typing, { id }).ended).toEqual([]);
  });
});

describe('notifications', () => {
  interface Told {
    __typename: string;
    reason?: string;
    why?: string;
    expiresAt?: string;
    interaction: { id: string; status: string };
  }
  const notifications = `subscription { notifications { __typename at interaction { id status }
    ... on InteractionOffered { reason expiresAt } ... on OfferWithdrawn { why: reason } ... on ChatHistory { events { eventId } } } }`;

  test('they begin with the offers that are open, on every process', async () => {
    const { customer, ann, skill } = await people();
    await ann.setState('IDLE');
    const { interaction } = await customer.do('startInteraction', { input: { skill } });
    for (const person of [ann, await elsewhere(ann, 'chat.agent')]) {
      const heard = person.hear<Told>(notifications);
      expect(await heard.next()).toMatchObject({
        __typename: 'InteractionOffered',
        reason: 'QUEUE',
        interaction: { id: interaction?.id, status: 'ALERTING' },
      });
    }
  });

  test('an offer, its end, and the history after accept are told on another process too', async () => {
    const { customer, ann, bob, skill } = await people(2);
    const annThere = await elsewhere(ann, 'chat.agent');
    const heard = annThere.hear<Told>(notifications);
    await ann.setState('IDLE');
    const first = await customer.do('startInteraction', { input: { skill } });
    const id = first.interaction?.id;
    expect(await heard.next()).toMatchObject({ __typename: 'InteractionOffered', interaction: { id } });
    await ann.do('rejectInteraction', { id });
    expect(await heard.next()).toMatchObject({
      __typename: 'OfferWithdrawn',
      why: 'REJECTED',
      interaction: { id },
    });
    const second = await customer.do('startInteraction', { input: { skill } });
    expect(await heard.next()).toMatchObject({
      __typename: 'InteractionOffered',
      interaction: { id: second.interaction?.id },
    });
    await customer.do('leaveInteraction', { id: second.interaction?.id });
    expect(await heard.next()).toMatchObject({ __typename: 'OfferWithdrawn', why: 'CUSTOMER_LEFT' });
    await bob.setState('IDLE');
    const third = await customer.do('startInteraction', { input: { skill } });
    expect(await heard.next()).toMatchObject({
      __typename: 'InteractionOffered',
      interaction: { id: third.interaction?.id },
    });
    await ann.setState('LOGGED_OFF');
    expect(await heard.next()).toMatchObject({ __typename: 'OfferWithdrawn', why: 'CANCELLED' });
  });

  test('they are for agents', async () => {
    const service = await here.person('a service', 'interaction.view');
    expect(await service.hear(notifications).ended).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  });
});

test('a tenant does not see another’s interactions, whatever it asks', async () => {
  const { customer, ann, skill } = await people();
  const id = await here.conversation(customer, ann, { skill, text: 'secret of acme' });
  const foreign = await openStage(import.meta.url, {}, 'umbrella');
  try {
    const all = await foreign.person('spy', 'interaction.view chat.agent agent.view');
    const answers = [
      await all.ask(
        'query($id: ID!) { interaction(id: $id) { id } node(id: $id) { id } interactions { nodes { id } } }',
        { id },
      ),
      await all.do('sendMessage', { id, text: 'x' }),
      await all.do('acceptInteraction', { id }),
      await all.hear(follow, { id, start: true }).ended,
      await all.hear('subscription($id: ID!) { typing(interactionId: $id) { by } }', { id }).ended,
    ];
    expect(answers[0]).toEqual({ interaction: null, node: null, interactions: { nodes: [] } });
    expect(answers[1]).toMatchObject({ status: 'NOT_FOUND', interaction: null });
    expect(JSON.stringify(answers)).not.toContain('secret of acme');
    const same = await foreign.customer(customer.name);
    expect(await same.do('sendMessage', { id, text: 'x' })).toMatchObject({ status: 'NOT_FOUND' });
  } finally {
    await foreign.stop();
  }
});
