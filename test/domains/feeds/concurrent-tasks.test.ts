import fc from 'fast-check';
import { inBothEngines } from '../../support/engines.ts';
import { openFeedClient, type FeedClient } from './feed-client.ts';
import { agentExample, traceExample } from './examples.ts';

type Json = Record<string, unknown>;

const begin = Date.UTC(2024, 0, 1, 9);
/** The source truncates times to whole seconds. */
const time = (ms: number) => `${new Date(begin + Math.floor(ms / 1000) * 1000).toISOString().slice(0, 19)}Z`;
const range = '(range: { from: "2024-01-01T00:00:00Z", to: "2024-01-02T00:00:00Z" })';

interface Task {
  readonly taskId: string;
  readonly phase: 'ACTIVE' | 'WRAP';
  readonly since: number;
  readonly active: number;
  readonly wrap: number;
  readonly parked: number;
}

/** The next step of an agent: start another task, switch to a parked one, or continue the one in focus. */
type Step = readonly [kind: 'start' | 'switch' | 'continue', durationMs: number];

/**
 * Simulates a shift of an agent with several tasks in milliseconds, and returns its agent events and trace records. At any time one task is
 * in focus and accrues active or wrap time. The others accrue parked time.
 */
function shiftOf(steps: readonly Step[]) {
  const events: Json[] = [];
  const finished: Task[] = [];
  /** The task in focus comes first. */
  let tasks: Task[] = [];
  let now = 0;
  let last: Json = {};

  function emit(eventType: string, state: string) {
    const [focus] = tasks;
    const current = {
      State: state,
      StateReason: '',
      StateTimestamp: time(now),
      TaskCount: tasks.length,
      FocusTaskId: focus?.taskId ?? '',
      FocusGatewayTaskId: focus === undefined ? '' : `gateway ${focus.taskId}`,
      FocusTaskType: focus === undefined ? '' : 'WEBCHAT',
      FocusTaskInitMethod: focus === undefined ? '' : 'INBOUND_QUEUE',
      FocusTaskState: focus?.phase ?? '',
    };
    const named = (prefix: string, fields: Json) =>
      Object.fromEntries(Object.entries(fields).map(([name, value]) => [`${prefix}${name}`, value]));
    const { PlatformId, CompanyId, Environment, Username, AgentSessionId } = agentExample;
    events.push({
      ActivityType: 'EXTENDED_AGENT_EVENTS',
      ...{ PlatformId, CompanyId, Environment, Username, AgentSessionId, EventType: eventType },
      ...named('Current', current),
      ...named('Previous', last),
    });
    last = current;
  }
  const emitState = () => {
    emit('STATE_CHANGE', tasks.length === 0 ? 'IDLE' : tasks[0]?.phase === 'WRAP' ? 'WRAP' : 'WORKING');
  };
  function pass(ms: number) {
    now += ms;
    tasks = tasks.map((task, index) =>
      index > 0
        ? { ...task, parked: task.parked + ms }
        : task.phase === 'WRAP'
          ? { ...task, wrap: task.wrap + ms }
          : { ...task, active: task.active + ms },
    );
  }
  function advanceFocus() {
    const [focus, ...others] = tasks;
    if (focus === undefined) return;
    if (focus.phase === 'ACTIVE') tasks = [{ ...focus, phase: 'WRAP' }, ...others];
    else {
      finished.push(focus);
      tasks = others;
    }
  }

  emit('LOGIN', 'IDLE');
  let count = 0;
  for (const [kind, durationMs] of steps) {
    pass(durationMs);
    if (kind === 'start')
      tasks = [
        { taskId: `t${count++}`, phase: 'ACTIVE', since: now, active: 0, wrap: 0, parked: 0 },
        ...tasks,
      ];
    else if (kind === 'switch' && tasks.length > 1) tasks = [...tasks.slice(1), ...tasks.slice(0, 1)];
    else advanceFocus();
    emitState();
  }
  while (tasks.length > 0) {
    pass(1500);
    advanceFocus();
    emitState();
  }
  pass(1000);
  emit('LOGOUT', 'LOGGED_OFF');
  const records = finished.map(({ taskId, since, active, wrap, parked }) => ({
    ...traceExample,
    TaskId: taskId,
    GatewayTaskId: `gateway ${taskId}`,
    InitiationTimestamp: time(since),
    QueuedTimestamp: time(since),
    AssignedTimestamp: time(since),
    ConnectedTimestamp: time(since),
    WrapTimestamp: '',
    CompletedTimestamp: time(since + active + wrap + parked),
    QueuedDurationInMillis: 0,
    ActiveDurationInMillis: active,
    ParkedDurationInMillis: parked,
    WrapDurationInMillis: wrap,
  }));
  return { events, records, finished };
}

interface Shown {
  readonly agent: {
    readonly stateTotals: readonly { readonly state: string; readonly duration: number }[];
    readonly gaps: readonly unknown[];
    readonly stateHistory: {
      readonly nodes: readonly {
        readonly at: string;
        readonly taskCount: number;
        readonly focusTask: { readonly taskId: string; readonly traceRecord: Json | null } | null;
      }[];
    };
  };
  readonly traceRecords: {
    readonly nodes: readonly {
      readonly taskId: string;
      readonly activeDuration: number;
      readonly wrapDuration: number;
      readonly parkedDuration: number;
    }[];
  };
}

