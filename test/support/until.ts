import { setTimeout as sleep } from 'node:timers/promises';

/** Polls a condition until it holds. The time limit of the test is the only limit. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await sleep(2);
}
