/** Sets what `Date` says ahead, and leaves all timers as they are. Back with `resetClock`. */
export function setClockAhead(ms: number): void {
  const now = Date.now() + ms;
  import.meta.jest.useFakeTimers({
    now,
    doNotFake: [
      'hrtime',
      'nextTick',
      'performance',
      'queueMicrotask',
      'setImmediate',
      'clearImmediate',
      'setInterval',
      'clearInterval',
      'setTimeout',
      'clearTimeout',
    ],
  });
}

export const resetClock = (): void => {
  import.meta.jest.useRealTimers();
};
