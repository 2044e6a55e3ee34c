/**
 * The named pipe that ties mongod's life to that of its users. Each user holds the write end open and never writes; the
 * keeper blocks in a read. When the last user goes, for whatever reason, the kernel gives the keeper an end-of-file.
 * All opens are non-blocking, and Node opens with close-on-exec, so no child process holds the pipe by accident.
 */
import { execFile } from 'node:child_process';
import { closeSync, constants, existsSync, openSync, readSync } from 'node:fs';
import { lstat } from 'node:fs/promises';
import { promisify } from 'node:util';
import { EmbeddedMongodError, errorCode, errorMessage } from './embedded-mongod-error.ts';

const run = promisify(execFile);

/** Made once and never removed: a pipe that is made anew would split its users into two groups. */
export async function ensureLifeline(path: string): Promise<void> {
  if (await isPipe(path)) return;
  try {
    await run('mkfifo', ['-m', '600', path]);
  } catch (error) {
    // Another first start may have been quicker.
    if (await isPipe(path)) return;
    throw new EmbeddedMongodError(
      `Cannot make the named pipe ${path}: ${errorMessage(error)}. ` +
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

/** Undefined where nobody reads: there is no keeper, or it is stopping mongod, or the whole directory is gone. */
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

/** Asked after one's own write end is closed. */
export function hasWriter(path: string): boolean {
  if (!existsSync(path)) return false;
  const fd = openReadEnd(path);
  try {
    return readSync(fd, Buffer.alloc(1)) > 0; // zero bytes: end-of-file, so nobody is left
  } catch (error) {
    if (errorCode(error) === 'EAGAIN') return true;
    throw error;
  } finally {
    closeSync(fd);
  }
}
