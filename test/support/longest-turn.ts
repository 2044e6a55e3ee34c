/**
 * Measures the turns of the event loop until `stop`, which returns the longest in milliseconds of CPU time of this thread: it does not
 * depend on the load of the machine.
 */
export function longestTurn(): { readonly stop: () => number } {
  let longest = 0;
  let last = process.threadCpuUsage();
  let next = setImmediate(measure);
  function measure(): void {
    const { user, system } = process.threadCpuUsage(last);
    longest = Math.max(longest, (user + system) / 1000);
    last = process.threadCpuUsage();
    next = setImmediate(measure);
  }
  return {
    stop() {
      clearImmediate(next);
      return longest;
    },
  };
}
