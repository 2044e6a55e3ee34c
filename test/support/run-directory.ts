import { mkdir, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const prefix = 'switchboard-test-';
const directoryOf = (pid: number): string => join(tmpdir(), `${prefix}${pid}`);

/** Everything that a test run leaves on the disk is below one directory, named by the pid of jest's first process. */
export async function makeRunDirectory(): Promise<string> {
  const directory = directoryOf(process.pid);
  await rm(directory, { recursive: true, force: true });
  await mkdir(directory, { mode: 0o700 });
  process.env.SWITCHBOARD_TEST_DIRECTORY = directory;
  return directory;
}

export const removeRunDirectory = (): Promise<void> =>
  rm(directoryOf(process.pid), { recursive: true, force: true });

/** Of runs that were killed, so that their teardown never came. */
export async function removeRunsOfTheDead(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const pid = Number(name.startsWith(prefix) ? name.slice(prefix.length) : NaN);
    if (Number.isInteger(pid) && !isAlive(pid)) await rm(directoryOf(pid), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
