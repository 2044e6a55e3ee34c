import { seeded } from '../data.ts';
import { quantile } from '../live/setup.ts';

/** In milliseconds. */
export interface Times {
  readonly p50: number;
  readonly p99: number;
  /** What the answers had in them, on average: nothing found would be quickly told. */
  readonly found: number;
}

const samples = 200;
const warmUp = 20;
const patienceMs = 3000;
const leastSamples = 5;

/** Asks one after the other. The first, which may have to find the way, and the next few, which warm up, do not count. */
export async function measure(ask: (random: () => number) => Promise<number>): Promise<Times | undefined> {
  const random = seeded(7);
  if (Number.isNaN(await ask(random))) return undefined;
  const times: number[] = [];
  let [found, spent] = [0, 0];
  for (let n = -warmUp; n < samples; n++) {
    const began = performance.now();
    const answer = await ask(random);
    const took = performance.now() - began;
    spent += took;
    if (n < 0 && spent < patienceMs / 4) continue;
    times.push(took);
    found += answer;
    if (spent > patienceMs && times.length >= leastSamples) break;
  }
  return { p50: quantile(times, 0.5), p99: quantile(times, 0.99), found: found / times.length };
}
