import { createSemaphore } from '../../src/kernel/semaphore.ts';

test('so many work at once and so many wait, each has its turn, and one more is BUSY', async () => {
  const turns = createSemaphore(2, 3);
  const working: PromiseWithResolvers<undefined>[] = [];
  const work = () => {
    const one = Promise.withResolvers<undefined>();
    working.push(one);
    return one.promise;
  };
  const done: number[] = [];
  const all = Array.from({ length: 5 }, (_, n) => turns(work).finally(() => done.push(n)));
  const outcomes = Promise.allSettled(all);
  await expect(turns(work)).rejects.toMatchObject({ code: 'BUSY', details: { retryAfter: 1000 } });
  expect(working).toHaveLength(2);
  for (let n = 0; n < 5; n++) {
    // One that fails makes room like one that does not.
    if (n === 1) working[n]?.reject(new Error('It went wrong.'));
    else working[n]?.resolve(undefined);
    await all[n]?.catch(() => undefined);
    expect(working).toHaveLength(Math.min(n + 3, 5));
  }
  expect((await outcomes).map(({ status }) => status)).toEqual([
    'fulfilled',
    'rejected',
    'fulfilled',
    'fulfilled',
    'fulfilled',
  ]);
  expect(done).toEqual([0, 1, 2, 3, 4]);
  expect(await turns(() => Promise.resolve('there is room again'))).toBe('there is room again');
});
