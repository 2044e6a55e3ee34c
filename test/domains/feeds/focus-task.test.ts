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
  let feeds: FeedClient;
  beforeEach(async () => {
    feeds = await openFeedClient(server());
  });
  const agent = async (selection: string) =>
    (await feeds.data<{ agent: Json }>(`{ agent(id: "cmiller") { ${selection} } }`)).agent;
  const focus = async () => (await agent(`focusTask { ${task} }`)).focusTask as Json;

  test('EF-120 the focus task of an agent has its trace record in any order of arrival, and no live interaction', async () => {
    await feeds.ingest(agentExample);
    expect(await focus()).toEqual({ taskId, interaction: null, traceRecord: null });
    await feeds.ingest(record, { ...workCodeExample, GatewayTaskId: gatewayTaskId });
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

  test('EF-12 EF-120 the trace record of a focus task has the company and environment of the event, even if others have the same task id', async () => {
    const other = { ...record, CompanyId: 'xyz', FarEndAddress: 'Other' };
    await feeds.ingest(agentExample, other, { ...record, Environment: 'test' });
    expect((await focus()).traceRecord).toBeNull();
    await feeds.ingest(record);
    expect((await focus()).traceRecord).toMatchObject({ farEndAddress: 'John Smith' });
  });

  test('EF-120 a focus task with a gateway id alone has its trace record', async () => {
    await feeds.ingest({ ...agentExample, CurrentFocusTaskId: '' }, record);
    expect(await focus()).toMatchObject({ taskId: null, traceRecord: { taskId } });
    await importInto(server().app, 'connect-agent', feeds.tenant, [
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

  test('EF-120 a focus task without an id has no trace record', async () => {
    await feeds.ingest({ ...agentExample, CurrentFocusTaskId: '', CurrentFocusGatewayTaskId: '' }, record);
    expect((await focus()).traceRecord).toBeNull();
  });
});
