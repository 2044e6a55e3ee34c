/** Implements `npm run chaos [-- seconds]`: runs the load with faults on a replica set and prints the result of the checker. */
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { check, readHistory } from './checker.ts';
import { allFaults } from './nemesis.ts';
import { runChaos } from './run.ts';

const seconds = Number(process.argv[2] ?? '60');
const historyPath = join(await mkdtemp(join(tmpdir(), 'switchboard-chaos-')), 'history.jsonl');
// The exit of this process ends all processes that it started.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

const { skipped } = await runChaos({
  seconds,
  gateways: 3,
  skewSeconds: 40,
  faults: allFaults,
  holdMs: () => 2000 + Math.random() * 8000,
  calmMs: 7000,
  historyPath,
});
const { violations, counts, faults } = check(await readHistory(historyPath));
console.log(counts);
console.log('Each fault: how often, and the longest time without an acknowledged write:');
console.table(faults);
for (const reason of skipped) console.log(`Skipped: ${reason}.`);
for (const { invariant, what } of violations.slice(0, 50)) console.log(`${invariant}: ${what}`);
console.log(`${violations.length} violations. The history is in ${historyPath}.`);
process.exitCode = violations.length === 0 ? 0 : 1;
