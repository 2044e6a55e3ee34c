import { inBothEngines } from '../../support/engines.ts';
import { importInto } from '../../support/importing.ts';
import { openFeedClient, type FeedClient } from './feed-client.ts';
import { agentExample, traceExample, workCodeExample } from './examples.ts';

type Json = Record<string, unknown>;

const taskId = agentExample.CurrentFocusTaskId;
const gatewayTaskId = agentExample.CurrentFocusGatewayTaskId;
const record = { ...traceExample, TaskId: taskId, GatewayTaskId: gatewayTaskId };
const range = '(range: { from: "2019-02-28T00:00:00Z", to: "2019-03-01T00:00:00Z" })';
const task = 'taskId interaction { id } traceRecord { taskId companyId farEndAddress workCodes { name } }';

inBothEngines(import.meta.url, (server) => {
  let desk: FeedClient;
  beforeEach(async () => {
    desk = await openFeedClient(server());
  });
  const agent = async (selection: string) =>
    (await desk.data<{ agent: Json }>(`{ agent(username: "cmiller") { ${selection} } }`)).agent;
  const focus = async () => (await agent(`focusTask { ${task} }`)).focusTask as Json;

  test('EF-120 an agent’s task has its trace record, whichever of the two comes first, and no live interaction', async () => {
    await desk.ingest(agentExample);
    expect(await focus()).toEqual({ taskId, interaction: null, traceRecord: null });
    await desk.ingest(record, { ...workCodeExample, GatewayTaskId: gatewayTaskId });
    const found = {
      taskId,
      companyId: 'abccompany',
      farEndAddress: 'John Smith',
      workCodes: [{ name: 'Password Change' }],
    };
    expect(await focus()).toEqual({ taskId, interaction: null, traceRecord: found });
    expect(
      await agent(`stateHistory${range} { nodes { focusTask { ${task} } previousFocusTask { ${task} } } }`),
    ).toMatchObject({
      stateHistory: {
        nodes: [{ focusTask: { traceRecord: found }, previousFocusTask: { traceRecord: found } }],
      },
    });
  });

  test('EF-12 EF-120 it is that of the company and environment of the event, though others have the same id', async () => {
    const other = { ...record, CompanyId: 'xyz', FarEndAddress: 'Other' };
    await desk.ingest(agentExample, other, { ...record, Environment: 'test' });
    expect((await focus()).traceRecord).toBeNull();
    await desk.ingest(record);
    expect((await focus()).traceRecord).toMatchObject({ farEndAddress: 'John Smith' });
  });

  test('EF-120 one that is named by its gateway’s id alone is found by that', async () => {
    await desk.ingest({ ...agentExample, CurrentFocusTaskId: '' }, record);
    expect(await focus()).toMatchObject({ taskId: null, traceRecord: { taskId } });
    await importInto(server().app, 'connect-agent', desk.tenant, [
      {
        EventId: 'e',
        EventType: 'STATE_CHANGE',
        EventTimestamp: '2019-03-01T00:00:00Z',
        CurrentAgentSnapshot: {
          AgentStatus: { Name: 'Available', Type: 'ROUTABLE' },
          Configuration: { Username: 'cmiller' },
          Contacts: [{ ContactId: gatewayTaskId, Channel: 'CHAT', State: 'CONNECTED' }],
        },
      },
    ]);
    expect(await focus()).toMatchObject({ taskId: null, traceRecord: { taskId } });
  });

  test('EF-120 a task without an id has none', async () => {
    await desk.ingest({ ...agentExample, CurrentFocusTaskId: '', CurrentFocusGatewayTaskId: '' }, record);
    expect((await focus()).traceRecord).toBeNull();
  });
});
