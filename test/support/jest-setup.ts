import { inspect } from 'node:util';
import { addEventHandler } from 'jest-circus';

/**
 * Adds two features that jest-light-runner lacks: the time limit of tests and hooks (default: 30 s), and the cause of an error in the
 * output.
 */
addEventHandler((event, { currentDescribeBlock: { children, hooks } }) => {
  if (event.name !== 'add_test' && event.name !== 'add_hook') return;
  const added = event.name === 'add_test' ? children.at(-1) : hooks.at(-1);
  if (added === undefined || !('fn' in added)) return;
  const run = added.fn as (() => unknown) | undefined;
  if (run === undefined) return;
  added.fn = () => withTimeLimit(event.timeout ?? 30_000, run);
});

async function withTimeLimit(ms: number, run: () => unknown): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const timeLimit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`Exceeded the time limit of ${ms / 1000} s.`));
    }, ms);
  });
  try {
    await Promise.race([run(), timeLimit]);
  } catch (error) {
    if (error instanceof Error && error.cause !== undefined) error.stack = inspect(error);
    throw error;
  } finally {
    clearTimeout(timer);
  }
}
