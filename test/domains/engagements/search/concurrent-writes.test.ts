import { createEngagements } from '../../../../src/domains/engagements/index.ts';
import { systemClock } from '../../../../src/kernel/clock.ts';
import { startTestServer, type TestServer } from '../../../support/server.ts';
import { newTenant, span } from './search-client.ts';

let server: TestServer;
let t: Awaited<ReturnType<typeof newTenant>>;
beforeAll(async () => {
  server = await startTestServer(import.meta.url);
});
afterAll(async () => {
  await server.stop();
});
beforeEach(async () => {
  t = await newTenant(server);
});

const operations = () =>
  createEngagements(server.app.storage, systemClock, { maxSearchDays: 31, maskIpAddresses: false })
    .operations;
const many = (count: number, of: (n: number) => object) =>
  t.importing(Object.fromEntries(Array.from({ length: count }, (_, n) => [`e${n}`, of(n)])));

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
