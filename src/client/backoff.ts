const firstMs = 100;
const longestMs = 5000;

/**
 * Returns the delay before the next attempt: exponential backoff from 100 ms to 5 s, with jitter so that clients do not retry at the same
 * time. The server's `retryAfter` is added to it.
 * @param failures number of consecutive failures, from 1
 */
export function retryDelayMs(failures: number, retryAfter: number | undefined): number {
  const most = Math.min(longestMs, firstMs * 2 ** (failures - 1));
  return (retryAfter ?? 0) + most * (0.5 + Math.random() / 2);
}

/** Resolves after `ms` milliseconds. @throws the signal's reason as soon as it is aborted */
export function abortableDelay(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', abort);
      resolve();
    }, ms);
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
  });
}
