import { createAgents } from '../../../../src/domains/agents/index.ts';
import { createEventLog } from '../../../../src/eventlog/index.ts';
import { systemClock } from '../../../../src/kernel/clock.ts';
import { inBothEngines } from '../../../support/engines.ts';
import { tokenFor } from '../../../support/server.ts';
import { TestSocket } from '../../../support/socket.ts';
import { reservation } from '../agent-process.ts';
import { silentChangeStream } from '../../../support/silent-change-stream.ts';

interface Change {
  readonly id: string;
  readonly at: string;
  readonly agent: { readonly username: string };
  readonly eventType: string;
  readonly currentState: string;
  readonly currentStateReason: string | null;
  readonly previousState: string | null;
  readonly previousStateDuration: number | null;
}
interface Task {
  readonly taskId: string;
  readonly state: string;
}
interface History {
  readonly totalCount: number;
  readonly nodes: readonly Change[];
  readonly edges: readonly { readonly at: string; readonly node: Change }[];
}
interface Agent {
  readonly username: string;
  readonly state: string;
  readonly stateReason: string | null;
  readonly stateSince: string | null;
  readonly taskCount: number;
  readonly focusTask: Task | null;
  readonly parkedTasks: readonly Task[];
  readonly stateHistory: History | null;
}

const task = 'taskId gatewayTaskId state stateRaw type typeRaw initiationMethod initiationMethodRaw';
const change = `id agent { username } eventType eventTypeRaw sessionId currentState currentStateRaw currentStateReason at taskCount
  previousState previousStateReason previousStateDuration focusTask { ${task} }`;
const live = `username skills state stateReason stateSince taskCount focusTask { ${task} } parkedTasks { ${task} }`;
const setState = `mutation ($state: AgentState!, $reason: String, $agentId: ID) {
  setAgentState(state: $state, reason: $reason, agentId: $agentId) { agent { ${live} } }
}`;
const range = { from: '2000-01-01T00:00:00Z', to: '2100-01-01T00:00:00Z' };

