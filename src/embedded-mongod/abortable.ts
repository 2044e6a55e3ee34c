import { setTimeout } from 'node:timers/promises';

/** Stops waiting for work that cannot be cancelled itself. The work continues; its result or error is ignored. */
export function abortable<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const onAbort = (): void => {
      // Rejects with the reason that the caller passed to `abort`, of any type.
      // oxlint-disable-next-line typescript/prefer-promise-reject-errors
      reject(signal.reason);
    };
    if (signal.aborted) onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    work.then(resolve, reject).finally(() => {
      signal.removeEventListener('abort', onAbort);
    });
  });
}

/** Waits. Rejects with the reason of the signal; Node's own timer would reject with an AbortError. */
export async function abortableSleep(
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
