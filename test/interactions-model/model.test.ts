import type { Operation } from './operation.ts';
import { step } from './model.ts';
import { attributesFor, historyFor, isVisibleTo, collapseRouting } from './views.ts';
import {
  agentNamed,
  agentState,
  newModelState,
  statusOf,
  type Answer,
  type Interaction,
  type Presence,
  type ModelState,
} from './model-state.ts';

/** Runs operations on the model only, to test the model against the sentences of the source. */
class ModelRun {
  model: ModelState;
  answer: Answer = { status: 'OK', interaction: null, event: null };

  constructor(
    agents: Record<string, { skills?: string[]; maxConcurrent?: number; presence?: Presence }> = {
      a: {},
      b: {},
      c: { presence: 'LOGGED_OFF' },
    },
    reoffer: ModelState['reoffer'] = 'never',
  ) {
    const setups = Object.entries(agents).map(([username, given]) => ({
      username,
      nickname: username.toUpperCase(),
      skills: given.skills ?? ['billing'],
      maxConcurrent: given.maxConcurrent ?? 1,
      presence: given.presence ?? 'IDLE',
    }));
    this.model = newModelState(setups, reoffer);
  }

  do(operation: Operation): Answer['status'] {
    ({
      states: [this.model],
      answer: this.answer,
    } = step(this.model, operation));
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
  send(name: string, text = 'hello', kind: 'agent' | 'customer' = 'agent'): Answer['status'] {
    return this.do({ kind: 'sendMessage', by: { kind, name }, text, interaction: 0 });
  }
  setPresence(agent: string, state: Presence): void {
    this.do({ kind: 'setAgentState', agent, state });
  }
  leave(customer = 'ann'): Answer['status'] {
    return this.do({ kind: 'leaveInteraction', customer, interaction: 0 });
  }

  get interaction(): Interaction {
    const [first] = this.model.interactions;
    if (first === undefined) throw new Error('None was started.');
    return first;
  }
  get status(): string {
    return statusOf(this.interaction);
  }
  get offered(): string[] {
    return this.interaction.offers.map(({ agent }) => agent);
  }
  get owner(): string | null {
    return this.interaction.owner === null
      ? null
      : (this.interaction.participants[this.interaction.owner]?.name ?? null);
  }
  get kinds(): string[] {
    return this.interaction.events.map((event) =>
      event.kind === 'StatusChanged' ? event.status : event.kind,
    );
  }
  state(username: string): string {
    const agent = agentNamed(this.model, username);
    return agent === undefined ? '' : agentState(this.model, agent);
  }
}

/** Returns a run with an interaction that `a` accepted; `b` is idle, `c` is not signed in. */
function active(): ModelRun {
  const run = new ModelRun();
  run.start();
  run.by('a', 'acceptInteraction');
  return run;
}

function conference(): ModelRun {
  const run = active();
  run.invite('a', 'b');
  run.by('b', 'acceptInteraction');
  return run;
}

describe('accept and reject', () => {
  test('CH-17 only an agent with an offer can accept, CH-18 and the first agent becomes the owner', () => {
    const run = new ModelRun();
    run.start();
    expect([run.status, run.offered]).toEqual(['ALERTING', ['a']]);
    expect(run.by('b', 'acceptInteraction')).toBe('NOT_OFFERED');
    expect(run.by('a', 'acceptInteraction')).toBe('OK');
    expect([run.status, run.owner]).toEqual(['ACTIVE', 'a']);
    expect(run.kinds.slice(-3)).toEqual(['ParticipantJoined', 'OwnerChanged', 'ACTIVE']);
    expect(run.state('a')).toEqual('WORKING');
  });

  test('CH-24 a second accept by the owner adds no event', () => {
    const run = active();
    const { events } = run.interaction;
    expect(run.by('a', 'acceptInteraction')).toBe('ALREADY_ACCEPTED');
    expect(run.interaction.events).toEqual(events);
  });

  test('CH-26 a rejected interaction is offered to the next agent; CH-27 rejecting after accepting fails; CH-28 accepting after rejecting fails', () => {
    const run = new ModelRun();
    run.start();
    expect(run.by('a', 'rejectInteraction')).toBe('OK');
    expect([run.offered, run.state('a'), run.state('b')]).toEqual([['b'], 'IDLE', 'RESERVED']);
    expect(run.by('a', 'acceptInteraction')).toBe('NOT_OFFERED');
    run.by('b', 'acceptInteraction');
    expect(run.by('b', 'rejectInteraction')).toBe('INVALID_STATE');
  });

  test('CH-25 only an agent with an offer can reject', () => {
    const run = new ModelRun();
    run.start();
    expect(run.by('b', 'rejectInteraction')).toBe('NOT_OFFERED');
  });

  test('agents never exceed their capacity, and a waiting interaction is offered as soon as an agent has capacity', () => {
    const run = new ModelRun({ a: {}, b: { skills: ['tech'] } });
    run.start({ skill: 'billing' });
    run.start({ skill: 'billing', customer: 'ben' });
    expect(run.model.interactions.map(statusOf)).toEqual(['ALERTING', 'QUEUED']);
    run.by('a', 'acceptInteraction');
    run.by('a', 'endChatSession');
    expect([run.state('a'), run.model.interactions.map(statusOf)]).toEqual(['WRAP', ['WRAP', 'QUEUED']]);
    run.by('a', 'completeInteraction');
    expect(run.model.interactions.map(statusOf)).toEqual(['COMPLETED', 'ALERTING']);
  });

  test('an agent who declined is offered the interaction last or not at all', () => {
    for (const reoffer of ['last', 'never'] as const) {
      const run = new ModelRun({ a: {} }, reoffer);
      run.start();
      run.by('a', 'rejectInteraction');
      expect(run.offered).toEqual(reoffer === 'last' ? ['a'] : []);
    }
  });
});

describe('conference', () => {
  test('CH-29 CH-31 two agents work on one interaction at the same time', () => {
    const run = conference();
    expect([run.send('a'), run.send('b'), run.owner]).toEqual(['OK', 'OK', 'a']);
  });

  test('CH-34 the caller, a participant, an agent with an offer, an unknown agent and a signed-out agent cannot be invited', () => {
    const run = active();
    expect([run.invite('a', 'a'), run.invite('a', 'nobody'), run.invite('a', 'c')]).toEqual([
      'ALREADY_PARTICIPANT',
      'NO_SUCH_TARGET',
      'AGENT_UNAVAILABLE',
    ]);
    expect([run.invite('a', 'b'), run.invite('a', 'b')]).toEqual(['OK', 'ALREADY_PARTICIPANT']);
  });

  test('CH-35 an invitation requires an active chat', () => {
    const run = active();
    run.by('a', 'endChatSession');
    expect(run.invite('a', 'b')).toBe('INVALID_STATE');
  });

  test('CH-37 CH-38 the last remaining agent is the owner, CH-40 and cannot leave', () => {
    const run = conference();
    expect(run.by('a', 'leaveConference')).toBe('OK');
    expect([run.owner, run.kinds.slice(-2)]).toEqual(['b', ['ParticipantLeft', 'OwnerChanged']]);
    expect(run.by('b', 'leaveConference')).toBe('LAST_AGENT');
  });

  test('CH-39 leaving without participating fails, CH-42 and so does removing another agent', () => {
    const run = conference();
    expect(run.by('c', 'leaveConference')).toBe('NOT_PARTICIPANT');
    expect(run.do({ kind: 'leaveConference', agent: 'a', agentId: 'b', interaction: 0 })).toBe(
      'NOT_PARTICIPANT',
    );
  });

  test('CH-43 an agent who left cannot send or read new events, and reads all events after rejoining', () => {
    const run = conference();
    run.by('b', 'leaveConference');
    run.send('a', 'without b');
    expect(run.send('b')).toBe('NOT_PARTICIPANT');
    const b = { kind: 'agent', name: 'b' } as const;
    expect(historyFor(run.interaction, b)?.at(-1)).toMatchObject({ kind: 'ParticipantLeft' });
    run.invite('a', 'b');
    run.by('b', 'acceptInteraction');
    expect(historyFor(run.interaction, b)).toEqual(run.interaction.events);
  });
});

describe('sending', () => {
  test('CH-47 only participants can send, and only until the chat has ended', () => {
    const run = active();
    expect([run.send('b'), run.send('ann', 'hi', 'customer'), run.send('ben', 'hi', 'customer')]).toEqual([
      'NOT_PARTICIPANT',
      'OK',
      'NOT_FOUND',
    ]);
    run.by('a', 'endChatSession');
    expect([run.send('a'), run.send('b')]).toEqual(['INVALID_STATE', 'NOT_PARTICIPANT']);
  });

  test('CH-48 empty, blank and too long texts are refused before all other checks', () => {
    const run = active();
    expect(['', ' \n', 'ä'.repeat(16_385)].map((text) => run.send('b', text))).toEqual(
      Array.from({ length: 3 }, () => 'INVALID_TEXT'),
    );
    expect(run.send('a', 'ä'.repeat(16_384))).toBe('OK');
  });

  test('CH-55 typing notifications have the same rules, CH-54 a stop needs no start, CH-53 and nothing is stored', () => {
    const run = active();
    const { events } = run.interaction;
    const stop = (name: string) =>
      run.do({ kind: 'sendStopTypingNotification', by: { kind: 'agent', name }, interaction: 0 });
    expect([stop('a'), stop('b')]).toEqual(['OK', 'NOT_PARTICIPANT']);
    expect(run.interaction.events).toEqual(events);
  });

  test('a repeated idempotency key returns the first answer and has no second effect; with other content it is a conflict', () => {
    const run = active();
    const send = (text: string) =>
      run.do({ kind: 'sendMessage', by: { kind: 'agent', name: 'a' }, text, interaction: 0, key: 'k' });
    expect([send('one'), send('one'), send('two')]).toEqual(['OK', 'OK', 'IDEMPOTENCY_CONFLICT']);
    expect(run.kinds.filter((kind) => kind === 'ChatMessage')).toHaveLength(1);
    run.by('a', 'completeInteraction');
    // The key is checked before the state.
    expect([send('one'), run.send('a')]).toEqual(['OK', 'INVALID_STATE']);
  });
});

describe('ending', () => {
  test('CH-57 an interaction stays open after its chat ends, CH-58 and its attached data can change, CH-59 until it is completed', () => {
    const run = active();
    const change = (agent = 'a') =>
      run.do({
        kind: 'updateAttachedData',
        agent,
        interaction: 0,
        attributes: { topic: 'bill', old: null },
      });
    expect([run.by('a', 'endChatSession'), run.status, change()]).toEqual(['OK', 'WRAP', 'OK']);
    expect(attributesFor(run.interaction, 'staff')).toEqual({ topic: 'bill' });
    expect(attributesFor(run.interaction, { kind: 'customer', name: 'ann' })).toBeNull();
    expect([run.by('a', 'completeInteraction'), change(), change('b')]).toEqual([
      'OK',
      'INVALID_STATE',
      'NOT_PARTICIPANT',
    ]);
  });

  test('CH-60 completing an active chat first ends and then completes it, CH-61 and all later operations fail', () => {
    const run = active();
    run.by('a', 'completeInteraction');
    expect(run.kinds.slice(-2)).toEqual(['WRAP', 'COMPLETED']);
    expect([run.by('a', 'completeInteraction'), run.by('a', 'acceptInteraction'), run.leave()]).toEqual([
      'INVALID_STATE',
      'INVALID_STATE',
      'INVALID_STATE',
    ]);
    expect([run.by('b', 'completeInteraction'), run.by('b', 'acceptInteraction')]).toEqual([
      'NOT_PARTICIPANT',
      'NOT_OFFERED',
    ]);
  });

  test('a customer who leaves abandons a waiting interaction and ends an active one', () => {
    const waiting = new ModelRun();
    waiting.start();
    waiting.leave();
    expect([waiting.status, waiting.interaction.endReason, waiting.offered]).toEqual([
      'COMPLETED',
      'ABANDONED_IN_QUEUE',
      [],
    ]);
    const run = active();
    run.leave();
    expect([run.status, run.interaction.endReason, run.leave()]).toEqual([
      'WRAP',
      'CUSTOMER_LEFT',
      'NOT_PARTICIPANT',
    ]);
    expect(run.kinds.slice(-2)).toEqual(['ParticipantLeft', 'WRAP']);
  });

  test('CH-6 chat operations on a call return NOT_A_CHAT, CH-5 and general operations succeed', () => {
    const run = new ModelRun();
    run.start({ type: 'VOICE' });
    expect(run.by('a', 'acceptInteraction')).toBe('OK');
    expect([run.send('a'), run.by('a', 'endChatSession'), run.invite('a', 'b')]).toEqual([
      'NOT_A_CHAT',
      'NOT_A_CHAT',
      'NOT_A_CHAT',
    ]);
    expect(run.by('a', 'completeInteraction')).toBe('OK');
  });

  test('CH-64 CH-65 only participants can request the history, from an event of the interaction', () => {
    const run = active();
    const request = (agent: string, event: 'none' | 'own' | 'garbage') =>
      run.do({ kind: 'requestChatHistory', agent, event, interaction: 0 });
    expect([
      request('a', 'none'),
      request('a', 'own'),
      request('a', 'garbage'),
      request('b', 'none'),
    ]).toEqual(['OK', 'OK', 'UNKNOWN_EVENT', 'NOT_PARTICIPANT']);
  });
});

describe('transfer', () => {
  test('CH-63 the transferring agent leaves, and the target agent is offered the interaction', () => {
    const run = active();
    expect(run.transfer('a', { agentId: 'b' })).toBe('OK');
    expect([run.status, run.owner, run.offered, run.send('a')]).toEqual([
      'ALERTING',
      null,
      ['b'],
      'NOT_PARTICIPANT',
    ]);
    expect(run.kinds.slice(-3)).toEqual(['ParticipantLeft', 'OwnerChanged', 'ALERTING']);
  });

  test('CH-62 a transfer to a skill uses the queue, and a skill that no agent has is refused', () => {
    const run = new ModelRun({ a: {}, b: { skills: ['tech'] } });
    run.start({ skill: 'billing' });
    run.by('a', 'acceptInteraction');
    expect(run.transfer('a', { skill: 'cooking' })).toBe('NO_SUCH_TARGET');
    expect(run.transfer('a', { skill: 'tech' })).toBe('OK');
    expect([run.interaction.skill, run.offered]).toEqual(['tech', ['b']]);
  });

  test('an interaction whose transfer is rejected returns to the queue', () => {
    const run = new ModelRun({ a: {}, b: {}, c: {} });
    run.start();
    run.by('a', 'acceptInteraction');
    run.transfer('a', { agentId: 'c' });
    run.by('c', 'rejectInteraction');
    expect(run.offered).toEqual(['b']);
  });

  test('a transfer in a conference keeps the interaction active, and the longest-present agent becomes the owner', () => {
    const run = new ModelRun({ a: {}, b: {}, c: {} });
    run.start();
    run.by('a', 'acceptInteraction');
    run.invite('a', 'b');
    run.by('b', 'acceptInteraction');
    run.transfer('a', { agentId: 'c' });
    expect([run.status, run.owner, run.offered]).toEqual(['ACTIVE', 'b', ['c']]);
    run.by('b', 'endChatSession');
    expect(run.offered).toEqual([]);
  });
});

describe('presence', () => {
  test('an unavailable agent with work is PENDING_UNAVAILABLE until the work is completed', () => {
    const run = active();
    run.setPresence('a', 'UNAVAILABLE');
    expect(run.state('a')).toEqual('PENDING_UNAVAILABLE');
    run.by('a', 'completeInteraction');
    expect(run.state('a')).toEqual('UNAVAILABLE');
  });

  test('an offer moves to the next agent when its agent signs out, and an agent who signs in is offered a waiting interaction', () => {
    const run = new ModelRun({ a: {}, b: {}, c: { presence: 'LOGGED_OFF' } });
    run.start();
    run.setPresence('a', 'LOGGED_OFF');
    expect(run.offered).toEqual(['b']);
    run.setPresence('b', 'UNAVAILABLE');
    expect([run.offered, run.status]).toEqual([[], 'QUEUED']);
    run.setPresence('c', 'IDLE');
    expect(run.offered).toEqual(['c']);
  });
});

test('customers cannot see owners and attached data, and only agents with an offer or a stay can see the interaction', () => {
  const run = active();
  run.do({ kind: 'updateAttachedData', agent: 'a', interaction: 0, attributes: { x: 1 } });
  run.do({
    kind: 'sendMessage',
    by: { kind: 'agent', name: 'a' },
    text: 'psst',
    visibility: 'AGENTS',
    interaction: 0,
  });
  const ann = { kind: 'customer', name: 'ann' } as const;
  expect(historyFor(run.interaction, ann)?.map(({ kind }) => kind)).toEqual([
    'ParticipantJoined',
    'StatusChanged',
    'StatusChanged',
    'ParticipantJoined',
    'StatusChanged',
  ]);
  expect(['a', 'b'].map((name) => isVisibleTo(run.interaction, { kind: 'agent', name }))).toEqual([
    true,
    false,
  ]);
});

test('repeated changes between QUEUED and ALERTING count once', () => {
  const status = (...names: string[]) => names.map((name) => ({ kind: 'StatusChanged', status: name }));
  const said = { kind: 'ChatMessage' };
  expect(
    collapseRouting([...status('QUEUED', 'ALERTING', 'QUEUED', 'ALERTING'), said, ...status('ACTIVE')]),
  ).toEqual([...status('ALERTING'), said, ...status('ACTIVE')]);
  expect(collapseRouting([...status('ALERTING'), said, ...status('QUEUED', 'ALERTING')])).toEqual([
    ...status('ALERTING'),
    said,
  ]);
});
