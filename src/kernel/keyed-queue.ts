/**
 * Does things of one name one after the other, in the order in which they were asked for. Changes of one agent meet in the database
 * only if they come from two processes.
 */
export function createKeyedQueue(): <Result>(name: string, act: () => Promise<Result>) => Promise<Result> {
  const last = new Map<string, Promise<unknown>>();
  return (name, act) => {
    const result = (last.get(name) ?? Promise.resolve()).then(act);
    const settled: Promise<unknown> = result
      .catch(() => undefined)
      .then(() => {
        if (last.get(name) === settled) last.delete(name);
      });
    last.set(name, settled);
    return result;
  };
}
