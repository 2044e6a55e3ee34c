import { createAgents } from '../../../../src/domains/agents/index.ts';
import { createEventLog } from '../../../../src/eventlog/index.ts';
import { systemClock } from '../../../../src/kernel/clock.ts';
import { inBothEngines } from '../../../support/engines.ts';
import { bareGraph, everyField } from '../../../support/every-field.ts';
import { tokenFor } from '../../../support/server.ts';
import { TestSocket } from '../../../support/socket.ts';
import { at, Shift, usageAt } from './shift.ts';
import { silentChangeStream } from '../../../support/silent-change-stream.ts';

const { schema } = bareGraph();
const fieldsOf = (type: string) => everyField(schema, type);
const range = { from: at(0).toISOString(), to: at(1000).toISOString() };

inBothEngines(import.meta.url, (server) => {
  let tenant: string;
  let viewer: string;
  let count = 0;
  beforeEach(async () => {
    tenant = `t${count++}-${Math.random().toString(36).slice(2, 8)}`;
    viewer = await tokenFor('agent.view', { tenant, subject: 'wallboard' });
  });
  /** Another process, so that the server receives all changes from the log. */
  const feed = () => {
    const { storage } = server().app;
    return createAgents(storage, systemClock, createEventLog(storage, systemClock), silentChangeStream)
      .feedPort;
  };
  const ask = <Data>(query: string, variables: Record<string, unknown> = {}, token = viewer) =>
    server().data<Data>(query, variables, token);

  const task = {
    taskId: '8e422782-faf5-4679-9823-787011f5653f',
    gatewayTaskId: '567f9838-e81f-4a9b-b627-2af9914d4dd9',
    type: 'WEBCHAT',
    initiationMethod: 'INBOUND_QUEUE',
    state: 'WRAP',
  };
  const shift = () =>
    new Shift('cmiller', 'session', ['MidWest', 'Servicing', 'GTocata'])
      .login(0)
      .to(100, 'WORKING', undefined, { taskCount: 1, focusTask: { ...task, state: 'ACTIVE' } })
      .to(238, 'WRAP', undefined, { taskCount: 1, focusTask: task });

  test('EF-78 EF-79 EF-87 EF-88 EF-89 EF-91 EF-92 an agent of a feed shows the state, the task and the previous state', async () => {
    await feed().ingestStateChanges(tenant, shift().changes);
    const { agent } = await ask<{ agent: unknown }>(
      `query ($range: DateTimeRange!) { agent(id: "cmiller") {
        state stateRaw stateReason stateSince taskCount reportHierarchy parkedTasks { taskId }
        focusTask { taskId gatewayTaskId state stateRaw type typeRaw initiationMethod initiationMethodRaw interaction { id } }
        stateHistory(range: $range, last: 1) { nodes ${fieldsOf('AgentStateChange')} }
      } }`,
      { range },
    );
    expect(agent).toMatchObject({
      state: 'WRAP',
      stateRaw: 'WRAP',
      stateReason: null,
      stateSince: at(238).toISOString(),
      taskCount: 1,
      reportHierarchy: ['MidWest', 'Servicing', 'GTocata'],
      parkedTasks: [],
      focusTask: {
        taskId: task.taskId,
        gatewayTaskId: task.gatewayTaskId,
        state: 'WRAP',
        stateRaw: 'WRAP',
        type: 'WEBCHAT',
        typeRaw: 'WEBCHAT',
        initiationMethod: 'INBOUND_QUEUE',
        initiationMethodRaw: 'INBOUND_QUEUE',
        interaction: null,
      },
      stateHistory: {
        nodes: [
          {
            id: Buffer.from('AgentStateChange:fed:session-STATE_CHANGE-2').toString('base64url'),
            eventType: 'STATE_CHANGE',
            eventTypeRaw: 'STATE_CHANGE',
            sessionId: 'session',
            currentState: 'WRAP',
            currentStateRaw: 'WRAP',
            currentStateReason: null,
            at: at(238).toISOString(),
            isAhead: false,
            isLate: false,
            taskCount: 1,
            previousState: 'WORKING',
            previousStateRaw: 'WORKING',
            previousStateAt: at(100).toISOString(),
            previousStateDuration: 138_000,
            previousTaskCount: 1,
            previousFocusTask: { state: 'ACTIVE', taskId: task.taskId },
            focusTask: { state: 'WRAP', taskId: task.taskId },
          },
        ],
      },
    });
  });

  test('EF-88 EF-90 an absent task is null, all initiation methods are known, and unknown words are kept', async () => {
    const methods =
      'INBOUND_FORCED INBOUND_QUEUE OUTBOUND_FORCED OUTBOUND_REQUESTED OUTBOUND_AUTO OUTBOUND_AUTO_AGENT BRIDGE FORWARD'.split(
        ' ',
      );
    const words = [...methods, 'TELEPATHY'];
    const shift = new Shift('cmiller').login(0);
    words.forEach((word, n) =>
      shift.to(n + 1, 'WORKING', undefined, {
        focusTask: { taskId: 't', initiationMethod: word, type: word, state: word },
      }),
    );
    shift.to(100, 'IDLE', undefined, { focusTask: {} });
    await feed().ingestStateChanges(tenant, shift.changes);
    const { agent } = await ask<{ agent: { stateHistory: { nodes: { focusTask: object | null }[] } } }>(
      `query ($range: DateTimeRange!) { agent(id: "cmiller") { stateHistory(range: $range) { nodes {
        focusTask { type typeRaw state stateRaw initiationMethod initiationMethodRaw } } } } }`,
      { range },
    );
    const tasks = agent.stateHistory.nodes.map(({ focusTask }) => focusTask);
    expect(tasks).toMatchObject([
      null,
      ...words.map((word) => ({
        initiationMethod: methods.includes(word) ? word : 'OTHER',
        initiationMethodRaw: word,
        type: 'OTHER',
        typeRaw: word,
        state: 'OTHER',
        stateRaw: word,
      })),
      null,
    ]);
  });

  test('EF-95 EF-99 EF-121 sessions, totals, gaps and usage are complete', async () => {
    const { changes } = shift().to(300, 'UNAVAILABLE', 'Lunch').logout(400);
    await feed().ingestStateChanges(tenant, changes.toSpliced(2, 1));
    await feed().ingestUsage(tenant, [usageAt('cmiller', 1, 'BEGIN'), usageAt('cmiller', 399, 'END')]);
    const { agent } = await ask<{ agent: unknown }>(
      `query ($range: DateTimeRange!) { agent(id: "cmiller") {
        stateTotals(range: $range) ${fieldsOf('AgentStateTotal')}
        gaps(range: $range) ${fieldsOf('AgentGap')}
        usage(range: $range) ${fieldsOf('AgentUsage')}
        sessions(range: $range) { totalCount nodes ${fieldsOf('AgentSession')} }
      } }`,
      { range },
    );
    const gap = {
      sessionId: 'session',
      from: at(100).toISOString(),
      to: at(238).toISOString(),
      expected: { state: 'WORKING', stateRaw: 'WORKING', reason: null, at: at(100).toISOString() },
      found: { state: 'WRAP', stateRaw: 'WRAP', reason: null, at: at(238).toISOString() },
    };
    const usage = {
      productId: 'SymbeeEngage',
      begin: at(1).toISOString(),
      hasBegin: true,
      lastSign: at(399).toISOString(),
      end: at(399).toISOString(),
      ended: 'END',
    };
    const totals = [
      { state: 'IDLE', stateRaw: 'IDLE', reason: null, duration: 100_000, count: 1 },
      { state: 'UNAVAILABLE', stateRaw: 'UNAVAILABLE', reason: 'Lunch', duration: 100_000, count: 1 },
      { state: 'WRAP', stateRaw: 'WRAP', reason: null, duration: 62_000, count: 1 },
    ];
    expect(agent).toEqual({
      stateTotals: [
        totals[0],
        { state: 'LOGGED_OFF', stateRaw: 'LOGGED_OFF', reason: null, duration: 600_000, count: 1 },
        ...totals.slice(1),
      ],
      gaps: [gap],
      usage: [usage],
      sessions: {
        totalCount: 1,
        nodes: [
          {
            sessionId: 'session',
            begin: at(0).toISOString(),
            end: at(400).toISOString(),
            ended: 'LOGOUT',
            totals,
            gaps: [gap],
            usage: [usage],
          },
        ],
      },
    });
  });

  test('EF-101 counts and lists by node are available, and refused without the scope', async () => {
    await feed().ingestStateChanges(tenant, shift().changes);
    const query = `{
      agentCounts(by: HIERARCHY, hierarchy: ["MidWest"]) { total groups ${fieldsOf('AgentCount')} }
      agents(hierarchy: ["MidWest", "Servicing"], states: [WRAP]) { totalCount nodes { username } }
    }`;
    expect(await ask(query)).toEqual({
      agentCounts: {
        total: 1,
        groups: [['MidWest'], ['MidWest', 'Servicing'], ['MidWest', 'Servicing', 'GTocata']].map(
          (hierarchy) => ({
            state: null,
            stateRaw: null,
            reason: null,
            skill: null,
            hierarchy,
            count: 1,
            states: [{ state: 'WRAP', stateRaw: null, count: 1 }],
          }),
        ),
      },
      agents: { totalCount: 1, nodes: [{ username: 'cmiller' }] },
    });
    const { body } = await server().send('{ agentCounts(by: STATE) { total } }', {
      token: await tokenFor('chat.agent', { tenant }),
    });
    expect(body).toMatchObject({
      data: { agentCounts: null },
      errors: [{ extensions: { code: 'FORBIDDEN' } }],
    });
  });

  test('EF-101 EF-103 changes and counts are pushed only to subscribers of the node', async () => {
    const socket = await TestSocket.as(server().url, viewer);
    socket.subscribe(
      'counts',
      'subscription { agentCountsChanged(by: STATE) { total groups { state count } } }',
    );
    expect(await socket.next()).toMatchObject({
      id: 'counts',
      payload: { data: { agentCountsChanged: { total: 0, groups: [] } } },
    });
    socket.subscribe(
      'changes',
      `subscription { agentStateChanged(hierarchy: ["MidWest"]) { id currentState isLate isAhead agent { username state } } }`,
    );
    const [login, working] = shift().changes;
    const otherNode = new Shift('bob', 'b', ['East']).login(5).changes;
    if (login === undefined || working === undefined) throw new Error('There are no changes.');
    const port = feed();
    await port.ingestStateChanges(tenant, otherNode);
    await port.ingestStateChanges(tenant, [working]);
    await port.ingestStateChanges(tenant, [login, { ...working, eventId: 'ahead', isAhead: true }]);

    const changes: unknown[] = [];
    let counts: unknown;
    const isDone = () => {
      const text = JSON.stringify(counts ?? null);
      return changes.length === 3 && text.includes('"total":2') && text.includes('WORKING');
    };
    while (!isDone()) {
      const { id, payload } = await socket.next();
      const { data } = payload as { data: Record<string, unknown> };
      if (id === 'changes') changes.push(data.agentStateChanged);
      else counts = data.agentCountsChanged;
    }
    // The changes are the same objects in the history and through node.
    const { agent: past } = await ask<{ agent: { stateHistory: { nodes: unknown[] } } }>(
      `query ($range: DateTimeRange!) { agent(id: "cmiller") { stateHistory(range: $range) {
        nodes { id currentState isLate isAhead agent { username state } }
      } } }`,
      { range },
    );
    expect(past.stateHistory.nodes).toEqual(expect.arrayContaining(changes));
    for (const one of changes as { id: string }[])
      expect(
        await ask(
          'query ($id: ID!) { node(id: $id) { ... on AgentStateChange { id currentState isLate isAhead agent { username state } } } }',
          { id: one.id },
        ),
      ).toEqual({ node: one });
    const agent = { username: 'cmiller', state: 'WORKING' };
    expect(changes).toMatchObject([
      { currentState: 'WORKING', isLate: false, isAhead: false, agent },
      { currentState: 'IDLE', isLate: true, isAhead: false, agent },
      { currentState: 'WORKING', isLate: false, isAhead: true, agent },
    ]);
    expect(counts).toEqual({
      total: 2,
      groups: [
        { state: 'IDLE', count: 1 },
        { state: 'WORKING', count: 1 },
      ],
    });
    socket.terminate();
  });
});
