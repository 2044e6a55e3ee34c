import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import type { Logger } from '../../kernel/logger.ts';
import { errorMessage, errorOutput } from '../errors.ts';

export interface Binary {
  readonly path: string;
  readonly version: string;
}

export interface DownloadProgress {
  readonly message: string;
  /** Bytes, if they are known. */
  readonly done?: number;
  readonly total?: number;
}

/** The options of the sources that download a binary. */
export interface FetchOptions {
  readonly cacheDir: string;
  readonly log: Logger;
  readonly onProgress: (step: DownloadProgress) => void;
  readonly signal: AbortSignal;
  /** The release series that wrote the data directory, if any. No other series can open it. */
  readonly dataVersion: string | undefined;
}

const run = promisify(execFile);
const checkTimeoutMs = 10_000;

/**
 * Runs `mongod --version`. A file that exists may not run: a mongod for another system lacks libraries.
 * @throws an error with the first line that the program printed
 */
export async function checkBinary(path: string, signal: AbortSignal): Promise<Binary> {
  try {
    const { stdout } = await run(path, ['--version'], { timeout: checkTimeoutMs, signal });
    const version = /^db version v(\d+\.\d+\.\d+)/m.exec(stdout)?.[1];
    if (version === undefined) throw new Error('it does not report a version of mongod');
    return { path, version };
  } catch (error) {
    signal.throwIfAborted();
    throw new Error(firstErrorLine(error), { cause: error });
  }
}

function firstErrorLine(error: unknown): string {
  const [firstLine = ''] = errorOutput(error).split('\n');
  return firstLine === '' ? errorMessage(error) : firstLine;
}

/** Returns the executable files named mongod, in the order of the search path. */
export async function binariesOnPath(searchPath: string): Promise<string[]> {
  const found: string[] = [];
  for (const directory of new Set(searchPath.split(delimiter))) {
    const path = join(directory, 'mongod');
    const executable = await access(path, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (directory !== '' && executable) found.push(path);
  }
  return found;
}

/** Returns the release series of a version, such as 8.2. MongoDB only opens the files of its own release series. */
export const majorMinor = (version: string): string => version.split('.').slice(0, 2).join('.');

/** Sorts versions, newest first. */
export function byVersionDescending(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.split('.').map(Number));
  for (let part = 0; part < 3; part++) {
    const difference = (right?.[part] ?? 0) - (left?.[part] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