inBothEngines(import.meta.url, (server) => {
  let tenant: string;
  let manager: string;
  let ann: string;
  let count = 0;
  beforeEach(async () => {
    tenant = `t${count++}-${Math.random().toString(36).slice(2, 8)}`;
    manager = await tokenFor('agent.view agent.manage', { tenant, subject: 'manager' });
    ann = await tokenFor('chat.agent', { tenant, subject: 'ann' });
  });
  const set = async (token: string, variables: Record<string, unknown>) =>
    (await server().data<{ setAgentState: { agent: Agent } }>(setState, variables, token)).setAgentState
      .agent;
  const refusal = async (token: string, variables: Record<string, unknown>) => {
    const { body } = await server().send(setState, { variables, token });
    expect(body.data).toEqual({ setAgentState: null });
    return body.errors?.[0]?.extensions;
  };
  const upsert = (username: string, more: Record<string, unknown> = {}) =>
    server().data(
      'mutation ($input: AgentInput!) { upsertAgent(input: $input) { agent { username } } }',
      { input: { username, ...more } },
      manager,
    );
  const read = async (username: string, token = manager, arguments_ = '') =>
    (
      await server().data<{ agent: Agent | null }>(
        `query ($username: ID!, $range: DateTimeRange!) {
          agent(id: $username) { ${live} stateHistory(range: $range${arguments_}) { totalCount nodes { ${change} } } }
        }`,
        { username, range },
        token,
      )
    ).agent;

  test('an agent signs in, takes a break, returns and signs out, and the history contains all changes', async () => {
    const states = [
      await set(ann, { state: 'IDLE' }),
      await set(ann, { state: 'UNAVAILABLE', reason: 'Lunch' }),
      await set(ann, { state: 'IDLE', reason: '' }),
      await set(ann, { state: 'LOGGED_OFF' }),
    ];
    expect(states.map(({ state, stateReason }) => [state, stateReason])).toEqual([
      ['IDLE', null],
      ['UNAVAILABLE', 'Lunch'],
      ['IDLE', null],
      ['LOGGED_OFF', null],
    ]);
    const agent = await read('ann');
    expect(agent).toMatchObject({ state: 'LOGGED_OFF', stateSince: states[3]?.stateSince, taskCount: 0 });
    expect(agent?.stateHistory).toMatchObject({
      totalCount: 4,
      nodes: [
        {
          agent: { username: 'ann' },
          eventType: 'LOGIN',
          currentState: 'IDLE',
          previousState: 'LOGGED_OFF',
          previousStateDuration: null,
        },
        { eventType: 'STATE_CHANGE', currentState: 'UNAVAILABLE', currentStateReason: 'Lunch' },
        { eventType: 'STATE_CHANGE', currentState: 'IDLE', previousStateReason: 'Lunch' },
        { eventType: 'LOGOUT', currentState: 'LOGGED_OFF', previousState: 'IDLE' },
      ],
    });
    for (const { previousStateDuration } of agent?.stateHistory?.nodes.slice(1) ?? [])
      expect(previousStateDuration).toBeGreaterThanOrEqual(0);
  });

  test('setting the same state again adds no change', async () => {
    await set(ann, { state: 'UNAVAILABLE', reason: 'Lunch' });
    await Promise.all(Array.from({ length: 10 }, () => set(ann, { state: 'UNAVAILABLE', reason: 'Lunch' })));
    expect((await read('ann'))?.stateHistory?.totalCount).toBe(1);
    await set(ann, { state: 'UNAVAILABLE', reason: 'Meeting' });
    expect((await read('ann'))?.stateHistory?.totalCount).toBe(2);
  });

  test('the first sign-in registers the agent; setting another agent’s state needs a registered agent', async () => {
    expect(await read('ann')).toBeNull();
    expect(await set(ann, { state: 'IDLE' })).toMatchObject({ username: 'ann', state: 'IDLE', skills: [] });
    expect((await read('ann'))?.state).toBe('IDLE');
    expect(await refusal(manager, { state: 'IDLE', agentId: 'nobody' })).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'agentId',
    });
    expect(await read('nobody')).toBeNull();
  });

  test('a caller with agent.manage sets the state of other agents, by user name or global id', async () => {
    await upsert('ann');
    const globalId = Buffer.from('Agent:ann').toString('base64url');
    expect(await set(manager, { state: 'IDLE', agentId: 'ann' })).toMatchObject({ state: 'IDLE' });
    expect(await set(manager, { state: 'LOGGED_OFF', agentId: globalId, reason: 'Closed' })).toMatchObject({
      username: 'ann',
      state: 'LOGGED_OFF',
      stateReason: 'Closed',
    });
    expect(await set(ann, { state: 'IDLE', agentId: globalId })).toMatchObject({ state: 'IDLE' });
    expect(await refusal(manager, { state: 'IDLE' })).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'agentId',
    });
  });

  test.each(['UNKNOWN', 'RESERVING', 'RESERVED', 'WORKING', 'WRAP', 'PENDING_UNAVAILABLE', 'OTHER'])(
    'the derived state %s cannot be set',
    async (state) => {
      expect(await refusal(ann, { state })).toMatchObject({ code: 'BAD_USER_INPUT', field: 'state' });
      expect(await read('ann')).toBeNull();
    },
  );

  test('a reason has up to 256 characters', async () => {
    expect(await refusal(ann, { state: 'UNAVAILABLE', reason: 'x'.repeat(257) })).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'reason',
    });
    const longest = 'x'.repeat(256);
    expect(await set(ann, { state: 'UNAVAILABLE', reason: longest })).toMatchObject({ stateReason: longest });
  });

  test('an agent cannot set another agent’s state, and customers and viewers cannot set any', async () => {
    await upsert('bob');
    for (const scopes of ['chat.agent', 'interaction.agent agent.view'])
      expect(
        await refusal(await tokenFor(scopes, { tenant, subject: 'ann' }), { state: 'IDLE', agentId: 'bob' }),
      ).toMatchObject({ code: 'FORBIDDEN' });
    for (const scopes of ['agent.view', 'chat.customer', 'chat.customer agent.manage'])
      expect(
        await refusal(await tokenFor(scopes, { tenant, subject: 'bob' }), { state: 'IDLE', agentId: 'bob' }),
      ).toMatchObject({ code: 'FORBIDDEN' });
    expect((await read('bob'))?.state).toBe('LOGGED_OFF');
  });

  test('an agent with the same name in another tenant is a different agent', async () => {
    await set(ann, { state: 'IDLE' });
    const other = await tokenFor('agent.view agent.manage', { tenant: `${tenant}-b` });
    expect(await read('ann', other)).toBeNull();
    expect(await refusal(other, { state: 'LOGGED_OFF', agentId: 'ann' })).toMatchObject({
      field: 'agentId',
    });
    expect((await read('ann'))?.state).toBe('IDLE');
  });

  test('an agent shows its tasks: one in focus, the others parked', async () => {
    await upsert('ann', { maxConcurrent: 3 });
    await set(ann, { state: 'IDLE' });
    const { storage } = server().app;
    const { port } = createAgents(
      storage,
      systemClock,
      createEventLog(storage, systemClock),
      silentChangeStream,
    );
    for (const id of ['one', 'two']) {
      await port.reserve(tenant, 'ann', reservation(id));
      await port.setPhase(tenant, 'ann', { interactionId: id, seq: 2 }, 'WORKING');
    }
    await port.reserve(tenant, 'ann', reservation('three'));
    expect(await set(ann, { state: 'UNAVAILABLE', reason: 'Lunch' })).toMatchObject({
      state: 'PENDING_UNAVAILABLE',
      stateReason: 'Lunch',
      taskCount: 3,
      focusTask: {
        taskId: 'two',
        gatewayTaskId: null,
        state: 'ACTIVE',
        stateRaw: null,
        type: 'WEBCHAT',
        initiationMethod: 'INBOUND_QUEUE',
      },
      parkedTasks: [
        { taskId: 'one', state: 'PARKED' },
        { taskId: 'three', state: 'PARKED' },
      ],
    });
    expect(await read('ann')).toMatchObject({ taskCount: 3, focusTask: { taskId: 'two' } });
    const { agents } = await server().data<{ agents: { nodes: Agent[] } }>(
      '{ agents(states: [PENDING_UNAVAILABLE]) { nodes { username taskCount } } }',
      {},
      manager,
    );
    expect(agents.nodes).toEqual([{ username: 'ann', taskCount: 3 }]);
  });

  test('an agent sees its own state, and only the names of other agents', async () => {
    await upsert('ann', { skills: ['care'] });
    await set(ann, { state: 'IDLE' });
    const fields = `${live} stateHistory(range: $range) { totalCount }`;
    const own = await server().data<{ currentAgent: Agent }>(
      `query ($range: DateTimeRange!) { currentAgent { ${fields} } }`,
      { range },
      ann,
    );
    expect(own.currentAgent).toMatchObject({ state: 'IDLE', stateHistory: { totalCount: 1 } });
    // All readers of a record that refers to an agent see the name of the agent.
    const recorderToken = await tokenFor('hybris.interactionrecording_manage chat.agent', {
      tenant,
      subject: 'bob',
    });
    const created = await server().data<{
      createChatTranscript: { chatTranscript: { chatterDetails: { agent: Agent }[] } };
    }>(
      `mutation ($input: CreateChatTranscriptInput!, $range: DateTimeRange!) {
        createChatTranscript(input: $input) { chatTranscript { chatterDetails { agent { ${fields} } } } }
      }`,
      {
        range,
        input: {
          startAt: '2024-01-01T00:00:00Z',
          chatterIds: ['ann'],
          chatterDetails: [{ chatterId: 'ann' }],
          createdBy: 'bob',
          transcript: [],
        },
      },
      recorderToken,
    );
    expect(created.createChatTranscript.chatTranscript.chatterDetails[0]?.agent).toEqual({
      username: 'ann',
      skills: [],
      state: 'UNKNOWN',
      stateReason: null,
      stateSince: null,
      taskCount: 0,
      focusTask: null,
      parkedTasks: [],
      stateHistory: null,
    });
  });

  test('W29 W9 a state change has one id and one time in every range, and through node; the edge has the time in the range', async () => {
    for (const state of ['IDLE', 'UNAVAILABLE']) await set(ann, { state });
    const idsAndTimes = async (from: string, token = manager) => {
      const { agent } = await server().data<{ agent: { stateHistory: History } }>(
        `query ($from: DateTime!) { agent(id: "ann") {
          stateHistory(range: { from: $from, to: "2100-01-01T00:00:00Z" }) { nodes { id at } edges { at node { id at } } }
        } }`,
        { from },
        token,
      );
      return agent.stateHistory;
    };
    const whole = await idsAndTimes(range.from);
    const [first, last] = whole.nodes;
    if (first === undefined || last === undefined) throw new Error('There are no changes.');
    expect(whole.edges.map(({ at }) => at)).toEqual([first.at, last.at]);
    const later = new Date(Date.parse(last.at) + 1).toISOString();
    expect(await idsAndTimes(later)).toEqual({ nodes: [last], edges: [{ at: later, node: last }] });

    const node = async (id: string, token: string) =>
      (
        await server().send(
          'query ($id: ID!) { node(id: $id) { id ... on AgentStateChange { at currentState agent { username } } } }',
          {
            variables: { id },
            token,
          },
        )
      ).body;
    const found = { ...last, currentState: 'UNAVAILABLE', agent: { username: 'ann' } };
    const bob = await tokenFor('chat.agent', { tenant, subject: 'bob' });
    const elsewhere = await tokenFor('agent.view', { tenant: `${tenant}-b` });
    for (const token of [manager, ann]) expect(await node(last.id, token)).toEqual({ data: { node: found } });
    for (const token of [bob, elsewhere])
      expect(await node(last.id, token)).toEqual({ data: { node: null } });
    for (const text of ['3:ann', '0:ann', 'ann', '1:', 'fed:nothing', ''])
      expect(await node(Buffer.from(`AgentStateChange:${text}`).toString('base64url'), manager)).toEqual({
        data: { node: null },
      });
    const customer = await tokenFor('chat.customer agent.view', { tenant, subject: 'ann' });
    expect(await node(last.id, customer)).toEqual({ data: { node: null } });
    expect(await node(last.id, await tokenFor('engagement.view', { tenant }))).toMatchObject({
      data: { node: null },
      errors: [{ extensions: { code: 'FORBIDDEN' } }],
    });
  });

  test('C15 a page of 0 changes is empty and has the count', async () => {
    for (const state of ['IDLE', 'UNAVAILABLE']) await set(ann, { state });
    for (const paging of [', first: 0', ', last: 0'])
      expect((await read('ann', manager, paging))?.stateHistory).toEqual({ totalCount: 2, nodes: [] });
  });

  test('a history pages over the graph and refuses invalid arguments', async () => {
    for (const state of ['IDLE', 'UNAVAILABLE', 'IDLE']) await set(ann, { state });
    expect((await read('ann', manager, ', last: 1'))?.stateHistory).toMatchObject({
      totalCount: 3,
      nodes: [{ currentState: 'IDLE', previousState: 'UNAVAILABLE' }],
    });
    const { body } = await server().send(
      '{ agent(id: "ann") { stateHistory(range: { from: "2024-01-02T00:00:00Z", to: "2024-01-01T00:00:00Z" }) { totalCount } } }',
      { token: manager },
    );
    expect(body).toMatchObject({
      data: { agent: { stateHistory: null } },
      errors: [{ extensions: { code: 'BAD_USER_INPUT', field: 'range.from' } }],
    });
  });

  describe('over a socket', () => {
    let socket: TestSocket;
    beforeEach(async () => {
      socket = await TestSocket.as(server().url, manager);
    });
    afterEach(() => {
      socket.terminate();
    });
    const subscription = `subscription ($agentIds: [ID!], $skill: String, $sendCurrent: Boolean) {
      agentStateChanged(agentIds: $agentIds, skill: $skill, sendCurrent: $sendCurrent) { ${change} }
    }`;
    const next = async (): Promise<Change> => {
      const { type, payload } = await socket.next();
      expect(type).toBe('next');
      return (payload as { data: { agentStateChanged: Change } }).data.agentStateChanged;
    };

    test('changes are pushed as they occur, after the change in force if requested', async () => {
      await upsert('ann', { skills: ['care'] });
      await set(ann, { state: 'IDLE' });
      socket.subscribe('1', subscription, { skill: 'care', sendCurrent: true });
      const present = await next();
      expect(present).toMatchObject({
        agent: { username: 'ann' },
        eventType: 'LOGIN',
        currentState: 'IDLE',
        previousState: 'LOGGED_OFF',
      });
      await set(ann, { state: 'UNAVAILABLE', reason: 'Lunch' });
      const changed = await next();
      expect(changed).toMatchObject({
        eventType: 'STATE_CHANGE',
        currentState: 'UNAVAILABLE',
        currentStateReason: 'Lunch',
        previousState: 'IDLE',
      });
      expect((await read('ann'))?.stateHistory?.nodes).toEqual([present, changed]);
      const bob = await tokenFor('chat.agent', { tenant, subject: 'bob' });
      await set(bob, { state: 'IDLE' });
      await set(ann, { state: 'LOGGED_OFF' });
      expect(await next()).toMatchObject({ agent: { username: 'ann' }, eventType: 'LOGOUT' });
    });

    test('L7 an agent without agent.view reads and receives its own state, and cannot subscribe to other agents', async () => {
      await set(await tokenFor('chat.agent', { tenant, subject: 'bob' }), { state: 'IDLE' });
      for (const scopes of ['chat.agent', 'interaction.agent']) {
        const own = await tokenFor(scopes, { tenant, subject: 'ann' });
        await set(own, { state: 'IDLE' });
        const desktop = await TestSocket.as(server().url, own);
        const told = async () =>
          ((await desktop.next()).payload as { data: { agentStateChanged: Agent & { agent: Agent } } }).data
            .agentStateChanged;
        const fields = 'currentState currentStateReason agent { username state stateReason }';
        const follow = (id: string, args: string) => {
          desktop.subscribe(id, `subscription { agentStateChanged(sendCurrent: true${args}) { ${fields} } }`);
        };
        follow('all', '');
        expect(await told()).toMatchObject({
          currentState: 'IDLE',
          agent: { username: 'ann', state: 'IDLE' },
        });
        follow('own', `, agentIds: ["${Buffer.from('Agent:ann').toString('base64url')}"]`);
        expect(await told()).toMatchObject({
          currentState: 'IDLE',
          agent: { username: 'ann', state: 'IDLE' },
        });
        await set(manager, { state: 'LOGGED_OFF', agentId: 'bob' });
        await set(manager, { state: 'LOGGED_OFF', agentId: 'ann', reason: 'Shift over' });
        for (let n = 0; n < 2; n++)
          expect(await told()).toMatchObject({
            currentState: 'LOGGED_OFF',
            currentStateReason: 'Shift over',
            agent: { username: 'ann', state: 'LOGGED_OFF', stateReason: 'Shift over' },
          });
        const { currentAgent } = await server().data<{ currentAgent: Agent }>(
          `query ($range: DateTimeRange!) {
            currentAgent { state stateReason stateHistory(range: $range, last: 1) { nodes { currentStateReason } } }
          }`,
          { range },
          own,
        );
        expect(currentAgent).toEqual({
          state: 'LOGGED_OFF',
          stateReason: 'Shift over',
          stateHistory: { nodes: [{ currentStateReason: 'Shift over' }] },
        });
        for (const [id, others] of [
          ['other', ', agentIds: ["bob"]'],
          ['both', ', agentIds: ["ann", "bob"]'],
        ] as const) {
          follow(id, others);
          expect(await desktop.next()).toMatchObject({
            id,
            type: 'error',
            payload: [{ extensions: { code: 'FORBIDDEN' } }],
          });
        }
        desktop.terminate();
        await set(await tokenFor('chat.agent', { tenant, subject: 'bob' }), { state: 'IDLE' });
      }
    });

    test('a customer cannot subscribe, and 101 agents are too many', async () => {
      for (const scopes of ['chat.customer', 'chat.customer agent.view', 'agent.manage']) {
        const refused = await TestSocket.as(server().url, await tokenFor(scopes, { tenant, subject: 'ann' }));
        refused.subscribe('1', subscription);
        expect(await refused.next()).toMatchObject({
          type: 'error',
          payload: [{ extensions: { code: 'FORBIDDEN' } }],
        });
        refused.terminate();
      }
      socket.subscribe('1', subscription, { agentIds: Array.from({ length: 101 }, (_, n) => `a${n}`) });
      expect(await socket.next()).toMatchObject({
        type: 'error',
        payload: [{ extensions: { code: 'BAD_USER_INPUT', field: 'agentIds' } }],
      });
    });
  });
});
