import { seeded } from '../data.ts';
import { quantile } from '../live/stage.ts';

/** In milliseconds. */
export interface Times {
  readonly p50: number;
  readonly p99: number;
  /** What the answers had in them, on average: nothing found would be quickly told. */
  readonly found: number;
}

const samples = 200;
const patienceMs = 3000;
const leastSamples = 5;

/** Asks one after the other. The first tenth, which warms up, does not count. */
export async function measure(ask: (random: () => number) => Promise<number>): Promise<Times | undefined> {
  const random = seeded(7);
  const times: number[] = [];
  let [found, spent] = [0, 0];
  const warmUp = samples / 10;
  for (let n = 0; n < samples + warmUp; n++) {
    const began = performance.now();
    const answer = await ask(random);
    const took = performance.now() - began;
    if (Number.isNaN(answer)) return undefined;
    spent += took;
    if (n < warmUp && spent < patienceMs / 4) continue;
    times.push(took);
    found += answer;
    if (spent > patienceMs && times.length >= leastSamples) break;
  }
  return { p50: quantile(times, 0.5), p99: quantile(times, 0.99), found: found / times.length };
}
