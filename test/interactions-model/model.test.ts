import type { Operation } from './operation.ts';
import { step } from './model.ts';
import { attributesFor, historyFor, isVisibleTo, settled } from './views.ts';
import {
  agentNamed,
  agentState,
  newWorld,
  statusOf,
  type Answer,
  type Interaction,
  type Presence,
  type World,
} from './world.ts';

/** The model against the source's sentences, one by one. */
class Play {
  world: World;
  answer: Answer = { status: 'OK', interaction: null, event: null };

  constructor(
    agents: Record<string, { skills?: string[]; maxConcurrent?: number; presence?: Presence }> = {
      a: {},
      b: {},
      c: { presence: 'LOGGED_OFF' },
    },
    reoffer: World['reoffer'] = 'never',
  ) {
    const setups = Object.entries(agents).map(([username, given]) => ({
      username,
      nickname: username.toUpperCase(),
      skills: given.skills ?? ['billing'],
      maxConcurrent: given.maxConcurrent ?? 1,
      presence: given.presence ?? 'IDLE',
    }));
    this.world = newWorld(setups, reoffer);
  }

  do(operation: Operation): Answer['status'] {
    ({
      worlds: [this.world],
      answer: this.answer,
    } = step(this.world, operation));
    return this.answer.status;
  }
  start(more: Partial<Extract<Operation, { kind: 'startInteraction' }>> = {}): Answer['status'] {
    return this.do({ kind: 'startInteraction', customer: 'ann', type: 'WEBCHAT', ...more });
  }
  by(
    agent: string,
    kind:
      | 'acceptInteraction'
      | 'rejectInteraction'
      | 'leaveConference'
      | 'endChatSession'
      | 'completeInteraction',
    key?: string,
  ): Answer['status'] {
    return this.do({ kind, agent, interaction: 0, ...(key === undefined ? {} : { key }) });
  }
  invite(agent: string, agentId: string): Answer['status'] {
    return this.do({ kind: 'inviteUser', agent, agentId, interaction: 0 });
  }
  transfer(agent: string, to: { agentId: string } | { skill: string }): Answer['status'] {
    return this.do({ kind: 'singleStepTransfer', agent, to, interaction: 0 });
  }
  say(name: string, text = 'hello', kind: 'agent' | 'customer' = 'agent'): Answer['status'] {
    return this.do({ kind: 'sendMessage', by: { kind, name }, text, interaction: 0 });
  }
  present(agent: string, state: Presence): void {
    this.do({ kind: 'setAgentState', agent, state });
  }
  leave(customer = 'ann'): Answer['status'] {
    return this.do({ kind: 'leaveInteraction', customer, interaction: 0 });
  }

  get it(): Interaction {
    const [first] = this.world.interactions;
    if (first === undefined) throw new Error('None was started.');
    return first;
  }
  get status(): string {
    return statusOf(this.it);
  }
  get offered(): string[] {
    return this.it.offers.map(({ agent }) => agent);
  }
  get owner(): string | null {
    return this.it.owner === null ? null : (this.it.participants[this.it.owner]?.name ?? null);
  }
  get kinds(): string[] {
    return this.it.events.map((event) => (event.kind === 'StatusChanged' ? event.status : event.kind));
  }
  state(username: string): string {
    const agent = agentNamed(this.world, username);
    return agent === undefined ? '' : agentState(this.world, agent);
  }
}

/** Accepted by `a`; `b` is idle, `c` is not signed in. */
function active(): Play {
  const play = new Play();
  play.start();
  play.by('a', 'acceptInteraction');
  return play;
}

function conference(): Play {
  const play = active();
  play.invite('a', 'b');
  play.by('b', 'acceptInteraction');
  return play;
}

