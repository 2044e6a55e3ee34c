import { termsIndex } from '../../src/domains/engagements/search/plan.ts';
import { emptyFill, fillPart, type Fill } from './fill.ts';
import type { Server } from './history.ts';

const recordCount = 12_000;
const part = 1000;

export interface WriteCost {
  readonly withTerms: Fill;
  readonly without: Fill;
}

/** Measures imports into two databases, one without the index of terms, in alternating parts because the machine is noisy. */
export async function measureWriteCost(server: Server): Promise<WriteCost> {
  const names = ['bench_search_with', 'bench_search_without'] as const;
  for (const name of names) await server.client.db(name).dropDatabase();
  const [first, second] = [await server.open(names[0]), await server.open(names[1])];
  await second.db.collection('engagements').dropIndex(nameOf(termsIndex));
  const cost = { withTerms: emptyFill(), without: emptyFill() };
  const pass = { from: 0, to: recordCount };
  // The first part warms up.
  await fillPart(first, pass, 0, part, emptyFill());
  await fillPart(second, pass, 0, part, emptyFill());
  for (let from = part; from < recordCount; from += part) {
    await fillPart(first, pass, from, from + part, cost.withTerms);
    await fillPart(second, pass, from, from + part, cost.without);
  }
  for (const name of names) await server.client.db(name).dropDatabase();
  return cost;
}

/** Returns MongoDB's default name of an index. */
const nameOf = (key: object): string =>
  Object.entries(key)
    .map(([path, direction]) => `${path}_${String(direction)}`)
    .join('_');
