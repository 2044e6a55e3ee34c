export interface BackgroundLoop {
  readonly start: () => void;
  /** What is being done is done to its end. */
  readonly stop: () => Promise<void>;
}

/** Does something again and again, with a pause in between. */
export function createIntervalLoop(
  pauseMs: number,
  act: () => Promise<void>,
  onError: (error: unknown) => void,
): BackgroundLoop {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  let stopped = true;
  const next = () => {
    timer = setTimeout(() => {
      running = act()
        .catch((error: unknown) => {
          // It was told to stop: what it lives on may be gone already.
          if (!stopped) onError(error);
        })
        .then(() => {
          if (!stopped) next();
        });
    }, pauseMs);
    timer.unref();
  };
  return {
    start() {
      if (!stopped) return;
      stopped = false;
      next();
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}

/** What several parts do beside answering, as one. */
export const combineLoops = (...parts: readonly BackgroundLoop[]): BackgroundLoop => ({
  start() {
    for (const part of parts) part.start();
  },
  async stop() {
    for (const part of parts.toReversed()) await part.stop();
  },
});