describe('accept and reject', () => {
  test('CH-17 accepting is for whom it is offered to, CH-18 and makes the agent its owner', () => {
    const play = new Play();
    play.start();
    expect([play.status, play.offered]).toEqual(['ALERTING', ['a']]);
    expect(play.by('b', 'acceptInteraction')).toBe('NOT_OFFERED');
    expect(play.by('a', 'acceptInteraction')).toBe('OK');
    expect([play.status, play.owner]).toEqual(['ACTIVE', 'a']);
    expect(play.kinds.slice(-3)).toEqual(['ParticipantJoined', 'OwnerChanged', 'ACTIVE']);
    expect(play.state('a')).toEqual('WORKING');
  });

  test('CH-24 a second accept by the owner adds nothing', () => {
    const play = active();
    const { events } = play.it;
    expect(play.by('a', 'acceptInteraction')).toBe('ALREADY_ACCEPTED');
    expect(play.it.events).toEqual(events);
  });

  test('CH-26 what is rejected is offered to the next, CH-27 not after accepting, CH-28 and not accepted after rejecting', () => {
    const play = new Play();
    play.start();
    expect(play.by('a', 'rejectInteraction')).toBe('OK');
    expect([play.offered, play.state('a'), play.state('b')]).toEqual([['b'], 'IDLE', 'RESERVED']);
    expect(play.by('a', 'acceptInteraction')).toBe('NOT_OFFERED');
    play.by('b', 'acceptInteraction');
    expect(play.by('b', 'rejectInteraction')).toBe('INVALID_STATE');
  });

  test('CH-25 rejecting is for whom it is offered to', () => {
    const play = new Play();
    play.start();
    expect(play.by('b', 'rejectInteraction')).toBe('NOT_OFFERED');
  });

  test('nobody is above capacity, and what waits is offered as soon as somebody is free', () => {
    const play = new Play({ a: {}, b: { skills: ['tech'] } });
    play.start({ skill: 'billing' });
    play.start({ skill: 'billing', customer: 'ben' });
    expect(play.world.interactions.map(statusOf)).toEqual(['ALERTING', 'QUEUED']);
    play.by('a', 'acceptInteraction');
    play.by('a', 'endChatSession');
    expect([play.state('a'), play.world.interactions.map(statusOf)]).toEqual(['WRAP', ['WRAP', 'QUEUED']]);
    play.by('a', 'completeInteraction');
    expect(play.world.interactions.map(statusOf)).toEqual(['COMPLETED', 'ALERTING']);
  });

  test('who declined comes after all others, or not at all', () => {
    for (const reoffer of ['last', 'never'] as const) {
      const play = new Play({ a: {} }, reoffer);
      play.start();
      play.by('a', 'rejectInteraction');
      expect(play.offered).toEqual(reoffer === 'last' ? ['a'] : []);
    }
  });
});

describe('conference', () => {
  test('CH-29 CH-31 both work on it at the same time', () => {
    const play = conference();
    expect([play.say('a'), play.say('b'), play.owner]).toEqual(['OK', 'OK', 'a']);
  });

  test('CH-34 oneself, one who is in, one who is offered it, an unknown and a signed-out agent cannot be invited', () => {
    const play = active();
    expect([play.invite('a', 'a'), play.invite('a', 'nobody'), play.invite('a', 'c')]).toEqual([
      'ALREADY_PARTICIPANT',
      'NO_SUCH_TARGET',
      'AGENT_UNAVAILABLE',
    ]);
    expect([play.invite('a', 'b'), play.invite('a', 'b')]).toEqual(['OK', 'ALREADY_PARTICIPANT']);
  });

  test('CH-35 inviting needs an active chat', () => {
    const play = active();
    play.by('a', 'endChatSession');
    expect(play.invite('a', 'b')).toBe('INVALID_STATE');
  });

  test('CH-37 CH-38 the last remaining agent keeps ownership, CH-40 and cannot leave', () => {
    const play = conference();
    expect(play.by('a', 'leaveConference')).toBe('OK');
    expect([play.owner, play.kinds.slice(-2)]).toEqual(['b', ['ParticipantLeft', 'OwnerChanged']]);
    expect(play.by('b', 'leaveConference')).toBe('LAST_AGENT');
  });

  test('CH-39 leaving without being in fails, CH-42 as does sending another away', () => {
    const play = conference();
    expect(play.by('c', 'leaveConference')).toBe('NOT_PARTICIPANT');
    expect(play.do({ kind: 'leaveConference', agent: 'a', agentId: 'b', interaction: 0 })).toBe(
      'NOT_PARTICIPANT',
    );
  });

  test('CH-43 who has left sends nothing and sees nothing more, and all of it on coming back', () => {
    const play = conference();
    play.by('b', 'leaveConference');
    play.say('a', 'without b');
    expect(play.say('b')).toBe('NOT_PARTICIPANT');
    const b = { kind: 'agent', name: 'b' } as const;
    expect(historyFor(play.it, b)?.at(-1)).toMatchObject({ kind: 'ParticipantLeft' });
    play.invite('a', 'b');
    play.by('b', 'acceptInteraction');
    expect(historyFor(play.it, b)).toEqual(play.it.events);
  });
});

