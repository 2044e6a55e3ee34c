const firstMs = 100;
const longestMs = 5000;

/**
 * How long to wait before the next try: twice as long each time, and never for two clients the same, or they would all come back at
 * once. What the server asks for is waited at least.
 * @param failures how many there were in a row
 */
export function waitMsAfter(failures: number, retryAfter: number | undefined): number {
  const most = Math.min(longestMs, firstMs * 2 ** (failures - 1));
  return (retryAfter ?? 0) + most * (0.5 + Math.random() / 2);
}

/** @throws the signal's reason, as soon as it is aborted */
export function sleep(ms: number, signal: AbortSignal): Promise<void> {
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
