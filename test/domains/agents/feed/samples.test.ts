import { loadSamples, sampleTenant } from '../../../../src/cli/samples.ts';
import { startTestServer, tokenFor, type TestServer } from '../../../support/server.ts';
import { required } from './shift.ts';

let server: TestServer;
let token: string;
beforeAll(async () => {
  server = await startTestServer(import.meta.url);
  token = await tokenFor('agent.view feed.view', { tenant: sampleTenant, subject: 'report' });
  await loadSamples(server.app);
});
afterAll(() => server.stop());

interface Task {
  readonly taskId: string;
  readonly agent: { readonly username: string } | null;
  readonly activeDuration: number | null;
  readonly parkedDuration: number | null;
  readonly wrapDuration: number | null;
}
interface Change {
  readonly focusTask: { readonly taskId: string | null } | null;
}
interface Agent {
  readonly stateTotals: readonly { readonly state: string; readonly duration: number }[];
  readonly stateHistory: { readonly nodes: readonly Change[] };
  readonly gaps: readonly unknown[];
  readonly sessions: { readonly nodes: readonly { readonly usage: readonly unknown[] }[] };
}

/** A feed's times are whole seconds, but its durations are not, so both ends of both parts of a task can be off by one second. */
const toleranceMs = 4000;
const range = { from: '2026-11-18T00:00:00Z', to: '2026-11-19T00:00:00Z' };

test('EF-120 EF-121 EF-122 tasks, states and usage of the samples are consistent', async () => {
  const { traceRecords } = await server.data<{ traceRecords: { nodes: readonly Task[] } }>(
    `{ traceRecords(filter: { companyId: "northlight" }) {
      nodes { taskId activeDuration parkedDuration wrapDuration agent { username } }
    } }`,
    {},
    token,
  );
  const tasks = Map.groupBy(traceRecords.nodes, ({ agent }) => agent?.username ?? '');
  tasks.delete('');
  expect(tasks.size).toBeGreaterThan(0);
  for (const [username, own] of tasks) {
    const { agent } = await server.data<{ agent: Agent | null }>(
      `query ($username: ID!, $range: DateTimeRange!) { agent(id: $username) {
        stateTotals(range: $range) { state duration }
        stateHistory(range: $range, first: 100) { nodes { focusTask { taskId } } }
        gaps(range: $range) { to }
        sessions(range: $range) { nodes { usage { productId } } }
      } }`,
      { username, range },
      token,
    );
    const { stateTotals, stateHistory, gaps, sessions } = required(agent ?? undefined);
    const worked = stateTotals
      .filter(({ state }) => state === 'WORKING' || state === 'WRAP')
      .reduce((ms, { duration }) => ms + duration, 0);
    const reported = own.reduce(
      (ms, task) => ms + (task.activeDuration ?? 0) + (task.parkedDuration ?? 0) + (task.wrapDuration ?? 0),
      0,
    );
    expect([username, Math.abs(worked - reported) <= toleranceMs * own.length]).toEqual([username, true]);
    const named = stateHistory.nodes.map(({ focusTask }) => focusTask?.taskId);
    for (const { taskId } of own) expect(named).toContain(taskId);
    expect(gaps).toEqual([]);
    for (const { usage } of sessions.nodes) expect(usage).toHaveLength(1);
  }
});