describe('sending', () => {
  test('CH-47 only participants send, and only until the chat has ended', () => {
    const play = active();
    expect([play.say('b'), play.say('ann', 'hi', 'customer'), play.say('ben', 'hi', 'customer')]).toEqual([
      'NOT_PARTICIPANT',
      'OK',
      'NOT_FOUND',
    ]);
    play.by('a', 'endChatSession');
    expect([play.say('a'), play.say('b')]).toEqual(['INVALID_STATE', 'NOT_PARTICIPANT']);
  });

  test('CH-48 empty, blank and over-long texts are refused before anything else', () => {
    const play = active();
    expect(['', ' \n', 'ä'.repeat(16_385)].map((text) => play.say('b', text))).toEqual(
      Array.from({ length: 3 }, () => 'INVALID_TEXT'),
    );
    expect(play.say('a', 'ä'.repeat(16_384))).toBe('OK');
  });

  test('CH-55 typing has the same rules, CH-54 stopping needs no start, CH-53 and nothing is kept', () => {
    const play = active();
    const { events } = play.it;
    const stop = (name: string) =>
      play.do({ kind: 'sendStopTypingNotification', by: { kind: 'agent', name }, interaction: 0 });
    expect([stop('a'), stop('b')]).toEqual(['OK', 'NOT_PARTICIPANT']);
    expect(play.it.events).toEqual(events);
  });

  test('a key gives the first answer and acts once; with other content it is a conflict', () => {
    const play = active();
    const say = (text: string) =>
      play.do({ kind: 'sendMessage', by: { kind: 'agent', name: 'a' }, text, interaction: 0, key: 'k' });
    expect([say('one'), say('one'), say('two')]).toEqual(['OK', 'OK', 'IDEMPOTENCY_CONFLICT']);
    expect(play.kinds.filter((kind) => kind === 'ChatMessage')).toHaveLength(1);
    play.by('a', 'completeInteraction');
    // The key is looked up before the state.
    expect([say('one'), play.say('a')]).toEqual(['OK', 'INVALID_STATE']);
  });
});

describe('ending', () => {
  test('CH-57 ending the chat keeps the interaction, CH-58 its data can change, CH-59 until it is completed', () => {
    const play = active();
    const change = (agent = 'a') =>
      play.do({
        kind: 'updateAttachedData',
        agent,
        interaction: 0,
        attributes: { topic: 'bill', old: null },
      });
    expect([play.by('a', 'endChatSession'), play.status, change()]).toEqual(['OK', 'WRAP', 'OK']);
    expect(attributesFor(play.it, 'staff')).toEqual({ topic: 'bill' });
    expect(attributesFor(play.it, { kind: 'customer', name: 'ann' })).toBeNull();
    expect([play.by('a', 'completeInteraction'), change(), change('b')]).toEqual([
      'OK',
      'INVALID_STATE',
      'NOT_PARTICIPANT',
    ]);
  });

  test('CH-60 completing an active chat ends it and completes it, in that order, CH-61 and then everything fails', () => {
    const play = active();
    play.by('a', 'completeInteraction');
    expect(play.kinds.slice(-2)).toEqual(['WRAP', 'COMPLETED']);
    expect([play.by('a', 'completeInteraction'), play.by('a', 'acceptInteraction'), play.leave()]).toEqual([
      'INVALID_STATE',
      'INVALID_STATE',
      'INVALID_STATE',
    ]);
    expect([play.by('b', 'completeInteraction'), play.by('b', 'acceptInteraction')]).toEqual([
      'NOT_PARTICIPANT',
      'NOT_OFFERED',
    ]);
  });

  test('a customer who leaves abandons what waits, and ends what is under way', () => {
    const waiting = new Play();
    waiting.start();
    waiting.leave();
    expect([waiting.status, waiting.it.endReason, waiting.offered]).toEqual([
      'COMPLETED',
      'ABANDONED_IN_QUEUE',
      [],
    ]);
    const play = active();
    play.leave();
    expect([play.status, play.it.endReason, play.leave()]).toEqual([
      'WRAP',
      'CUSTOMER_LEFT',
      'NOT_PARTICIPANT',
    ]);
    expect(play.kinds.slice(-2)).toEqual(['ParticipantLeft', 'WRAP']);
  });

  test('CH-6 what is for chats is NOT_A_CHAT elsewhere, CH-5 and the general operations work', () => {
    const play = new Play();
    play.start({ type: 'VOICE' });
    expect(play.by('a', 'acceptInteraction')).toBe('OK');
    expect([play.say('a'), play.by('a', 'endChatSession'), play.invite('a', 'b')]).toEqual([
      'NOT_A_CHAT',
      'NOT_A_CHAT',
      'NOT_A_CHAT',
    ]);
    expect(play.by('a', 'completeInteraction')).toBe('OK');
  });

  test('CH-64 CH-65 the history is for who takes part, from an event of the interaction', () => {
    const play = active();
    const request = (agent: string, event: 'none' | 'own' | 'garbage') =>
      play.do({ kind: 'requestChatHistory', agent, event, interaction: 0 });
    expect([
      request('a', 'none'),
      request('a', 'own'),
      request('a', 'garbage'),
      request('b', 'none'),
    ]).toEqual(['OK', 'OK', 'UNKNOWN_EVENT', 'NOT_PARTICIPANT']);
  });
});

