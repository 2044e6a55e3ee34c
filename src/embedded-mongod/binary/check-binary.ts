import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { errorMessage, errorOutput } from '../embedded-mongod-error.ts';
import type { Binary } from './binary.ts';

const run = promisify(execFile);
const patienceMs = 10_000;

/** Being there is not enough: a mongod for another system lacks libraries. Throws what it said when it does not run. */
export async function checkBinary(path: string, signal: AbortSignal): Promise<Binary> {
  try {
    const { stdout } = await run(path, ['--version'], { timeout: patienceMs, signal });
    const version = /^db version v(\d+\.\d+\.\d+)/m.exec(stdout)?.[1];
    if (version === undefined) throw new Error('it does not say that it is mongod');
    return { path, version };
  } catch (error) {
    signal.throwIfAborted();
    throw new Error(complaintOf(error), { cause: error });
  }
}

function complaintOf(error: unknown): string {
  const [firstLine = ''] = errorOutput(error).split('\n');
  return firstLine === '' ? errorMessage(error) : firstLine;
}
