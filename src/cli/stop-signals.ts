/** Ctrl-C, a service manager, a closed terminal: all mean stop. */
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const parentCheckMs = 500;
/** More than requests and the embedded MongoDB may take to end in order. */
const patienceMs = 60_000;

export interface StopSignals {
  readonly signal: AbortSignal;
  /** Resolves when the process is asked to stop. */
  readonly stopped: Promise<void>;
  release(): void;
}

/**
 * @param watchParent stop also when the parent is gone: npm, killed, passes nothing on
 */
export function listenForStop(watchParent: boolean): StopSignals {
  const controller = new AbortController();
  const stopped = new Promise<void>((resolve) => {
    controller.signal.addEventListener('abort', () => {
      resolve();
    });
  });
  const stop = () => {
    // Asked a second time, do not wait. The supervisor of the embedded MongoDB stops it in any case.
    if (controller.signal.aborted) process.exit(130);
    controller.abort(new Error('Stopped.'));
    setTimeout(() => {
      process.stderr.write('Stopping took too long; leaving without waiting.\n');
      process.exit(1);
    }, patienceMs).unref();
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
