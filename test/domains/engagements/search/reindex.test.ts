import { MongoClient } from 'mongodb';
import { createEngagements } from '../../../../src/domains/engagements/index.ts';
import { systemClock } from '../../../../src/kernel/clock.ts';
import { testDatabase } from '../../../support/mongo.ts';
import { startTestServer, type TestServer } from '../../../support/server.ts';
import { day, newTenant } from './searching.ts';

const { uri, name } = testDatabase(import.meta.url);
const client = new MongoClient(uri);
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer(import.meta.url);
});
afterAll(async () => {
  await server.stop();
  await client.close();
});

const says = (text: string) => ({
  rest: { transcript: { lines: [{ timeL: day, source: 'visitor', text }] } },
});
const keyword = { keyword: 'kestrel', keywordAreas: ['CHAT_LINE'] };

test('engagements that were stored before there was a search are found once they are indexed, of one tenant or of all', async () => {
  const { operations } = createEngagements(server.app.storage, systemClock, {
    maxSearchDays: 31,
    maskIpAddresses: false,
  });
  const [one, two] = [await newTenant(server), await newTenant(server)];
  for (const { importing } of [one, two])
    await importing({ a: says('a kestrel'), b: says('a kestrel too'), c: says('a heron') });
  const before = client.db(name).collection('engagements');
  await before.updateMany({ engagementId: { $ne: 'b' } }, { $unset: { search: 1 } });
  expect(await one.found(keyword)).toEqual(['b']);

  const seen: number[] = [];
  const reindex = (tenant: string | undefined, signal = new AbortController().signal) =>
    operations.reindexEngagements(tenant, (done) => seen.push(done), signal);
  expect(await reindex(one.tenant)).toBe(2);
  expect([await one.found(keyword), await two.found(keyword)]).toEqual([['a', 'b'], ['b']]);
  expect(await reindex(undefined, AbortSignal.abort())).toBe(1);
  expect(await reindex(undefined)).toBe(1);
  expect(await reindex(undefined)).toBe(0);
  expect(await two.found(keyword)).toEqual(['a', 'b']);
  // Nothing else of it has changed.
  expect(await before.countDocuments({ 'metadata.version': { $ne: 1 } })).toBe(0);
});
