/** Implements `npm run chaos [seconds]`: runs the load with faults on a separate mongod and prints the result of the checker. */
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMongodProcess } from '../support/mongod-process.ts';
import { check, readHistory } from './checker.ts';
import { runLoad } from './load.ts';

const seconds = Number(process.argv[2] ?? '60');
const historyPath = join(await mkdtemp(join(tmpdir(), 'switchboard-chaos-')), 'history.jsonl');
const mongod = await createMongodProcess();
try {
  await mongod.start();
  await runLoad({ seconds, database: { uri: mongod.uri, name: 'chaos' }, historyPath });
} finally {
  await mongod.remove();
}
const { violations, counts } = check(await readHistory(historyPath));
console.log(counts);
for (const { invariant, what } of violations.slice(0, 50)) console.log(`${invariant}: ${what}`);
console.log(`${violations.length} violations. The history is in ${historyPath}.`);
process.exitCode = violations.length === 0 ? 0 : 1;