const step: fc.Arbitrary<Step> = fc.tuple(
  fc.constantFrom('start' as const, 'switch' as const, 'continue' as const),
  fc.integer({ min: 1000, max: 90_000 }),
);

inBothEngines(import.meta.url, (server) => {
  const read = (feeds: FeedClient) =>
    feeds.data<Shown>(`{
      agent(id: "cmiller") {
        stateTotals${range} { state duration }
        gaps${range} { to }
        stateHistory${range} { nodes { at taskCount focusTask { taskId traceRecord { taskId } } } }
      }
      traceRecords(first: 100) { nodes { taskId activeDuration wrapDuration parkedDuration } }
    }`);
  const sum = (values: readonly number[]) => values.reduce((all, one) => all + one, 0);

  test('EF-52 EF-53 EF-120 EF-122 the active and wrap times of concurrent tasks add up to the agent’s WORKING and WRAP, and parked times lie within', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
        const { events, records, finished } = shiftOf(steps);
        fc.pre(finished.length > 0);
        const feeds = await openFeedClient(server());
        await feeds.ingest(...[...records, ...events.toReversed()]);
        const { agent, traceRecords } = await read(feeds);
        expect(agent.gaps).toEqual([]);
        const tasks = traceRecords.nodes;
        expect(tasks).toHaveLength(finished.length);
        const worked = sum(
          agent.stateTotals
            .filter(({ state }) => state === 'WORKING' || state === 'WRAP')
            .map(({ duration }) => duration),
        );
        const inFocus = sum(tasks.map(({ activeDuration, wrapDuration }) => activeDuration + wrapDuration));
        // Events are truncated to seconds, so each stretch has a tolerance of one second.
        const stretches = agent.stateHistory.nodes.length;
        expect(Math.abs(worked - inFocus)).toBeLessThan(1000 * stretches);
        for (const { activeDuration, wrapDuration, parkedDuration } of tasks)
          expect(activeDuration + wrapDuration + parkedDuration).toBeLessThanOrEqual(
            worked + 1000 * stretches,
          );
        // The times in which a task was in focus add up to its own durations, with one second for each of them.
        const inFocusOf = new Map<string, { ms: number; stretches: number }>();
        for (const [index, { at, focusTask }] of agent.stateHistory.nodes.entries()) {
          if (focusTask === null) continue;
          const { ms, stretches: before } = inFocusOf.get(focusTask.taskId) ?? { ms: 0, stretches: 0 };
          const until = Date.parse(agent.stateHistory.nodes[index + 1]?.at ?? at);
          inFocusOf.set(focusTask.taskId, { ms: ms + until - Date.parse(at), stretches: before + 1 });
        }
        for (const { taskId, activeDuration, wrapDuration } of tasks) {
          const { ms, stretches: own } = inFocusOf.get(taskId) ?? { ms: 0, stretches: 0 };
          expect(Math.abs(ms - activeDuration - wrapDuration)).toBeLessThan(1000 * own);
        }
        // At any time one task is in focus, and it has its trace record.
        for (const { taskCount, focusTask } of agent.stateHistory.nodes) {
          expect(focusTask === null).toBe(taskCount === 0);
          if (focusTask !== null) expect(focusTask.traceRecord).toEqual({ taskId: focusTask.taskId });
        }
      }),
      { numRuns: 8 },
    );
  }, 60_000);

  test('EF-53 EF-122 a task is parked while another one is in focus', async () => {
    const feeds = await openFeedClient(server());
    // The first task is parked for the second, from second 11 to second 31, and then continued.
    const { events, records } = shiftOf([
      ['start', 1000],
      ['start', 10_000],
      ['continue', 15_000],
      ['continue', 5000],
      ['continue', 4000],
      ['continue', 6000],
    ]);
    await feeds.ingest(...events, ...records);
    const { agent, traceRecords } = await read(feeds);
    expect(
      Object.fromEntries(traceRecords.nodes.map(({ taskId, ...durations }) => [taskId, durations])),
    ).toEqual({
      t0: { activeDuration: 14_000, wrapDuration: 6000, parkedDuration: 20_000 },
      t1: { activeDuration: 15_000, wrapDuration: 5000, parkedDuration: 0 },
    });
    expect(
      agent.stateHistory.nodes.map(({ taskCount, focusTask }) => [taskCount, focusTask?.taskId]),
    ).toEqual([
      [0, undefined],
      [1, 't0'],
      [2, 't1'],
      [2, 't1'],
      [1, 't0'],
      [1, 't0'],
      [0, undefined],
      [0, undefined],
    ]);
    expect(agent.stateTotals).toEqual(
      expect.arrayContaining([
        { state: 'WORKING', duration: 29_000 },
        { state: 'WRAP', duration: 11_000 },
      ]),
    );
  });
});
