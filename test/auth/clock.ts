import { jest } from '@jest/globals';

/** Sets what `Date` says ahead, and leaves all timers as they are. Back with `jest.useRealTimers()`. */
export function setClockAhead(ms: number): void {
  const now = Date.now() + ms;
  jest.useFakeTimers({
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
