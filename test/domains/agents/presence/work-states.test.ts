import { inBothEngines } from '../../../support/engines.ts';
import { tokenFor } from '../../../support/server.ts';
import { TestSocket } from '../../../support/socket.ts';

interface Change {
  readonly eventType: string;
  readonly currentState: string;
  readonly taskCount: number;
  readonly previousState: string;
  readonly focusTask: { readonly state: string; readonly interaction: { readonly id: string } | null } | null;
}

const change = `eventType currentState taskCount previousState
  focusTask { state type taskId initiationMethod interaction { id status } }`;

inBothEngines(import.meta.url, (server) => {
  let count = 0;

  test('EF-80 EF-82 EF-94 an interaction moves the agent through all states, each with the task in focus', async () => {
    const tenant = `t${count++}-${Math.random().toString(36).slice(2, 8)}`;
    const ann = await tokenFor('chat.agent agent.view interaction.view', { tenant, subject: 'ann' });
    const customer = await tokenFor('chat.customer', { tenant, subject: 'carl' });
    const mutate = async (name: string, id: string) => {
      const { [name]: payload } = await server().data<Record<string, { status: string }>>(
        `mutation ($id: ID!) { ${name}(id: $id) { status } }`,
        { id },
        ann,
      );
      expect([name, payload]).toEqual([name, { status: 'OK' }]);
    };
    const socket = await TestSocket.as(server().url, ann);
    socket.subscribe('1', `subscription { agentStateChanged(agentIds: ["ann"]) { ${change} } }`);
    await socket.settled();
    const delivered: Change[] = [];
    const until = async (state: string) => {
      for (let last: string | undefined; last !== state; last = delivered.at(-1)?.currentState) {
        const { payload } = await socket.next();
        delivered.push((payload as { data: { agentStateChanged: Change } }).data.agentStateChanged);
      }
    };

    await server().data('mutation { setAgentState(state: IDLE) { agent { state } } }', {}, ann);
    const { startInteraction } = await server().data<{
      startInteraction: { interaction: { id: string } };
    }>('mutation { startInteraction(input: { text: "Hello" }) { interaction { id } } }', {}, customer);
    const { id } = startInteraction.interaction;
    await until('RESERVED');
    await mutate('acceptInteraction', id);
    await until('WORKING');
    await mutate('endChatSession', id);
    await until('WRAP');
    await mutate('completeInteraction', id);
    await until('IDLE');
    socket.terminate();

    expect(delivered.map(({ currentState }) => currentState)).toEqual([
      'IDLE',
      'RESERVING',
      'RESERVED',
      'WORKING',
      'WRAP',
      'IDLE',
    ]);
    expect(delivered.map(({ taskCount }) => taskCount)).toEqual([0, 1, 1, 1, 1, 0]);
    expect(delivered.map(({ focusTask }) => focusTask?.state)).toEqual([
      undefined,
      'ALERTING',
      'ALERTING',
      'ACTIVE',
      'WRAP',
      undefined,
    ]);
    expect(delivered.map(({ eventType }) => eventType)).toEqual([
      'LOGIN',
      ...Array<string>(5).fill('STATE_CHANGE'),
    ]);
    for (const { focusTask } of delivered.slice(1, 5))
      expect(focusTask).toMatchObject({
        type: 'WEBCHAT',
        initiationMethod: 'INBOUND_QUEUE',
        interaction: { id },
      });

    const { agent } = await server().data<{ agent: { stateHistory: { nodes: Change[] } } }>(
      `{ agent(id: "ann") {
        stateHistory(range: { from: "2000-01-01T00:00:00Z", to: "2100-01-01T00:00:00Z" }) { nodes { ${change} } }
      } }`,
      {},
      ann,
    );
    // The pushed changes equal the stored ones, except that the interactions have progressed.
    const withoutTaskState = ({ focusTask, ...rest }: Change) => ({
      ...rest,
      focus: focusTask?.interaction?.id,
    });
    expect(agent.stateHistory.nodes.map(withoutTaskState)).toEqual(delivered.map(withoutTaskState));
  });
});
