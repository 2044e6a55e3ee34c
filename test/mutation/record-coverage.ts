import { addEventHandler } from 'jest-circus';
import { writeFileSync } from 'node:fs';
import { Session, type Profiler } from 'node:inspector';
import { relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { coverageFile, type CoveredRange, type TestCoverage } from './coverage.ts';

/*
 * A setup file of jest that writes, for each test file, the parts of `src` that it executes. Type stripping keeps the positions of the
 * text, so V8's offsets are those of the source.
 */

const directory = process.env.MUTATION_COVERAGE_DIRECTORY ?? '';
const root = pathToFileURL(`${process.cwd()}/`).href;
const session = new Session();
session.connect();
session.post('Profiler.enable');
session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });

const hook = { type: 'afterAll', fn: finish } as never;
let startedAt = performance.now();

addEventHandler((event, { rootDescribeBlock: { hooks } }) => {
  if (event.name !== 'add_test' && event.name !== 'add_hook') return;
  // The hook stays the last one.
  const position = hooks.indexOf(hook);
  if (position >= 0) hooks.splice(position, 1);
  else startedAt = performance.now();
  hooks.push(hook);
});

function finish(): void {
  const test = relative(process.cwd(), expect.getState().testPath ?? '');
  const coverage: TestCoverage = { test, ms: Math.round(performance.now() - startedAt), files: executed() };
  writeFileSync(coverageFile(directory, test), JSON.stringify(coverage));
}

/** Returns the ranges that were executed since the last call, and those inside of them that were not. */
function executed(): Record<string, CoveredRange[]> {
  let scripts: readonly Profiler.ScriptCoverage[] = [];
  // This call is synchronous.
  session.post('Profiler.takePreciseCoverage', (error, { result }) => {
    if (error !== null) throw error;
    scripts = result;
  });
  const files: Record<string, CoveredRange[]> = {};
  for (const { url, functions } of scripts) {
    if (!url.startsWith(`${root}src/`)) continue;
    const ranges = functions.flatMap((one) =>
      one.ranges.map(({ startOffset, endOffset, count }): CoveredRange => [
        startOffset,
        endOffset,
        count > 0 ? 1 : 0,
      ]),
    );
    if (ranges.some(([, , count]) => count > 0)) files[url.slice(root.length)] = ranges;
  }
  return files;
}
