import { inspect } from 'node:util';
import { addEventHandler } from 'jest-circus';

/**
 * What the runner, which runs files in plain Node.js, leaves to us: to end what waits for ever, after the time that the test or the hook sets,
 * or half a minute; and to say what an error was caused by.
 */
addEventHandler((event, { currentDescribeBlock: { children, hooks } }) => {
  if (event.name !== 'add_test' && event.name !== 'add_hook') return;
  const added = event.name === 'add_test' ? children.at(-1) : hooks.at(-1);
  if (added === undefined || !('fn' in added)) return;
  const run = added.fn as (() => unknown) | undefined;
  if (run === undefined) return;
  added.fn = () => within(event.timeout ?? 30_000, run);
});

async function within(ms: number, run: () => unknown): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`It has not ended within ${ms / 1000} s.`));
    }, ms);
  });
  try {
    await Promise.race([run(), late]);
  } catch (error) {
    if (error instanceof Error && error.cause !== undefined) error.stack = inspect(error);
    throw error;
  } finally {
    clearTimeout(timer);
  }
}
