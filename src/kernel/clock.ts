/** The source of the current time. Tests pass a clock that they control. */
export interface Clock {
  now(): Date;
}

/** The clock of the host. */
export const systemClock: Clock = { now: () => new Date() };

export const laterOf = (one: Date, other: Date): Date => (other > one ? other : one);
