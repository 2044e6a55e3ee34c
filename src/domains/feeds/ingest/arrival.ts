import type { Clock } from '../../../kernel/clock.ts';

const digits = 9;

/**
 * Creates the numbering of arriving events. Each text is greater than the one before it, also if the clock goes back, so it decides which
 * of two events of a record with equal times arrived later. The texts of two processes compare by their clocks.
 */
export function createArrivalCounter(clock: Clock) {
  let lastMs = 0;
  let count = 0;
  return {
    next(): string {
      const ms = Math.max(lastMs, clock.now().getTime());
      count = ms === lastMs ? count + 1 : 0;
      lastMs = ms;
      return `${new Date(ms).toISOString()}-${String(count).padStart(digits, '0')}`;
    },
  };
}
