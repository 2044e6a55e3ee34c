import { chmod, mkdtemp, open, readdir, rename, rm, stat, statfs } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { makeDirectory } from '../make-directory.ts';
import { byVersionDescending, majorMinor } from '../version.ts';
import type { Binary, Fetch } from './binary.ts';
import { checkBinary } from './check-binary.ts';

const megabyte = 1024 * 1024;
/** Archive and binary are there at the same time. */
const roomBytes = 400 * megabyte;
const staleMs = 600_000;

/** Those that fit the data first, and then the newest: a new data directory takes it. */
export async function cachedBinaries(cacheDir: string, dataVersion: string | undefined): Promise<string[]> {
  const names = await readdir(cacheDir).catch(() => []);
  const fits = (version: string): number => (majorMinor(version) === dataVersion ? 1 : 0);
  return names
    .flatMap((name) => /^mongod-(\d+\.\d+\.\d+)$/.exec(name)?.[1] ?? [])
    .sort((a, b) => fits(b) - fits(a) || byVersionDescending(a, b))
    .map((version) => join(cacheDir, `mongod-${version}`));
}

/**
 * Has a mongod made in a directory beside the cache's own files, and moves it in place when it is whole and runs. Two
 * first starts at once each make one, and the second replaces the first by an equal one.
 */
export async function intoCache(
  { cacheDir, signal }: Pick<Fetch, 'cacheDir' | 'signal'>,
  make: (stagingDir: string) => Promise<string>,
): Promise<Binary> {
  await makeDirectory(resolve(cacheDir), 0o755);
  await removeStale(cacheDir);
  await checkRoom(cacheDir);
  const stagingDir = await mkdtemp(join(cacheDir, `fetch-${process.pid}-`));
  try {
    const made = await make(stagingDir);
    await chmod(made, 0o755);
    const { version } = await checkBinary(made, signal);
    await flush(made);
    const path = join(cacheDir, `mongod-${version}`);
    await rename(made, path);
    await flush(cacheDir);
    return { path, version };
  } finally {
    await rm(stagingDir, { recursive: true, force: true });
  }
}

/** Left by a process that was killed while it fetched. */
async function removeStale(cacheDir: string): Promise<void> {
  for (const name of await readdir(cacheDir)) {
    const pid = /^fetch-(\d+)-/.exec(name)?.[1];
    const path = join(cacheDir, name);
    if (pid === undefined || isAlive(Number(pid))) continue;
    // The pid of another container that shares this cache means nothing here, hence the age.
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Date.now() }));
    if (Date.now() - mtimeMs > staleMs) await rm(path, { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function checkRoom(cacheDir: string): Promise<void> {
  const { bavail, bsize } = await statfs(cacheDir);
  if (bavail * bsize < roomBytes) {
    throw new Error(
      `disk full: ${Math.floor((bavail * bsize) / megabyte)} MB are free in ${cacheDir}, ${roomBytes / megabyte} MB are needed`,
    );
  }
}

/** Before and after the rename: else a power cut could leave an empty file under the final name. */
async function flush(path: string): Promise<void> {
  const file = await open(path, 'r');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
