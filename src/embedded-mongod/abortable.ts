import { setTimeout } from 'node:timers/promises';

/** Lets go of work that cannot be cancelled itself. The work goes on unheard; a late rejection of it is swallowed. */
export function abortable<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const onAbort = (): void => {
      // Whatever the caller chose to abort with is what it gets back.
      // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors
      reject(signal.reason);
    };
    if (signal.aborted) onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    work.then(resolve, reject).finally(() => {
      signal.removeEventListener('abort', onAbort);
    });
  });
}

/** Rejects with the signal's own reason, where the timer of Node would wrap it in an AbortError. */
export async function pause(
  milliseconds: number,
  signal?: AbortSignal,
  options = { ref: true },
): Promise<void> {
  try {
    await setTimeout(milliseconds, undefined, { ...options, ...(signal !== undefined && { signal }) });
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  }
}
