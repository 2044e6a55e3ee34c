/** What the operating system says of a process. Pids are reused, so none is believed, or sent a signal, unlooked at. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { errorCode } from './embedded-mongod-error.ts';

const run = promisify(execFile);
// Slim container images have no `ps`; macOS has no /proc.
const hasProc = existsSync('/proc/self/cmdline');

export interface ProcessEntry {
  /** The arguments with a space between them; empty for a zombie, and for a process that is just being torn down. */
  readonly commandLine: string;
  /** Ended, but not yet collected by its parent: it holds no lock and no port any more. */
  readonly zombie: boolean;
}

export async function lookUp(pid: number): Promise<ProcessEntry | undefined> {
  try {
    return hasProc ? await lookUpInProc(pid) : await lookUpWithPs(pid);
  } catch (error) {
    // ps exits with a number. Anything else, such as too many open files, must not pass for a process that is gone.
    const code = errorCode(error);
    if (code === 'ENOENT' || code === 'ESRCH' || (!hasProc && isExit(error))) return undefined;
    throw error;
  }
}

async function lookUpInProc(pid: number): Promise<ProcessEntry> {
  const [stat, commandLine] = await Promise.all([
    readFile(`/proc/${pid}/stat`, 'utf8'),
    readFile(`/proc/${pid}/cmdline`, 'utf8'),
  ]);
  // The name before the state is in brackets, and may itself hold brackets and spaces.
  const state = stat.slice(stat.lastIndexOf(')') + 2).charAt(0);
  return { commandLine: commandLine.replaceAll('\0', ' '), zombie: state === 'Z' || state === 'X' };
}

async function lookUpWithPs(pid: number): Promise<ProcessEntry> {
  const { stdout } = await run('ps', ['-ww', '-o', 'stat=,args=', '-p', String(pid)]);
  const [, state = '', commandLine = ''] = /^\s*(\S+)\s+(.*)$/m.exec(stdout) ?? [];
  return { commandLine: `${commandLine} `, zombie: state.startsWith('Z') };
}

const isExit = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'number';

/** No error where the process is gone by now: that is what the signal was for. */
export function sendSignal(pid: number, signal: 'SIGTERM' | 'SIGKILL'): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (errorCode(error) !== 'ESRCH') throw error;
  }
}
