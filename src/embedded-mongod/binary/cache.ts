import { chmod, mkdtemp, open, readdir, rename, rm, stat, statfs } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { makeDirectory } from '../data-directory.ts';
import { byVersionDescending, checkBinary, majorMinor } from './binary.ts';
import type { Binary, FetchOptions } from './binary.ts';

const megabyte = 1024 * 1024;
/** The archive and the binary exist at the same time. */
const neededBytes = 400 * megabyte;
const staleMs = 600_000;

/** Returns the paths of the cached binaries: those that can open the data first, then newest first. */
export async function cachedBinaries(cacheDir: string, dataVersion: string | undefined): Promise<string[]> {
  const names = await readdir(cacheDir).catch(() => []);
  const fits = (version: string): number => (majorMinor(version) === dataVersion ? 1 : 0);
  return names
    .flatMap((name) => /^mongod-(\d+\.\d+\.\d+)$/.exec(name)?.[1] ?? [])
    .sort((a, b) => fits(b) - fits(a) || byVersionDescending(a, b))
    .map((version) => join(cacheDir, `mongod-${version}`));
}

/**
 * Adds a binary to the cache. `make` creates it in a staging directory. It is moved into place when it is complete and runs. If two
 * processes do this at once, the second binary replaces the first, which is equal.
 */
export async function addToCache(
  { cacheDir, signal }: Pick<FetchOptions, 'cacheDir' | 'signal'>,
  make: (stagingDir: string) => Promise<string>,
): Promise<Binary> {
  await makeDirectory(resolve(cacheDir), 0o755);
  await removeStale(cacheDir);
  await checkFreeSpace(cacheDir);
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

/** Removes staging directories of processes that were killed during a download. */
async function removeStale(cacheDir: string): Promise<void> {
  for (const name of await readdir(cacheDir)) {
    const pid = /^fetch-(\d+)-/.exec(name)?.[1];
    const path = join(cacheDir, name);
    if (pid === undefined || isAlive(Number(pid))) continue;
    // The age is checked too: the pid may be that of a process in another container that shares this cache.
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

async function checkFreeSpace(cacheDir: string): Promise<void> {
  const { bavail, bsize } = await statfs(cacheDir);
  if (bavail * bsize < neededBytes) {
    throw new Error(
      `disk full: ${Math.floor((bavail * bsize) / megabyte)} MB are free in ${cacheDir}, ${neededBytes / megabyte} MB are needed`,
    );
  }
}

/** Called before and after the rename. Otherwise a power cut could leave an empty file under the final name. */
async function flush(path: string): Promise<void> {
  const file = await open(path, 'r');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
