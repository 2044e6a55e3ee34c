/** The signals of Ctrl-C, a service manager and a closed terminal. All of them stop the process. */
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const parentCheckMs = 500;
/** The limit for a stop. Requests and the embedded MongoDB need less. */
const stopTimeoutMs = 60_000;

export interface StopSignals {
  readonly signal: AbortSignal;
  /** Resolves when the process is asked to stop. */
  readonly stopped: Promise<void>;
  release(): void;
}

/**
 * Listens for the signals.
 * @param watchParent whether to stop when the parent process ends, because npm passes no signal on when it is killed
 */
export function listenForStop(watchParent: boolean): StopSignals {
  const controller = new AbortController();
  const stopped = new Promise<void>((resolve) => {
    controller.signal.addEventListener('abort', () => {
      resolve();
    });
  });
  const stop = () => {
    // A second signal ends the process at once. The supervisor of the embedded MongoDB then stops it.
    if (controller.signal.aborted) process.exit(130);
    controller.abort(new Error('Stopped.'));
    setTimeout(() => {
      process.stderr.write('Stopping took too long. The process exits now.\n');
      process.exit(1);
    }, stopTimeoutMs).unref();
  };
  for (const signal of signals) process.on(signal, stop);
  const parent = process.ppid;
  const timer = watchParent
    ? setInterval(() => {
        if (process.ppid !== parent && !controller.signal.aborted) stop();
      }, parentCheckMs).unref()
    : undefined;
  return {
    signal: controller.signal,
    stopped,
    release() {
      clearInterval(timer);
      for (const signal of signals) process.off(signal, stop);
    },
  };
}
