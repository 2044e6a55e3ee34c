/**
 * The liveness pipe: a named pipe that ties the life of mongod to its users. Each user keeps the write end open and never writes. The
 * supervisor blocks in a read. When the last user exits, for whatever reason, the kernel gives the supervisor an end-of-file.
 * All opens are non-blocking. Node opens files with close-on-exec, so no child process inherits the pipe by accident.
 */
import { execFile } from 'node:child_process';
import { closeSync, constants, existsSync, openSync, readSync } from 'node:fs';
import { lstat } from 'node:fs/promises';
import { promisify } from 'node:util';
import { EmbeddedMongodError, errorCode, errorMessage } from './errors.ts';

const run = promisify(execFile);

/** Creates the pipe unless it exists. It is never removed: a second pipe would split the users into two groups. */
export async function ensureLivenessPipe(path: string): Promise<void> {
  if (await isPipe(path)) return;
  try {
    await run('mkfifo', ['-m', '600', path]);
  } catch (error) {
    // Another process may have created it at the same time.
    if (await isPipe(path)) return;
    throw new EmbeddedMongodError(
      `Cannot create the named pipe ${path}: ${errorMessage(error)}. ` +
        'The data directory must be on a local file system; or set MONGODB_URI to a MongoDB server of your own.',
      { cause: error },
    );
  }
}

async function isPipe(path: string): Promise<boolean> {
  try {
    if ((await lstat(path)).isFIFO()) return true;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return false;
    throw error;
  }
  throw new EmbeddedMongodError(
    `${path} is not a named pipe; delete it while no server uses this data directory, and start again.`,
  );
}

/** Returns undefined if the pipe has no reader: no supervisor runs, or it is stopping mongod, or the directory was removed. */
export function openWriteEnd(path: string): number | undefined {
  try {
    return openSync(path, constants.O_WRONLY | constants.O_NONBLOCK);
  } catch (error) {
    const code = errorCode(error);
    if (code === 'ENXIO' || code === 'ENOENT') return undefined;
    if (code === 'EACCES')
      throw new EmbeddedMongodError(`${path} belongs to another user: ${errorMessage(error)}`);
    throw error;
  }
}

export function openReadEnd(path: string): number {
  return openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
}

export function hasReader(path: string): boolean {
  const fd = openWriteEnd(path);
  if (fd === undefined) return false;
  closeSync(fd);
  return true;
}

/** Returns whether other processes have the write end open. The caller closes its own write end first. */
export function hasWriter(path: string): boolean {
  if (!existsSync(path)) return false;
  const fd = openReadEnd(path);
  try {
    return readSync(fd, Buffer.alloc(1)) > 0; // Zero bytes are an end-of-file: no writer is left.
  } catch (error) {
    if (errorCode(error) === 'EAGAIN') return true;
    throw error;
  } finally {
    closeSync(fd);
  }
}
