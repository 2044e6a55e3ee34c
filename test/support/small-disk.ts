import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** A file system in memory with a fixed size. */
export interface SmallDisk {
  /** The directory at which the processes of `launcher` find the file system. Other processes find an empty directory. */
  readonly directory: string;
  /** The beginning of the command line of a process that uses the file system. The process keeps the pid of the command. */
  readonly launcher: readonly string[];
  /** Writes a file until no space is left. */
  fill(): Promise<void>;
  /** Deletes the file of `fill`. */
  free(): Promise<void>;
  remove(): Promise<void>;
}

/**
 * Creates a file system with tmpfs, in a mount namespace of its own. The namespace, and the data, end with this process at the latest, so
 * no mount is left behind.
 * @param directory an existing, empty directory
 * @returns undefined if the machine does not permit mounts
 */
export async function createSmallDisk(directory: string, megabytes: number): Promise<SmallDisk | undefined> {
  if (process.platform !== 'linux') return undefined;
  const isRoot = process.getuid?.() === 0;
  // `cat` ends when its input does, which is the end of this process.
  const keeper = spawn(
    'unshare',
    [
      ...(isRoot ? [] : ['--map-root-user']),
      '--mount',
      'sh',
      '-c',
      `mount -t tmpfs -o size=${megabytes}m tmpfs "$0" && echo ready && exec cat`,
      directory,
    ],
    { stdio: ['pipe', 'pipe', 'ignore'] },
  );
  const ready = await Promise.race([
    once(keeper.stdout, 'data').then(() => true),
    once(keeper, 'exit').then(() => false),
    once(keeper, 'error').then(() => false),
  ]);
  const { pid } = keeper;
  if (!ready || pid === undefined) return undefined;
  const filler = join(`/proc/${pid}/root`, directory, 'filler');
  return {
    directory,
    launcher: [
      'nsenter',
      `--target=${pid}`,
      ...(isRoot ? [] : ['--user', '--preserve-credentials']),
      '--mount',
      '--',
    ],
    async fill() {
      const file = await open(filler, 'w');
      try {
        const block = Buffer.alloc(1024 * 1024);
        // A short block fills the rest.
        for (const size of [block.length, 4096]) await writeWhilePossible(() => file.write(block, 0, size));
      } finally {
        await file.close();
      }
    },
    free: () => rm(filler, { force: true }),
    async remove() {
      const ended = once(keeper, 'exit');
      keeper.stdin.end();
      await ended;
    },
  };
}

async function writeWhilePossible(write: () => Promise<unknown>): Promise<void> {
  for (;;) {
    try {
      await write();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOSPC') return;
      throw error;
    }
  }
}
