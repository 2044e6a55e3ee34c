import pLimit from 'p-limit';
import { busy } from './errors.ts';

export type Semaphore = <Result>(task: () => Promise<Result>) => Promise<Result>;

export interface SemaphoreOptions {
  /** How many tasks run at the same time. */
  readonly concurrency: number;
  /** How many more tasks wait, in call order. */
  readonly maxQueued: number;
  readonly busyMessage: string;
}

/** Returns a function that runs tasks with limited concurrency. It throws BUSY if the queue is full. */
export function createSemaphore({ concurrency, maxQueued, busyMessage }: SemaphoreOptions): Semaphore {
  const limit = pLimit(concurrency);
  return async (task) => {
    if (limit.activeCount + limit.pendingCount >= concurrency + maxQueued) throw busy(busyMessage);
    return limit(task);
  };
}
