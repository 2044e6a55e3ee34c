import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/**
 * Waits for the first output of a child process. Rejects as soon as the process exits, so that the test fails at once instead of at its
 * time limit.
 */
export function failOnExit<Output>(child: ChildProcess, output: Promise<Output>): Promise<Output> {
  return Promise.race([
    output,
    once(child, 'exit').then(([code, signal]: (number | string | null)[]) => {
      throw new Error(`The process exited with ${String(code ?? signal)} before its first output.`);
    }),
  ]);
}
