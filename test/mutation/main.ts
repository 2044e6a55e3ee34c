/**
 * `node test/mutation/main.ts [number of mutations] [seed]`: makes small wrong changes to the code, one at a time in a copy of the
 * repository, and reports those that no test detects.
 */
import { writeFileSync } from 'node:fs';
import { createMongodProcess } from '../support/mongod-process.ts';
import { readCoverage, recordCoverage, testsOf } from './coverage.ts';
import { scoreOf, toLine, toReport } from './report.ts';
import { makeCopy, runMutant, type Result } from './run-mutant.ts';
import { sampleMutations, testsOfRoom } from './sample.ts';

const minimalScore = 85;
const reportFile = 'mutation-report.md';
const [size = '60', seed = '1'] = process.argv.slice(2);
const root = process.cwd();

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
const mutations = sampleMutations(root, Number(size), seed);
const candidates = new Map(mutations.map((mutation) => [mutation, testsOfRoom(root, mutation)]));
const allTests = [...new Set([...candidates.values()].flat())];
if (process.env.RECORD !== undefined) await recordCoverage(root, allTests);
const coverage = readCoverage(root, allTests);
const copy = makeCopy(root);
process.once('exit', copy.remove);
const mongod = await createMongodProcess();
process.once('exit', () => {
  void mongod.kill();
});
const results: Result[] = [];
try {
  await mongod.start();
  for (const [mutation, possible] of candidates) {
    const tests = testsOf(coverage, possible, mutation);
    const result = await runMutant({ directory: copy.directory, mongod }, mutation, tests);
    results.push(result);
    console.log(`[${results.length}/${mutations.length}] ${toLine(result)}`);
    writeFileSync(reportFile, toReport(results));
  }
} finally {
  await mongod.remove();
}
console.log(`\n${toReport(results)}\nThe report is in ${reportFile}.`);
process.exitCode = scoreOf(results) >= minimalScore ? 0 : 1;
