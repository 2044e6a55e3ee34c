import { mkdir, readdir, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const prefix = 'switchboard-test-';
const memory = '/dev/shm';
const places = [tmpdir(), memory];
const nameOf = (pid: number): string => `${prefix}${pid}`;

/** Everything that a test run leaves on the disk is below one directory, named by the pid of jest's first process. */
export async function makeRunDirectory(): Promise<string> {
  const directory = await makeAnew(tmpdir());
  process.env.SWITCHBOARD_TEST_DIRECTORY = directory;
  return directory;
}

/** For the mongod that all share, in memory if there is room: each write is synced, and a disk that others use, too, makes all tests wait. */
export const makeDataDirectory = async (runDirectory: string): Promise<string> =>
  join((await hasRoom(memory)) ? await makeAnew(memory) : runDirectory, 'data');

export const removeRunDirectory = (): Promise<void> => removeRun(process.pid);

/** Of runs that were killed, so that their teardown never came. */
export async function removeRunsOfTheDead(): Promise<void> {
  const names = await Promise.all(places.map((place) => readdir(place).catch(() => [])));
  for (const name of new Set(names.flat())) {
    const pid = Number(name.startsWith(prefix) ? name.slice(prefix.length) : NaN);
    if (Number.isInteger(pid) && !isAlive(pid)) await removeRun(pid);
  }
}

async function makeAnew(place: string): Promise<string> {
  const directory = join(place, nameOf(process.pid));
  await rm(directory, { recursive: true, force: true });
  await mkdir(directory, { mode: 0o700 });
  return directory;
}

async function removeRun(pid: number): Promise<void> {
  for (const place of places) await rm(join(place, nameOf(pid)), { recursive: true, force: true });
}

async function hasRoom(place: string): Promise<boolean> {
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
