import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** Waits for what a child that was just started is to say. Where it ends instead, the test fails at once, and not by its time limit. */
export function unlessEnded<Said>(child: ChildProcess, said: Promise<Said>): Promise<Said> {
  return Promise.race([
    said,
    once(child, 'exit').then(([code, signal]: (number | string | null)[]) => {
      throw new Error(`The process ended with ${String(code ?? signal)} before it said anything.`);
    }),
  ]);
}