describe('transfer', () => {
  test('CH-63 the old agent is out, and the new one is offered it', () => {
    const play = active();
    expect(play.transfer('a', { agentId: 'b' })).toBe('OK');
    expect([play.status, play.owner, play.offered, play.say('a')]).toEqual([
      'ALERTING',
      null,
      ['b'],
      'NOT_PARTICIPANT',
    ]);
    expect(play.kinds.slice(-3)).toEqual(['ParticipantLeft', 'OwnerChanged', 'ALERTING']);
  });

  test('CH-62 to a skill it goes by the queue, and one that nobody has is refused', () => {
    const play = new Play({ a: {}, b: { skills: ['tech'] } });
    play.start({ skill: 'billing' });
    play.by('a', 'acceptInteraction');
    expect(play.transfer('a', { skill: 'cooking' })).toBe('NO_SUCH_TARGET');
    expect(play.transfer('a', { skill: 'tech' })).toBe('OK');
    expect([play.it.skill, play.offered]).toEqual(['tech', ['b']]);
  });

  test('a target who rejects leaves it to the queue', () => {
    const play = new Play({ a: {}, b: {}, c: {} });
    play.start();
    play.by('a', 'acceptInteraction');
    play.transfer('a', { agentId: 'c' });
    play.by('c', 'rejectInteraction');
    expect(play.offered).toEqual(['b']);
  });

  test('in a conference it stays active, and the agent longest in becomes the owner', () => {
    const play = new Play({ a: {}, b: {}, c: {} });
    play.start();
    play.by('a', 'acceptInteraction');
    play.invite('a', 'b');
    play.by('b', 'acceptInteraction');
    play.transfer('a', { agentId: 'c' });
    expect([play.status, play.owner, play.offered]).toEqual(['ACTIVE', 'b', ['c']]);
    play.by('b', 'endChatSession');
    expect(play.offered).toEqual([]);
  });
});

describe('presence', () => {
  test('UNAVAILABLE with work at hand is PENDING_UNAVAILABLE until it is done', () => {
    const play = active();
    play.present('a', 'UNAVAILABLE');
    expect(play.state('a')).toEqual('PENDING_UNAVAILABLE');
    play.by('a', 'completeInteraction');
    expect(play.state('a')).toEqual('UNAVAILABLE');
  });

  test('an offer goes to the next when its agent signs out, and who signs in is offered what waits', () => {
    const play = new Play({ a: {}, b: {}, c: { presence: 'LOGGED_OFF' } });
    play.start();
    play.present('a', 'LOGGED_OFF');
    expect(play.offered).toEqual(['b']);
    play.present('b', 'UNAVAILABLE');
    expect([play.offered, play.status]).toEqual([[], 'QUEUED']);
    play.present('c', 'IDLE');
    expect(play.offered).toEqual(['c']);
  });
});

test('customers see nothing of owners and attached data, and only who is offered it or took part sees it at all', () => {
  const play = active();
  play.do({ kind: 'updateAttachedData', agent: 'a', interaction: 0, attributes: { x: 1 } });
  play.do({
    kind: 'sendMessage',
    by: { kind: 'agent', name: 'a' },
    text: 'psst',
    visibility: 'AGENTS',
    interaction: 0,
  });
  const ann = { kind: 'customer', name: 'ann' } as const;
  expect(historyFor(play.it, ann)?.map(({ kind }) => kind)).toEqual([
    'ParticipantJoined',
    'StatusChanged',
    'StatusChanged',
    'ParticipantJoined',
    'StatusChanged',
  ]);
  expect(['a', 'b'].map((name) => isVisibleTo(play.it, { kind: 'agent', name }))).toEqual([true, false]);
});

test('going back and forth between waiting and ringing counts once', () => {
  const status = (...names: string[]) => names.map((name) => ({ kind: 'StatusChanged', status: name }));
  const said = { kind: 'ChatMessage' };
  expect(settled([...status('QUEUED', 'ALERTING', 'QUEUED', 'ALERTING'), said, ...status('ACTIVE')])).toEqual(
    [...status('ALERTING'), said, ...status('ACTIVE')],
  );
  expect(settled([...status('ALERTING'), said, ...status('QUEUED', 'ALERTING')])).toEqual([
    ...status('ALERTING'),
    said,
  ]);
});
