import { loadLine } from '../live/setup.ts';
import { measureWriteCost } from './cost.ts';
import { fill } from './fill.ts';
import { mainDatabase, withServer, type History } from './history.ts';
import { measure, type Times } from './measure.ts';
import { searchQueries } from './search-queries.ts';
import { reportCost, reportFill, reportSearches, reportSizes, type TextTimes } from './report.ts';
import { memoryOfServer, sizesOf } from './server-status.ts';
import { measureText } from './text-search.ts';

/** Above this size, building the text index takes longer than everything else. */
const maxForText = 200_000;
const sizeSteps = [10_000, 100_000, 200_000, 1_000_000];
const usualCount = 100_000;

/**
 * Measures searches at growing sizes: each step adds a pass over the whole year. The comparison with MongoDB's `$text` uses the same
 * engagements in the same run.
 */
export async function benchSearch(wanted = process.argv[3]): Promise<void> {
  const count = wanted === undefined ? usualCount : Number(wanted.replaceAll(/[_,]/g, ''));
  if (!Number.isSafeInteger(count) || count < 1000)
    throw new Error(`The count of engagements is ${String(wanted)}, and must be at least 1,000.`);
  const sizes = [...sizeSteps.filter((step) => step < count), count];
  const forText = sizes.findLast((size) => size <= maxForText);
  await withServer(async (server) => {
    reportCost(await measureWriteCost(server));
    const history = await server.open(mainDatabase);
    const measured = new Map<number, ReadonlyMap<string, Times>>();
    let text: TextTimes | undefined;
    let from = 0;
    const kept = await history.db.collection('engagements').estimatedDocumentCount();
    for (const to of sizes) {
      const pass = { from, to };
      from = to;
      // Kept data of an earlier run has this size at least.
      if (to < kept) continue;
      if (to > kept) reportFill(pass, await fill(history, pass, `Importing up to ${to}`));
      measured.set(to, await measureAll(history, to));
      if (to !== forText) continue;
      console.error(`Building MongoDB's text index over ${to} engagements …`);
      text = { size: to, times: await measureText(history, searchQueries()) };
    }
    reportSearches(measured, text);
    reportSizes(await sizesOf(history.db), await memoryOfServer(history.db));
    console.log(loadLine());
  });
}

async function measureAll(history: History, count: number): Promise<ReadonlyMap<string, Times>> {
  console.error(`Searching ${count} engagements …`);
  const times = new Map<string, Times>();
  for (const { name, search } of searchQueries()) {
    const found = await measure((random) => search(history, random));
    if (found === undefined) continue;
    times.set(name, found);
    console.error(`  ${name}: ${found.p50.toFixed(2)} / ${found.p99.toFixed(1)} ms`);
  }
  return times;
}
