import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Polls a condition until it holds.
 * @param description the condition in words, for the error
 * @param timeoutMs the default is 15 seconds with a description, and otherwise the time limit of the test
 * @throws if the condition does not hold before the timeout
 */
export async function until(
  condition: () => boolean | Promise<boolean>,
  description?: string,
  timeoutMs = description === undefined ? Infinity : 15_000,
): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  while (!(await condition())) {
    if (performance.now() > deadline)
      throw new Error(`Not within ${timeoutMs} ms: ${description ?? String(condition)}`);
    await sleep(2);
  }
}
