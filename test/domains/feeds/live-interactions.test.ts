import {
  traceRecordIdOf,
  type CompletedInteraction,
} from '../../../src/domains/shared/completed-interaction.ts';
import { toGlobalId } from '../../../src/kernel/global-id.ts';
import { createStorage } from '../../../src/storage/index.ts';
import { abandonedInteraction, at, completedInteraction } from '../../fixtures/completed-interaction.ts';
import { inBothEngines } from '../../support/engines.ts';
import { testDatabase } from '../../support/mongo.ts';
import { tokenFor } from '../../support/server.ts';
import { createTestFeeds } from './test-feeds.ts';

type Json = Record<string, unknown>;
type Operations = ReturnType<typeof createTestFeeds>['operations'];

const whole = `id taskId gatewayTaskId taskType taskTypeRaw agent { username } queuedDuration activeDuration parkedDuration
  wrapDuration workCodes { group name createdAt } origin { id }`;

inBothEngines(import.meta.url, (server) => {
  let here: Operations;
  let tenant: string;
  let count = 0;
  beforeAll(() => {
    here = createTestFeeds(server().app.storage).operations;
  });
  beforeEach(() => {
    tenant = `t${count++}-${Math.random().toString(36).slice(2, 8)}`;
  });
  const record = (id: string, changes: Partial<CompletedInteraction> = {}) =>
    here.recordInteraction(tenant, completedInteraction(id, changes));
  const send = async (key: Json, selection = whole, scopes = 'feed.view agent.view', ofTenant = tenant) =>
    (
      await server().send(
        `query ($key: TraceRecordKey!) { traceRecord: traceRecordBy(key: $key) { ${selection} } }`,
        { variables: { key }, token: await tokenFor(scopes, { tenant: ofTenant }) },
      )
    ).body;
  const read = async (taskId: string, selection = whole) =>
    (await send({ taskId: { id: taskId } }, selection)).data?.traceRecord;

  test('EF-15 EF-19 EF-52 EF-61 EF-70 a completed live interaction has a trace record with its work codes', async () => {
    await record('i');
    expect(await read('i')).toEqual({
      id: toGlobalId('InteractionTraceRecord', traceRecordIdOf('i')),
      taskId: 'i',
      gatewayTaskId: null,
      taskType: 'WEBCHAT',
      taskTypeRaw: null,
      agent: { username: 'ann@example.com' },
      queuedDuration: 10_000,
      activeDuration: 85_000,
      parkedDuration: 5_000,
      wrapDuration: 30_000,
      workCodes: [
        { group: 'Billing', name: 'Credit', createdAt: at(130).toISOString() },
        { group: 'Mood', name: 'Credit', createdAt: at(130).toISOString() },
      ],
      origin: null,
    });
  });

  test('a trace record is read by its task id, by the global id of its interaction, by its own ids, and as a node', async () => {
    await record('i');
    const id = toGlobalId('InteractionTraceRecord', traceRecordIdOf('i'));
    expect(await read('i', 'id')).toEqual({ id });
    expect(await read(toGlobalId('Interaction', 'i'), 'id')).toEqual({ id });
    const node =
      'query ($id: ID!) { node(id: $id) { id ... on InteractionTraceRecord { taskId parkedDuration } } }';
    const token = await tokenFor('feed.view', { tenant });
    expect(await server().data(node, { id }, token)).toEqual({
      node: { id, taskId: 'i', parkedDuration: 5000 },
    });
    const byId = 'query ($id: ID!) { traceRecord(id: $id) { id taskId parkedDuration } }';
    for (const own of [id, traceRecordIdOf('i')])
      expect(await server().data(byId, { id: own }, token)).toEqual({
        traceRecord: { id, taskId: 'i', parkedDuration: 5000 },
      });
    for (const other of ['', 'i', toGlobalId('Interaction', 'i'), 'x'.repeat(20_000)])
      expect(await server().data(byId, { id: other }, token)).toEqual({ traceRecord: null });
  });

  test('EF-34 EF-62 the record of an interaction without an agent has no agent and no work codes', async () => {
    await here.recordInteraction(tenant, abandonedInteraction('i'));
    expect(await read('i', 'agent { username } queuedDuration activeDuration workCodes { name }')).toEqual({
      agent: null,
      queuedDuration: 20_000,
      activeDuration: 0,
      workCodes: [],
    });
  });

  test('EF-7 durations are whole milliseconds and never negative, even if the clocks of two processes differ', async () => {
    await record('i', { durations: { queued: 1933.6, active: 0.4, parked: -0.2, wrap: -12 } });
    const found = (await read('i', 'queuedDuration activeDuration parkedDuration wrapDuration')) as object;
    expect(Object.values(found)).toEqual([1934, 0, 0, 0]);
  });

  test.each([
    ['neither id', {}],
    ['nulls', { taskId: null, gatewayTaskId: null }],
    ['both ids', { taskId: { id: 'i' }, gatewayTaskId: { id: 'i' } }],
    ['an empty company', { taskId: { id: 'i', companyId: '' } }],
  ])('a query with %s fails with BAD_USER_INPUT', async (_, key) => {
    await record('i');
    expect((await send(key, 'id')).errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });

  test.each([
    ['an unknown task id', { taskId: { id: 'j' } }],
    ['an unknown gateway id', { gatewayTaskId: { id: 'i' } }],
    ['an empty id', { taskId: { id: '' } }],
    ['a very long id', { taskId: { id: 'x'.repeat(20_000) } }],
    ['the global id of another type', { taskId: { id: toGlobalId('Engagement', 'i') } }],
    ["the record's own id", { taskId: { id: traceRecordIdOf('i') } }],
  ])('a query with %s returns null', async (_, key) => {
    await record('i');
    expect(await send(key, 'id')).toEqual({ data: { traceRecord: null } });
  });

  test('a trace record is FORBIDDEN without its scope, and null for customers and other tenants', async () => {
    await record('i');
    expect(await send({ taskId: { id: 'i' } }, 'id', 'agent.view engagement.view')).toMatchObject({
      data: { traceRecord: null },
      errors: [{ extensions: { code: 'FORBIDDEN' } }],
    });
    const nothing = { data: { traceRecord: null } };
    expect(await send({ taskId: { id: 'i' } }, 'id', 'feed.view chat.customer')).toEqual(nothing);
    expect(await send({ taskId: { id: 'i' } }, 'id', 'feed.view', 'other')).toEqual(nothing);
    const { body } = await server().send('query ($id: ID!) { node(id: $id) { id } }', {
      variables: { id: toGlobalId('InteractionTraceRecord', traceRecordIdOf('i')) },
      token: await tokenFor('feed.view chat.customer', { tenant }),
    });
    expect(body).toEqual({ data: { node: null } });
  });

  test('EF-13 a repeated interaction changes nothing, and two concurrent processes write one record', async () => {
    const { uri, name } = testDatabase(import.meta.url);
    const storage = createStorage({ uri, database: name, timeoutMs: 10_000 });
    const there = createTestFeeds(storage).operations;
    await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        (n % 2 === 0 ? here : there).recordInteraction(tenant, completedInteraction('i')),
      ),
    );
    const stored = async () => {
      const found = storage.collection<never>('traceRecords', []);
      return found.find(tenant, {}, { projection: {} });
    };
    const first = await stored();
    await record('i');
    expect(await stored()).toEqual(first);
    expect(first).toMatchObject([{ recordId: traceRecordIdOf('i'), metadata: { version: 1 } }]);
    await storage.close();
  });
});
