import { busy } from './errors.ts';

export type Semaphore = <Result>(work: () => Promise<Result>) => Promise<Result>;

/**
 * Lets so many work at once, and so many wait for their turn.
 * @throws BUSY for one more
 */
export function createSemaphore(atOnce: number, mayWait: number): Semaphore {
  let working = 0;
  const waiting: (() => void)[] = [];

  async function begin(): Promise<void> {
    if (working < atOnce) {
      working += 1;
      return;
    }
    if (waiting.length >= mayWait) throw busy('Too many photos are being worked on: try again shortly.');
    await new Promise<void>((resolve) => waiting.push(resolve));
  }
  function end(): void {
    const next = waiting.shift();
    if (next === undefined) working -= 1;
    else next();
  }

  return async (work) => {
    await begin();
    try {
      return await work();
    } finally {
      end();
    }
  };
}
