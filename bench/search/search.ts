import { loadLine } from '../live/setup.ts';
import { measureWriteCost } from './cost.ts';
import { fill } from './fill.ts';
import { mainDatabase, withServer, type History } from './history.ts';
import { measure, type Times } from './measure.ts';
import { searchQueries } from './search-queries.ts';
import { reportCost, reportFill, reportSearches, reportSizes, type TextTimes } from './report.ts';
import { memoryOfServer, sizesOf } from './server-status.ts';
import { measureText } from './text-search.ts';

/** A text index over more takes longer to make than all the rest. */
const maxForText = 200_000;
const stages = [10_000, 100_000, 200_000, 1_000_000];
const usualCount = 100_000;

/**
 * Search of the history as it grows: each stage adds another pass over the whole year. What is compared with MongoDB's own `$text` is
 * compared in one run, on the same engagements.
 */
export async function benchSearch(wanted = process.argv[3]): Promise<void> {
  const count = wanted === undefined ? usualCount : Number(wanted.replaceAll(/[_,]/g, ''));
  if (!Number.isSafeInteger(count) || count < 1000)
    throw new Error(`The count of engagements is ${String(wanted)}, and must be at least 1,000.`);
  const sizes = [...stages.filter((stage) => stage < count), count];
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
      // What an earlier run has left behind it is this large, and no smaller any more.
      if (to < kept) continue;
      if (to > kept) reportFill(pass, await fill(history, pass, `Importing up to ${to}`));
      measured.set(to, await measureAll(history, to));
      if (to !== forText) continue;
      console.error(`Making MongoDB's own text index over ${to} engagements …`);
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
  for (const { name, ask } of searchQueries()) {
    const found = await measure((random) => ask(history, random));
    if (found === undefined) continue;
    times.set(name, found);
    console.error(`  ${name}: ${found.p50.toFixed(2)} / ${found.p99.toFixed(1)} ms`);
  }
  return times;
}
