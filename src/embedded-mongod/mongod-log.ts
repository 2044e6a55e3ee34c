import { open, rename, stat } from 'node:fs/promises';
import type { DataDirectory } from './data-directory.ts';
import { errorCode } from './errors.ts';

/** mongod appends without limit. */
const maxLogBytes = 16 * 1024 * 1024;
const tailBytes = 256 * 1024;
const maxErrors = 3;

/**
 * Returns the last errors in mongod's log, for an error message: an exit code alone does not name the cause.
 * @param since the size of the log before mongod was started
 */
export async function lastErrors(logFile: string, since: number): Promise<string> {
  try {
    const file = await open(logFile);
    try {
      const { size } = await file.stat();
      const start = Math.max(since > size ? 0 : since, size - tailBytes);
      const { buffer, bytesRead } = await file.read(Buffer.alloc(size - start), 0, size - start, start);
      const errors = buffer.subarray(0, bytesRead).toString().split('\n').flatMap(errorsOf);
      return errors.slice(-maxErrors).join('; ');
    } finally {
      await file.close();
    }
  } catch {
    return '';
  }
}

function errorsOf(line: string): string[] {
  if (line.trim() === '') return [];
  let entry: unknown;
  try {
    entry = JSON.parse(line);
  } catch {
    return [line.trim()]; // Output from before mongod opens its log, such as an unknown option.
  }
  const { s, msg, attr } = entry as { s?: unknown; msg?: unknown; attr?: { error?: unknown } };
  if (s !== 'E' && s !== 'F') return [];
  const detail =
    attr?.error === undefined
      ? ''
      : `: ${typeof attr.error === 'string' ? attr.error : JSON.stringify(attr.error)}`;
  return [`${String(msg)}${detail}`];
}

/** Renames a large log before mongod starts. One old log is kept. */
export async function rotateLog({ log }: DataDirectory): Promise<void> {
  try {
    if ((await stat(log)).size > maxLogBytes) await rename(log, `${log}.1`);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
  }
}
