import { AsyncLocalStorage } from 'node:async_hooks';

const context = new AsyncLocalStorage<true>();

/** Runs a task of a background loop, so that the storage layer can tag the commands that it sends. */
export const runInBackground = <Result>(task: () => Result): Result => context.run(true, task);

export const isInBackground = (): boolean => context.getStore() === true;
