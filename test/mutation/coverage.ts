import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, globSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Mutation } from './mutations.ts';

/** A range of a source file, and whether it was executed. Ranges nest, and the innermost one counts. */
export type CoveredRange = readonly [start: number, end: number, count: 0 | 1];

/** The parts of `src` that a test file executes. */
export interface TestCoverage {
  readonly test: string;
  readonly ms: number;
  readonly files: Readonly<Record<string, readonly CoveredRange[]>>;
}

/** Returns the folder of the coverage that was recorded for this state of `src`. */
const directoryOf = (root: string): string =>
  join(root, 'node_modules/.cache/switchboard-mutation', hashOf(root, ['src', 'schema']));

/** Returns the recorded coverage of those test files that have one. */
export function readCoverage(root: string, tests: readonly string[]): readonly TestCoverage[] {
  const directory = directoryOf(root);
  return tests
    .map((test) => coverageFile(directory, test))
    .filter((file) => existsSync(file))
    .map((file) => JSON.parse(readFileSync(file, 'utf8')) as TestCoverage);
}

/** Records the coverage of the test files that have none yet. Test files that fail get none. */
export async function recordCoverage(root: string, tests: readonly string[]): Promise<void> {
  const directory = directoryOf(root);
  mkdirSync(directory, { recursive: true });
  const missing = tests.filter((test) => !existsSync(coverageFile(directory, test)));
  if (missing.length > 0) await record(root, directory, missing);
}

/** Returns the file of a test's coverage, which depends on the test's text. */
export const coverageFile = (directory: string, test: string): string =>
  join(directory, `${createHash('sha256').update(test).update(readFileSync(test)).digest('hex')}.json`);

async function record(root: string, directory: string, tests: readonly string[]): Promise<void> {
  console.log(`Recording which code ${tests.length} test files execute.`);
  const outcomeFile = join(directory, 'outcome');
  const setupFiles = ['./test/support/jest-setup.ts', './test/mutation/record-coverage.ts'];
  const child = spawn(
    process.execPath,
    [
      'node_modules/jest/bin/jest.js',
      '--maxWorkers=2',
      ...setupFiles.map((file) => `--setupFiles=${file}`),
      '--json',
      `--outputFile=${outcomeFile}`,
      '--runTestsByPath',
      ...tests,
    ],
    {
      cwd: root,
      // V8 does not count the blocks of functions that come from the compile cache.
      env: { ...process.env, MUTATION_COVERAGE_DIRECTORY: directory, NODE_DISABLE_COMPILE_CACHE: '1' },
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  await once(child, 'exit');
  const { testResults } = JSON.parse(readFileSync(outcomeFile, 'utf8')) as {
    testResults: readonly { readonly name: string; readonly status: string }[];
  };
  for (const { name, status } of testResults)
    if (status !== 'passed') {
      const test = relative(root, name);
      console.log(`${test} fails without a mutation: left out`);
      rmSync(coverageFile(directory, test), { force: true });
    }
}

function hashOf(root: string, folders: readonly string[]): string {
  const hash = createHash('sha256');
  const files = globSync(
    folders.map((folder) => `${folder}/**/*.*`),
    { cwd: root },
  );
  for (const file of files.sort()) hash.update(file).update(readFileSync(join(root, file)));
  return hash.digest('hex').slice(0, 16);
}

/** The assumed time of a test file without recorded coverage. */
const unknownMs = 10_000;

/**
 * Returns the test files that can execute a mutated position, with their time. Test files with recorded coverage that do not execute it
 * are left out, and of the others the shortest come first.
 * @param tests all candidates, the closest first
 */
export function testsOf(
  coverage: readonly TestCoverage[],
  tests: readonly string[],
  { file, start, isTopLevel }: Pick<Mutation, 'file' | 'start' | 'isTopLevel'>,
): readonly Pick<TestCoverage, 'test' | 'ms'>[] {
  const recorded = new Map(coverage.map((one) => [one.test, one]));
  const executing = coverage.filter(
    ({ test, files: { [file]: ranges = [] } }) =>
      // Only the first test file of a process loads a module.
      tests.includes(test) && (isTopLevel ? ranges.length > 0 : isExecuted(ranges, start)),
  );
  return [
    ...executing.toSorted((a, b) => a.ms - b.ms),
    ...tests.filter((test) => !recorded.has(test)).map((test) => ({ test, ms: unknownMs })),
  ];
}

function isExecuted(ranges: readonly CoveredRange[], position: number): boolean {
  const around = ranges.filter(([start, end]) => start <= position && position < end);
  const innermost = around.reduce<CoveredRange | undefined>(
    (best, range) => (best !== undefined && best[1] - best[0] <= range[1] - range[0] ? best : range),
    undefined,
  );
  return innermost?.[2] === 1;
}
