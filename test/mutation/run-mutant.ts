import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import type { MongodProcess } from '../support/mongod-process.ts';
import type { TestCoverage } from './coverage.ts';
import { mutate, type Mutation } from './mutations.ts';

export type Outcome = 'killed' | 'survived' | 'timeout' | 'not covered';

export interface Result {
  readonly mutation: Mutation;
  readonly outcome: Outcome;
  /** The mutated line, without the change. */
  readonly code: string;
  /** The test file that failed, if one did. */
  readonly killedBy: string | undefined;
  readonly seconds: number;
}

/** Test files are chosen until their recorded time exceeds this limit. */
const maxTestMs = 60_000;

/** A copy of the repository, and the mongod of its tests. */
export interface Workplace {
  readonly directory: string;
  readonly mongod: MongodProcess;
}

/** Copies the files of the repository, so that a mutation does not change the files of the developer. */
export function makeCopy(root: string): { readonly directory: string; readonly remove: () => void } {
  const directory = mkdtempSync(join(tmpdir(), 'switchboard-mutation-'));
  const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  });
  for (const file of files.split('\0'))
    if (file !== '' && file !== 'node_modules') cpSync(join(root, file), join(directory, file));
  symlinkSync(join(root, 'node_modules'), join(directory, 'node_modules'));
  return {
    directory,
    remove: () => {
      rmSync(directory, { recursive: true });
    },
  };
}

/** Applies a mutation in the copy, runs the test files that execute it until one fails, and restores the file. */
export async function runMutant(
  { directory, mongod }: Workplace,
  mutation: Mutation,
  tests: readonly Pick<TestCoverage, 'test' | 'ms'>[],
): Promise<Result> {
  const file = join(directory, mutation.file);
  const source = readFileSync(file, 'utf8');
  const code = source.split('\n')[mutation.line - 1]?.trim() ?? '';
  if (tests.length === 0) return { mutation, outcome: 'not covered', code, killedBy: undefined, seconds: 0 };
  const startedAt = performance.now();
  let ms = 0;
  const chosen = tests.filter((test, index) => (ms += test.ms) <= maxTestMs || index === 0);
  writeFileSync(file, mutate(source, mutation));
  try {
    await dropDatabases(mongod.uri);
    const { outcome, killedBy } = await runTests(
      { directory, mongod },
      chosen.map(({ test }) => test),
      60_000 + Math.min(ms, maxTestMs),
    );
    return { mutation, outcome, code, killedBy, seconds: Math.round((performance.now() - startedAt) / 1000) };
  } finally {
    writeFileSync(file, source);
  }
}

/** Drops the databases of earlier tests. */
async function dropDatabases(uri: string): Promise<void> {
  const client = new MongoClient(uri);
  try {
    const { databases } = await client.db('admin').admin().listDatabases({ nameOnly: true });
    for (const { name } of databases) if (name.startsWith('test_')) await client.db(name).dropDatabase();
  } finally {
    await client.close();
  }
}

async function runTests(
  { directory, mongod }: Workplace,
  tests: readonly string[],
  limitMs: number,
): Promise<Pick<Result, 'outcome' | 'killedBy'>> {
  const child = spawn(
    process.execPath,
    [
      'node_modules/jest/bin/jest.js',
      '--bail',
      '--maxWorkers=1',
      '--testSequencer=./test/support/mutation-order.js',
      '--runTestsByPath',
      ...tests,
    ],
    {
      cwd: directory,
      env: {
        ...process.env,
        MUTATION_TESTS: tests.join(' '),
        SWITCHBOARD_TEST_MONGODB_URI: mongod.uri,
      },
      stdio: ['ignore', 'ignore', 'pipe'],
      detached: true,
    },
  );
  let output = '';
  child.stderr.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  const { pid } = child;
  const limit = AbortSignal.timeout(limitMs);
  const endGroup = (): void => {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  };
  limit.addEventListener('abort', endGroup);
  process.once('exit', endGroup);
  const [code] = (await once(child, 'exit')) as [number | null];
  limit.removeEventListener('abort', endGroup);
  process.off('exit', endGroup);
  return {
    outcome: limit.aborted ? 'timeout' : code === 0 ? 'survived' : 'killed',
    killedBy: /^FAIL (\S+)/m.exec(output)?.[1],
  };
}
