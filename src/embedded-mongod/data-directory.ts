import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { access, chmod, readFile, realpath, rename, rm, stat, statfs, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { EmbeddedMongodError, errorCode, errorMessage } from './embedded-mongod-error.ts';
import { ensureLifeline } from './lifeline.ts';
import { makeDirectory } from './make-directory.ts';

/** Where everything is. All paths are real paths, so that two names of one directory mean the same mongod. */
export interface DataDirectory {
  readonly path: string;
  /** mongod's own files. */
  readonly dbPath: string;
  readonly lifeline: string;
  readonly log: string;
}

/** What the one who started mongod tells those who come later. A hint: all of it is checked before it is believed. */
export interface MongodRecord {
  readonly pid: number;
  readonly port: number;
  readonly version: string;
  readonly keeper: number;
}

const megabyte = 1024 * 1024;
/** A new replica set takes 301 MB, since its journal is preallocated. */
const roomForNewBytes = 320 * megabyte;
const roomForOldBytes = 64 * megabyte;
const logLimitBytes = 16 * megabyte;

export async function openDataDirectory(dataDir: string): Promise<DataDirectory> {
  try {
    await makeDirectory(resolve(dataDir), 0o755);
    const path = await realpath(dataDir);
    const dbPath = join(path, 'mongo');
    await makeDirectory(dbPath, 0o700);
    await chmod(dbPath, 0o700);
    await access(dbPath, constants.R_OK | constants.W_OK | constants.X_OK);
    // Permission bits do not tell of read-only file systems or quotas: only a write does.
    const probe = aside(join(path, '.write-probe'));
    await writeFile(probe, 'x');
    await rm(probe);
    const directory = {
      path,
      dbPath,
      lifeline: join(path, 'mongod.lifeline'),
      log: join(path, 'mongod.log'),
    };
    await ensureLifeline(directory.lifeline);
    return directory;
  } catch (error) {
    if (error instanceof EmbeddedMongodError) throw error;
    if (errorCode(error) === 'ENOSPC') throw await noRoom(dataDir, roomForNewBytes, error);
    throw new EmbeddedMongodError(
      `The data directory ${dataDir} cannot be written: ${errorMessage(error)}. ` +
        'Set DATA_DIR to a directory that this user may write.',
      { cause: error },
    );
  }
}

/** mongod itself aborts without a word about the disk. */
export async function checkRoom(directory: DataDirectory): Promise<void> {
  const needed = (await isNew(directory)) ? roomForNewBytes : roomForOldBytes;
  const { bavail, bsize } = await statfs(directory.path);
  if (bavail * bsize < needed) throw await noRoom(directory.path, needed);
}

async function isNew(directory: DataDirectory): Promise<boolean> {
  return stat(join(directory.dbPath, 'WiredTiger')).then(
    () => false,
    () => true,
  );
}

async function noRoom(path: string, needed: number, cause?: unknown): Promise<EmbeddedMongodError> {
  const free = await statfs(path).then(
    ({ bavail, bsize }) => `${Math.floor((bavail * bsize) / megabyte)} MB are free, `,
    () => '',
  );
  return new EmbeddedMongodError(
    `Disk full: the data directory ${path} has no room for MongoDB: ${free}${needed / megabyte} MB are needed. ` +
      'Free some space, or set DATA_DIR to a directory on another disk.',
    { cause },
  );
}

export async function readMongodRecord(directory: DataDirectory): Promise<MongodRecord | undefined> {
  try {
    return parseMongodRecord(JSON.parse(await readFile(join(directory.path, 'mongod.json'), 'utf8')));
  } catch {
    return undefined; // absent, or spoiled by hand: then all is found out anew
  }
}

function parseMongodRecord(value: unknown): MongodRecord | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { pid, port, version, keeper } = value as Record<keyof MongodRecord, unknown>;
  if (!isCount(pid) || !isCount(port) || !isCount(keeper) || typeof version !== 'string') return undefined;
  return { pid, port, version, keeper };
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;

export async function writeMongodRecord(directory: DataDirectory, record: MongodRecord): Promise<void> {
  await writeWhole(join(directory.path, 'mongod.json'), `${JSON.stringify(record)}\n`);
}

/** Major and minor version of the MongoDB that wrote the data; MongoDB opens no other's files in general. */
export async function readVersionMarker(directory: DataDirectory): Promise<string | undefined> {
  try {
    const text = await readFile(join(directory.path, 'mongod.version'), 'utf8');
    return text.trim() === '' ? undefined : text.trim();
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

export async function writeVersionMarker(directory: DataDirectory, majorMinor: string): Promise<void> {
  if ((await readVersionMarker(directory)) === undefined) {
    await writeWhole(join(directory.path, 'mongod.version'), `${majorMinor}\n`);
  }
}

/** A reader sees the old text or the new text, never half of one. */
async function writeWhole(path: string, text: string): Promise<void> {
  const whole = aside(path);
  await writeFile(whole, text, { mode: 0o600 });
  await rename(whole, path);
}

/** Of its own for each call: two may be under way in one process, too. */
const aside = (path: string): string => `${path}.${randomUUID()}`;

/** mongod appends for ever. Called before a start; one old log is kept. */
export async function rotateLog(directory: DataDirectory): Promise<void> {
  try {
    if ((await stat(directory.log)).size > logLimitBytes) await rename(directory.log, `${directory.log}.1`);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
  }
}
