import { spawn } from 'node:child_process';
import { pause } from '../abortable.ts';

const graceMs = 2_000;

/**
 * Runs a program in a process group of its own, and ends the whole group when the signal is aborted: pip has children,
 * and outlives us otherwise. Throws the last lines of what it said on standard error.
 */
export async function runInGroup(
  command: string,
  args: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  signal.throwIfAborted();
  const child = spawn(command, args, { detached: true, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-2_000)));
  const closed = new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      resolve(code ?? 128);
    });
  });
  const onAbort = (): void => {
    void endGroup(child.pid, closed);
  };
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    const code = await closed;
    signal.throwIfAborted();
    if (code !== 0) throw new Error(said.trim().split('\n').slice(-3).join(' ') || `exit code ${code}`);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

async function endGroup(leader: number | undefined, closed: Promise<unknown>): Promise<void> {
  if (leader === undefined) return;
  for (const name of ['SIGTERM', 'SIGKILL'] as const) {
    try {
      process.kill(-leader, name);
    } catch {
      return; // all of it is gone
    }
    await Promise.race([closed, pause(graceMs)]).catch(() => undefined);
  }
}
