import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import {
  access,
  chmod,
  mkdir,
  readFile,
  realpath,
  rename,
  rm,
  stat,
  statfs,
  writeFile,
} from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { EmbeddedMongodError, errorCode, errorMessage } from './errors.ts';
import { ensureLivenessPipe } from './liveness-pipe.ts';

/** The paths of a data directory. They are real paths, so that two names of one directory mean the same mongod. */
export interface DataDirectory {
  readonly path: string;
  /** The directory with mongod's own files. */
  readonly dbPath: string;
  readonly livenessPipe: string;
  readonly log: string;
}

/** The file mongod.json: the mongod that was ready last, for processes that join it. A hint: each value is checked before use. */
export interface MongodRecord {
  readonly pid: number;
  readonly port: number;
  readonly version: string;
  /** The pid of the supervisor; 0 if it is unknown. */
  readonly supervisor: number;
}

const megabyte = 1024 * 1024;
/** A new replica set needs 301 MB, since its journal is preallocated. */
const newDataBytes = 320 * megabyte;
const existingDataBytes = 64 * megabyte;

export async function openDataDirectory(dataDir: string): Promise<DataDirectory> {
  try {
    await makeDirectory(resolve(dataDir), 0o755);
    const path = await realpath(dataDir);
    const dbPath = join(path, 'mongo');
    await makeDirectory(dbPath, 0o700);
    await chmod(dbPath, 0o700);
    await access(dbPath, constants.R_OK | constants.W_OK | constants.X_OK);
    // Permission bits do not show a read-only file system or a quota. A write does.
    const probe = temporaryPath(join(path, '.write-probe'));
    await writeFile(probe, 'x');
    await rm(probe);
    const directory = {
      path,
      dbPath,
      livenessPipe: join(path, 'mongod.lifeline'),
      log: join(path, 'mongod.log'),
    };
    await ensureLivenessPipe(directory.livenessPipe);
    return directory;
  } catch (error) {
    if (error instanceof EmbeddedMongodError) throw error;
    if (errorCode(error) === 'ENOSPC') throw await diskFull(dataDir, newDataBytes, error);
    throw new EmbeddedMongodError(
      `The data directory ${dataDir} cannot be written: ${errorMessage(error)}. ` +
        'Set DATA_DIR to a directory that this user may write.',
      { cause: error },
    );
  }
}

/** Throws if the disk is full: mongod itself aborts without naming the disk as the cause. */
export async function checkFreeSpace(directory: DataDirectory): Promise<void> {
  const needed = (await isNew(directory)) ? newDataBytes : existingDataBytes;
  const { bavail, bsize } = await statfs(directory.path);
  if (bavail * bsize < needed) throw await diskFull(directory.path, needed);
}

async function isNew(directory: DataDirectory): Promise<boolean> {
  return stat(join(directory.dbPath, 'WiredTiger')).then(
    () => false,
    () => true,
  );
}

async function diskFull(path: string, needed: number, cause?: unknown): Promise<EmbeddedMongodError> {
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
    return undefined; // The file is missing or damaged. Then its values are found out again.
  }
}

function parseMongodRecord(value: unknown): MongodRecord | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { pid, port, version, keeper: supervisor } = value as Record<string, unknown>;
  if (!isCount(pid) || !isCount(port) || !isCount(supervisor) || typeof version !== 'string')
    return undefined;
  return { pid, port, version, supervisor };
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;

/** In the file the supervisor is `keeper`. */
export async function writeMongodRecord(
  directory: DataDirectory,
  { pid, port, version, supervisor }: MongodRecord,
): Promise<void> {
  const text = JSON.stringify({ pid, port, version, keeper: supervisor });
  await writeAtomically(join(directory.path, 'mongod.json'), `${text}\n`);
}

/** Returns the release series (major.minor) of the MongoDB that wrote the data. In general no other series can open it. */
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
    await writeAtomically(join(directory.path, 'mongod.version'), `${majorMinor}\n`);
  }
}

/** Replaces a file. A reader sees the old text or the new text, never a part. */
async function writeAtomically(path: string, text: string): Promise<void> {
  const temporary = temporaryPath(path);
  await writeFile(temporary, text, { mode: 0o600 });
  await rename(temporary, path);
}

/** Returns another path for each call, since two calls of one process may overlap. */
const temporaryPath = (path: string): string => `${path}.${randomUUID()}`;

/** Creates a directory and its parents. Node's own recursive mkdir never returns if a parent takes no directories, as in /proc. */
export async function makeDirectory(path: string, mode: number): Promise<void> {
  try {
    await mkdir(path, mode);
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return;
    if (errorCode(error) !== 'ENOENT' || dirname(path) === path) throw error;
    await makeDirectory(dirname(path), mode);
    await mkdir(path, mode).catch((again: unknown) => {
      // Another process may have created it at the same time.
      if (errorCode(again) !== 'EEXIST') throw again;
    });
  }
}
