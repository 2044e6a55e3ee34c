import { createSemaphore } from '../../src/kernel/semaphore.ts';

test('a semaphore runs tasks with limited concurrency, in call order, and throws BUSY if its queue is full', async () => {
  const semaphore = createSemaphore({ concurrency: 2, maxQueued: 3, busyMessage: 'Busy.' });
  const running: PromiseWithResolvers<undefined>[] = [];
  const task = () => {
    const controlled = Promise.withResolvers<undefined>();
    running.push(controlled);
    return controlled.promise;
  };
  const done: number[] = [];
  const all = Array.from({ length: 5 }, (_, n) => semaphore(task).finally(() => done.push(n)));
  const outcomes = Promise.allSettled(all);
  await expect(semaphore(task)).rejects.toMatchObject({
    code: 'BUSY',
    message: 'Busy.',
    details: { retryAfter: 1000 },
  });
  expect(running).toHaveLength(2);
  for (let n = 0; n < 5; n++) {
    // A failed task releases the semaphore like a successful one.
    if (n === 1) running[n]?.reject(new Error('The task failed.'));
    else running[n]?.resolve(undefined);
    await all[n]?.catch(() => undefined);
    expect(running).toHaveLength(Math.min(n + 3, 5));
  }
  expect((await outcomes).map(({ status }) => status)).toEqual([
    'fulfilled',
    'rejected',
    'fulfilled',
    'fulfilled',
    'fulfilled',
  ]);
  expect(done).toEqual([0, 1, 2, 3, 4]);
  expect(await semaphore(() => Promise.resolve('it runs'))).toBe('it runs');
});
