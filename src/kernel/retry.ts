import { setTimeout as sleep } from 'node:timers/promises';
import { DomainError } from './errors.ts';

export interface Backoff {
  /** The longest delay after the first failure, in milliseconds. It doubles with each further failure. */
  readonly firstMs: number;
  readonly maxMs: number;
}

/**
 * Returns the delay before the next attempt: exponential backoff with jitter. The delay is random between half of the limit and the limit,
 * so that processes that failed together do not retry together.
 * @param failures the number of failed attempts so far, at least 1
 */
export const backoffMs = (failures: number, { firstMs, maxMs }: Backoff): number =>
  Math.min(firstMs * 2 ** (failures - 1), maxMs) * (1 - Math.random() / 2);

export interface RetryOptions extends Backoff {
  /** Ends the retries. */
  readonly signal: AbortSignal;
  readonly onFailure: (error: unknown) => void;
}

/**
 * Runs a task until it succeeds. The delays do not keep the process alive.
 * @returns undefined if the signal was aborted before the task succeeded
 */
export async function retry<Result>(
  task: () => Promise<Result>,
  { signal, onFailure, ...backoff }: RetryOptions,
): Promise<Result | undefined> {
  const isAborted = (): boolean => signal.aborted;
  for (let failures = 1; !isAborted(); failures++)
    try {
      return await task();
    } catch (error) {
      if (isAborted()) break;
      onFailure(error);
      await sleep(backoffMs(failures, backoff), undefined, { signal, ref: false }).catch(() => undefined);
    }
  return undefined;
}

/** MongoDB elects a new primary within about 12 seconds with its default settings. */
const electionMs = 20_000;

/** Runs a task again while it fails with UNAVAILABLE, but not longer than an election of a new primary takes. */
export async function waitForDatabase<Result>(task: () => Promise<Result>): Promise<Result> {
  const deadline = performance.now() + electionMs;
  for (let failures = 1; ; failures++)
    try {
      return await task();
    } catch (error) {
      const delayMs = backoffMs(failures, { firstMs: 200, maxMs: 1000 });
      if (!(error instanceof DomainError && error.code === 'UNAVAILABLE')) throw error;
      if (performance.now() + delayMs > deadline) throw error;
      await sleep(delayMs, undefined, { ref: false });
    }
}
