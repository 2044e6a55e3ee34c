import { createEngagements } from '../../../../src/domains/engagements/index.ts';
import { systemClock } from '../../../../src/kernel/clock.ts';
import { startTestServer, type TestServer } from '../../../support/server.ts';
import { day, newTenant } from './search-client.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer(import.meta.url);
});
afterAll(() => server.stop());

const dayMs = 86_400_000;
const count = 450;
/** Two years of engagements, the newest last. */
const records = Object.fromEntries(
  Array.from({ length: count }, (_, n) => [
    `e${String(n).padStart(3, '0')}`,
    { info: { startTimeL: day + Math.floor(n / 2) * 3 * dayMs, duration: n % 7, skillId: n % 2 } },
  ]),
);
const filter = { start: { from: new Date(day), to: new Date(day + 700 * dayMs) } };
const oldestFirst = [{ field: 'START', order: 'ASC' }] as const;

async function iterating() {
  const tenant = await newTenant(server);
  await tenant.importing(records);
  const { operations } = createEngagements(server.app.storage, systemClock, {
    maxSearchDays: 31,
    maskIpAddresses: false,
  });
  return { tenant: tenant.tenant, operations };
}

test('iteration in start order returns each engagement of any span once, in order', async () => {
  const { tenant, operations } = await iterating();
  const found: string[] = [];
  for await (const { engagement } of operations.iterateSearch(tenant, filter, oldestFirst))
    found.push(engagement.engagementId);
  expect(found).toEqual(Object.keys(records));
  const some: string[] = [];
  for await (const { engagement } of operations.iterateSearch(
    tenant,
    { ...filter, skillIds: ['1'] },
    undefined,
    undefined,
    {
      duration: 1,
    },
  )) {
    some.push(engagement.engagementId);
    expect(Object.keys(engagement).sort()).toEqual(['duration', 'engagementId', 'startTime']);
  }
  expect(some).toEqual(
    Object.keys(records)
      .filter((_, n) => n % 2 === 1)
      .reverse(),
  );
});

test('iteration continues after any of its cursors', async () => {
  const { tenant, operations } = await iterating();
  const all: { id: string; cursor: string }[] = [];
  for await (const { engagement, cursor } of operations.iterateSearch(tenant, filter, oldestFirst))
    all.push({ id: engagement.engagementId, cursor });
  for (const at of [0, 199, 200, 448]) {
    const rest: string[] = [];
    for await (const { engagement } of operations.iterateSearch(tenant, filter, oldestFirst, all[at]?.cursor))
      rest.push(engagement.engagementId);
    expect(rest).toEqual(all.slice(at + 1).map(({ id }) => id));
  }
});

test('iteration in another order has a limited span, because it must be sorted', async () => {
  const { tenant, operations } = await iterating();
  const byDuration = [{ field: 'DURATION', order: 'ASC' }] as const;
  await expect(operations.iterateSearch(tenant, filter, byDuration).next()).rejects.toMatchObject({
    code: 'BAD_USER_INPUT',
    details: { field: 'filter.start' },
  });
  const found: number[] = [];
  const month = { start: { from: new Date(day), to: new Date(day + 30 * dayMs) } };
  for await (const { engagement } of operations.iterateSearch(tenant, month, byDuration))
    found.push(engagement.duration);
  expect(found).toEqual([...found].sort((a, b) => a - b));
  expect(found).toHaveLength(20);
});
