import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pause } from './abortable.ts';
import type { DataDirectory } from './data-directory.ts';
import { keeperName } from './keeper.ts';
import { lookUp, sendSignal } from './process-table.ts';
import type { ProcessEntry } from './process-table.ts';

export interface LivingMongod {
  readonly pid: number;
  readonly port: number;
}

const pollMs = 20;
const dyingMs = 10_000;

/**
 * The mongod that runs on this directory. mongod.lock names a pid, but also after a crash, when the pid may be another's:
 * only a living process that was started on this directory counts.
 */
export async function findLivingMongod(directory: DataDirectory): Promise<LivingMongod | undefined> {
  const text = await readFile(join(directory.dbPath, 'mongod.lock'), 'utf8').catch(() => '');
  const pid = Number(text);
  if (text.trim() === '' || !Number.isSafeInteger(pid)) return undefined;
  const port = await portOf(directory, pid);
  return port === undefined ? undefined : { pid, port };
}

/** Undefined where the process is gone, a zombie, or something else. */
export async function portOf(directory: DataDirectory, pid: number): Promise<number | undefined> {
  const entry = await lookUp(pid);
  return entry === undefined || entry.zombie ? undefined : portIn(directory, entry);
}

function portIn(directory: DataDirectory, { commandLine }: ProcessEntry): number | undefined {
  const [, rest = ''] = commandLine.split(` --dbpath=${directory.dbPath} --port=`);
  const port = Number.parseInt(rest, 10);
  return Number.isNaN(port) ? undefined : port;
}

export async function isKeeper(directory: DataDirectory, pid: number): Promise<boolean> {
  if (pid === 0) return false;
  const entry = await lookUp(pid);
  return (
    entry !== undefined && !entry.zombie && entry.commandLine.includes(` ${keeperName} ${directory.dbPath} `)
  );
}

/** True when it is gone, with its lock and port; false when the time is over. Throws when the signal is aborted. */
export async function waitUntilGone(
  directory: DataDirectory,
  pid: number,
  deadlineMs: number,
  signal?: AbortSignal,
): Promise<boolean> {
  const deadline = Date.now() + deadlineMs;
  for (;;) {
    if (await isGone(directory, pid)) return true;
    if (Date.now() > deadline) return false;
    await pause(pollMs, signal);
  }
}

async function isGone(directory: DataDirectory, pid: number): Promise<boolean> {
  const entry = await lookUp(pid);
  if (entry === undefined || entry.zombie) return true;
  // A process that is being torn down has lost its command line, while it still holds its files.
  return entry.commandLine.trim() !== '' && portIn(directory, entry) === undefined;
}

/** TERM and then, after some time, KILL, which the journal makes safe; each only to this directory's mongod. */
export async function stopMongod(
  directory: DataDirectory,
  pid: number,
  patienceMs: number,
  signal: AbortSignal,
): Promise<void> {
  await terminateMongod(directory, pid);
  if (!(await waitUntilGone(directory, pid, patienceMs, signal))) await killMongod(directory, pid, signal);
}

export async function terminateMongod(directory: DataDirectory, pid: number): Promise<void> {
  if ((await portOf(directory, pid)) !== undefined) sendSignal(pid, 'SIGTERM');
}

export async function killMongod(directory: DataDirectory, pid: number, signal: AbortSignal): Promise<void> {
  if ((await portOf(directory, pid)) !== undefined) sendSignal(pid, 'SIGKILL');
  await waitUntilGone(directory, pid, dyingMs, signal);
}
