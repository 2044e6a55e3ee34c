import { setTimeout as sleep } from 'node:timers/promises';

/** Waits until it is so; the test's own time limit says when that is too long. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await sleep(2);
}
