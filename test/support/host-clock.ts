import { install, type Clock } from '@sinonjs/fake-timers';

let clock: Clock | undefined;

/** The time of the host if nobody had set its clock. */
export const trueTime = (): number => performance.timeOrigin + performance.now();

/** Sets the clock of the host, which is `Date`, ahead of the true time. Timers are not affected. The clock stands still until `resetClock`. */
export function setClockAhead(ms: number): void {
  resetClock();
  clock = install({ now: trueTime() + ms, toFake: ['Date'] });
}

export const resetClock = (): void => {
  clock?.uninstall();
  clock = undefined;
};
