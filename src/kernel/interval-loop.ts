import { AsyncLocalStorage } from 'node:async_hooks';

const context = new AsyncLocalStorage<true>();

/** Runs a task of a background loop, so that the storage layer can tag the commands that it sends. */
export const runInBackground = <Result>(task: () => Result): Result => context.run(true, task);

export const isInBackground = (): boolean => context.getStore() === true;

/** Work that a process does in the background, beside answering requests. */
export interface BackgroundLoop {
  readonly start: () => void;
  /** Resolves after the current run, if any, has finished. */
  readonly stop: () => Promise<void>;
}

/**
 * Runs a task repeatedly with a fixed delay between the end of one run and the start of the next. The first run starts after one delay.
 * @param onError called with the error of a failed run, except after `stop`: the resources of the task may be closed by then
 */
export function createIntervalLoop(
  delayMs: number,
  task: () => Promise<void>,
  onError: (error: unknown) => void,
): BackgroundLoop {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  let stopped = true;
  const schedule = () => {
    timer = setTimeout(() => {
      running = runInBackground(task)
        .catch((error: unknown) => {
          if (!stopped) onError(error);
        })
        .then(() => {
          if (!stopped) schedule();
        });
    }, delayMs);
    timer.unref();
  };
  return {
    start() {
      if (!stopped) return;
      stopped = false;
      schedule();
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}

/** Combines several background loops into one. They stop in the reverse order of their start. */
export const combineLoops = (...loops: readonly BackgroundLoop[]): BackgroundLoop => ({
  start() {
    for (const loop of loops) loop.start();
  },
  async stop() {
    for (const loop of loops.toReversed()) await loop.stop();
  },
});
