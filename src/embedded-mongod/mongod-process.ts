/** mongod and its supervisor as processes. Pids are reused, so each pid is checked before it is trusted or gets a signal. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { abortableSleep } from './abortable.ts';
import type { DataDirectory } from './data-directory.ts';
import { errorCode } from './errors.ts';
import { supervisorName } from './supervisor.ts';

const run = promisify(execFile);
// Slim container images have no `ps`. macOS has no /proc.
const hasProc = existsSync('/proc/self/cmdline');

export interface RunningMongod {
  readonly pid: number;
  readonly port: number;
}

const pollMs = 20;
const killMs = 10_000;

/**
 * Finds the mongod that runs on this directory. After a crash, mongod.lock may name the pid of another process, so the command line
 * of the process is checked too.
 */
export async function findRunningMongod(directory: DataDirectory): Promise<RunningMongod | undefined> {
  const text = await readFile(join(directory.dbPath, 'mongod.lock'), 'utf8').catch(() => '');
  const pid = Number(text);
  if (text.trim() === '' || !Number.isSafeInteger(pid)) return undefined;
  const port = await portOf(directory, pid);
  return port === undefined ? undefined : { pid, port };
}

/** Returns the port of this directory's mongod; undefined if the process has exited, is a zombie, or is another program. */
export async function portOf(directory: DataDirectory, pid: number): Promise<number | undefined> {
  const entry = await readProcess(pid);
  return entry === undefined || entry.zombie ? undefined : portIn(directory, entry);
}

function portIn(directory: DataDirectory, { commandLine }: ProcessEntry): number | undefined {
  const [, rest = ''] = commandLine.split(` --dbpath=${directory.dbPath} --port=`);
  const port = Number.parseInt(rest, 10);
  return Number.isNaN(port) ? undefined : port;
}

export async function isSupervisor(directory: DataDirectory, pid: number): Promise<boolean> {
  if (pid === 0) return false;
  const entry = await readProcess(pid);
  return (
    entry !== undefined &&
    !entry.zombie &&
    entry.commandLine.includes(` ${supervisorName} ${directory.dbPath} `)
  );
}

/** Returns true when mongod has exited and has freed its lock and port, false after the deadline. Throws if the signal is aborted. */
export async function waitForExit(
  directory: DataDirectory,
  pid: number,
  deadlineMs: number,
  signal?: AbortSignal,
): Promise<boolean> {
  const deadline = performance.now() + deadlineMs;
  for (;;) {
    if (await hasExited(directory, pid)) return true;
    if (performance.now() > deadline) return false;
    await abortableSleep(pollMs, signal);
  }
}

async function hasExited(directory: DataDirectory, pid: number): Promise<boolean> {
  const entry = await readProcess(pid);
  if (entry === undefined || entry.zombie) return true;
  // A process that is being torn down has no command line any more, but still has its files open.
  return entry.commandLine.trim() !== '' && portIn(directory, entry) === undefined;
}

/** Sends TERM and, after the timeout, KILL. The journal makes KILL safe. */
export async function stopMongod(
  directory: DataDirectory,
  pid: number,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<void> {
  await terminateMongod(directory, pid);
  if (!(await waitForExit(directory, pid, timeoutMs, signal))) await killMongod(directory, pid, signal);
}

export async function terminateMongod(directory: DataDirectory, pid: number): Promise<void> {
  if ((await portOf(directory, pid)) !== undefined) sendSignal(pid, 'SIGTERM');
}

export async function killMongod(directory: DataDirectory, pid: number, signal: AbortSignal): Promise<void> {
  if ((await portOf(directory, pid)) !== undefined) sendSignal(pid, 'SIGKILL');
  await waitForExit(directory, pid, killMs, signal);
}

interface ProcessEntry {
  /** The arguments, separated by spaces; empty for a zombie and for a process that is being torn down. */
  readonly commandLine: string;
  /** Whether the process has ended but its parent has not collected it. A zombie has no lock and no port. */
  readonly zombie: boolean;
}

async function readProcess(pid: number): Promise<ProcessEntry | undefined> {
  try {
    return hasProc ? await readFromProc(pid) : await readWithPs(pid);
  } catch (error) {
    // ps ends with an exit code. Any other error, such as too many open files, does not mean that the process has exited.
    const code = errorCode(error);
    if (code === 'ENOENT' || code === 'ESRCH' || (!hasProc && isExit(error))) return undefined;
    throw error;
  }
}

async function readFromProc(pid: number): Promise<ProcessEntry> {
  const [stat, commandLine] = await Promise.all([
    readFile(`/proc/${pid}/stat`, 'utf8'),
    readFile(`/proc/${pid}/cmdline`, 'utf8'),
  ]);
  // The process name before the state is in parentheses, and may contain parentheses and spaces.
  const state = stat.slice(stat.lastIndexOf(')') + 2).charAt(0);
  return { commandLine: commandLine.replaceAll('\0', ' '), zombie: state === 'Z' || state === 'X' };
}

async function readWithPs(pid: number): Promise<ProcessEntry> {
  const { stdout } = await run('ps', ['-ww', '-o', 'stat=,args=', '-p', String(pid)]);
  const [, state = '', commandLine = ''] = /^\s*(\S+)\s+(.*)$/m.exec(stdout) ?? [];
  return { commandLine: `${commandLine} `, zombie: state.startsWith('Z') };
}

const isExit = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'number';

/** Sends a signal. A process that has exited already is no error. */
export function sendSignal(pid: number, signal: 'SIGTERM' | 'SIGKILL'): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (errorCode(error) !== 'ESRCH') throw error;
  }
}
