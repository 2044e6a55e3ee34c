import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Part } from './parts.ts';

export interface PartResult {
  readonly name: string;
  readonly outcome: 'passed' | 'failed' | 'over its limit';
  readonly seconds: number;
}

/** Runs a part as a process group of its own, and ends the group at the part's time limit. */
export async function runPart({ name, command, environment, limitMinutes }: Part): Promise<PartResult> {
  const startedAt = performance.now();
  const child = spawn('npm', ['run', '--silent', ...command], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'inherit', 'inherit'],
    detached: true,
  });
  const endGroup = (): void => {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
  };
  const limit = AbortSignal.timeout(limitMinutes * 60_000);
  limit.addEventListener('abort', endGroup);
  process.once('exit', endGroup);
  const [code] = (await once(child, 'exit')) as [number | null];
  limit.removeEventListener('abort', endGroup);
  process.off('exit', endGroup);
  const seconds = Math.round((performance.now() - startedAt) / 1000);
  return { name, seconds, outcome: limit.aborted ? 'over its limit' : code === 0 ? 'passed' : 'failed' };
}
