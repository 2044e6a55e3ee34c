import { MongoClient } from 'mongodb';
import { createEngagements } from '../../../src/domains/engagements/index.ts';
import { systemClock } from '../../../src/kernel/clock.ts';
import { testDatabase } from '../../support/mongo.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';
import { day, newTenant, span } from '../../domains/engagements/search/searching.ts';

const { uri, name } = testDatabase(import.meta.url);
const client = new MongoClient(uri);
let server: TestServer;
let t: Awaited<ReturnType<typeof newTenant>>;
beforeAll(async () => {
  server = await startTestServer(import.meta.url);
});
afterAll(async () => {
  await server.stop();
  await client.close();
});
beforeEach(async () => {
  t = await newTenant(server);
});

const operations = () =>
  createEngagements(server.app.storage, systemClock, { maxSearchDays: 31, maskIpAddresses: false })
    .operations;
const many = (count: number, of: (n: number) => object) =>
  t.importing(Object.fromEntries(Array.from({ length: count }, (_, n) => [`e${n}`, of(n)])));
const says = (text: string) => ({
  rest: { transcript: { lines: [{ timeL: day, source: 'visitor', textType: 'plain', text }] } },
});

test('what is imported while the history is indexed anew is found by what it says now', async () => {
  await many(200, (n) => says(`old${n}`));
  const stored = client.db(name).collection('engagements');
  await stored.updateMany({ tenant: t.tenant }, { $unset: { search: 1 } });
  const reindex = () =>
    operations().reindexEngagements(t.tenant, () => undefined, new AbortController().signal);
  await Promise.all([reindex(), many(200, (n) => says(`new${n}`))]);
  await reindex();
  const ofWords = (beginning: RegExp) =>
    stored.countDocuments({ tenant: t.tenant, 'search.terms': beginning });
  expect([await ofWords(/^cold/), await ofWords(/^cnew/)]).toEqual([0, 200]);
});

test.each(['START', 'DURATION', 'SKILL_ID'] as const)(
  'a search by %s that is broken off again and again gives each of many equals once',
  async (field) => {
    await many(450, () => ({}));
    const start = { from: new Date(span.from), to: new Date(span.to) };
    const found: string[] = [];
    let after: string | undefined;
    for (let isEnd = false; !isEnd;) {
      isEnd = true;
      let taken = 0;
      const search = operations().iterateSearch(t.tenant, { start }, [{ field, order: 'ASC' }], after);
      for await (const { engagement, cursor } of search) {
        found.push(engagement.engagementId);
        after = cursor;
        if (++taken === 37) {
          isEnd = false;
          break;
        }
      }
    }
    expect([found.length, new Set(found).size]).toEqual([450, 450]);
  },
);
