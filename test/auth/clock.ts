import { install, type Clock } from '@sinonjs/fake-timers';

let clock: Clock | undefined;

/** Sets `Date` ahead without affecting timers, until `resetClock`. */
export function setClockAhead(ms: number): void {
  resetClock();
  clock = install({ now: Date.now() + ms, toFake: ['Date'] });
}

export const resetClock = (): void => {
  clock?.uninstall();
  clock = undefined;
};
