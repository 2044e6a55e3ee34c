import { mkdir, readdir, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const prefix = 'switchboard-test-';
const memory = '/dev/shm';
const parentDirectories = [tmpdir(), memory];
const nameOf = (pid: number): string => `${prefix}${pid}`;

/** Creates the directory for all files of a test run. Its name contains the pid of Jest's main process. */
export async function makeRunDirectory(): Promise<string> {
  const directory = await recreateDirectory(tmpdir());
  process.env.SWITCHBOARD_TEST_DIRECTORY = directory;
  return directory;
}

/**
 * Returns the data directory for the shared mongod: in memory if at least 4 GiB are free, else in the run directory. Every write is
 * synced, so a busy disk slows all tests down.
 */
export const makeDataDirectory = async (runDirectory: string): Promise<string> =>
  join((await hasFreeSpace(memory)) ? await recreateDirectory(memory) : runDirectory, 'data');

export const removeRunDirectory = (): Promise<void> => removeRun(process.pid);

/** Removes the directories of killed runs, which had no teardown. */
export async function removeStaleRuns(): Promise<void> {
  const names = await Promise.all(parentDirectories.map((place) => readdir(place).catch(() => [])));
  for (const name of new Set(names.flat())) {
    const pid = Number(name.startsWith(prefix) ? name.slice(prefix.length) : NaN);
    if (Number.isInteger(pid) && !isAlive(pid)) await removeRun(pid);
  }
}

async function recreateDirectory(place: string): Promise<string> {
  const directory = join(place, nameOf(process.pid));
  await rm(directory, { recursive: true, force: true });
  await mkdir(directory, { mode: 0o700 });
  return directory;
}

async function removeRun(pid: number): Promise<void> {
  for (const place of parentDirectories) await rm(join(place, nameOf(pid)), { recursive: true, force: true });
}

async function hasFreeSpace(place: string): Promise<boolean> {
  const { bavail, bsize } = await statfs(place).catch(() => ({ bavail: 0, bsize: 0 }));
  return bavail * bsize >= 4 * 1024 ** 3;
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
