import { backoffMs, retry } from '../../src/kernel/retry.ts';

test('the delay doubles with each failure up to its limit, with jitter of at most half', () => {
  for (const [failures, limit] of [
    [1, 100],
    [2, 200],
    [3, 400],
    [4, 500],
    [2000, 500],
  ] as const)
    for (let n = 0; n < 50; n++) {
      const delay = backoffMs(failures, { firstMs: 100, maxMs: 500 });
      expect(delay).toBeGreaterThan(limit / 2 - 1);
      expect(delay).toBeLessThanOrEqual(limit);
    }
});

test('a task is retried until it succeeds, and every failure is reported', async () => {
  const failures: unknown[] = [];
  let attempts = 0;
  const result = await retry(
    () => (++attempts < 3 ? Promise.reject(new Error(`attempt ${attempts}`)) : Promise.resolve('done')),
    {
      firstMs: 1,
      maxMs: 2,
      signal: new AbortController().signal,
      onFailure: (error) => {
        failures.push(error);
      },
    },
  );
  expect(result).toBe('done');
  expect(failures).toEqual([new Error('attempt 1'), new Error('attempt 2')]);
});

test('an abort ends the retries', async () => {
  const stopping = new AbortController();
  const result = await retry<string>(() => Promise.reject(new Error('no')), {
    firstMs: 60_000,
    maxMs: 60_000,
    signal: stopping.signal,
    onFailure: () => {
      stopping.abort();
    },
  });
  expect(result).toBeUndefined();
});
