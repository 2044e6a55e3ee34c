import { seeded } from '../data.ts';
import { quantile } from '../live/setup.ts';

/** Latencies in milliseconds. */
export interface Times {
  readonly p50: number;
  readonly p99: number;
  /** Mean number of results. A search without results would be fast. */
  readonly found: number;
}

const samples = 200;
const warmUp = 20;
const maxTotalMs = 3000;
const minSamples = 5;

/** Measures sequential searches. The first ones, which plan and warm up, do not count. @returns undefined if the first returns NaN */
export async function measure(search: (random: () => number) => Promise<number>): Promise<Times | undefined> {
  const random = seeded(7);
  if (Number.isNaN(await search(random))) return undefined;
  const times: number[] = [];
  let [found, spent] = [0, 0];
  for (let n = -warmUp; n < samples; n++) {
    const began = performance.now();
    const answer = await search(random);
    const took = performance.now() - began;
    spent += took;
    if (n < 0 && spent < maxTotalMs / 4) continue;
    times.push(took);
    found += answer;
    if (spent > maxTotalMs && times.length >= minSamples) break;
  }
  return { p50: quantile(times, 0.5), p99: quantile(times, 0.99), found: found / times.length };
}
