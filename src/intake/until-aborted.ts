/** The source's items until the signal; a wait for the next one ends with it, however long the source takes. */
export async function* untilAborted<T>(
  source: AsyncIterable<T>,
  signal: AbortSignal,
): AsyncGenerator<T, undefined> {
  const iterator = source[Symbol.asyncIterator]();
  try {
    while (!signal.aborted) {
      const next = await nextOrAborted(iterator, signal);
      if (next === undefined || next.done === true) return;
      yield next.value;
    }
  } finally {
    // Not awaited: a source that is waiting for data itself may answer only when that comes.
    void Promise.resolve(iterator.return?.()).catch(() => undefined);
  }
}

function nextOrAborted<T>(
  iterator: AsyncIterator<T>,
  signal: AbortSignal,
): Promise<IteratorResult<T> | undefined> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => {
      resolve(undefined);
    };
    signal.addEventListener('abort', onAbort, { once: true });
    iterator
      .next()
      .then(resolve, reject)
      .finally(() => {
        signal.removeEventListener('abort', onAbort);
      });
  });
}
