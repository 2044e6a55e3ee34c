import { systemClock, type Clock } from '../kernel/clock.ts';
import { createIntervalLoop, type BackgroundLoop } from '../kernel/interval-loop.ts';
import type { Logger } from '../kernel/logger.ts';

/**
 * The database's time. All processes that share a database share this clock, so that they agree on every deadline even if the clocks of
 * their hosts differ. The loop measures it regularly.
 */
export interface DatabaseClock extends Clock, BackgroundLoop {
  /** How far the host's clock is ahead of the database's, in milliseconds. Undefined before the first measurement. */
  readonly offsetMs: number | undefined;
  /** Measures the time now. Keeps the last measurement if the database does not answer. */
  measure(): Promise<void>;
}

export interface DatabaseClockOptions {
  /** Reads the database's time with one command. */
  readonly read: () => Promise<Date>;
  readonly host?: Clock;
  /** A clock that never goes back and that nobody sets, in milliseconds. */
  readonly monotonic?: () => number;
  readonly log?: Logger | undefined;
}

/** A host whose clock differs more than this from the database's is reported. Synchronized clocks (NTP) differ by less than 100 ms. */
export const maxOffsetMs = 2000;

const measurementMs = 5000;
/** The database sends its time in whole milliseconds. */
const resolutionMs = 1;
/** Two clocks that are not corrected drift apart by less than this share of the time. */
const maxDrift = 0.0005;

/** One measurement. The true difference lies within `errorMs` around `differenceMs`. */
interface Measurement {
  /** The database's time minus the monotonic clock. */
  readonly differenceMs: number;
  readonly errorMs: number;
  /** When the measurement ended, by the monotonic clock. */
  readonly at: number;
}

/**
 * Returns the measurement to use. A measurement with a slow answer has a large error, so it does not replace an accurate one. One that
 * contradicts the earlier one does: the database's clock was set, or another server became the primary.
 */
export function betterOf(before: Measurement | undefined, next: Measurement): Measurement {
  if (before === undefined) return next;
  const errorMs = before.errorMs + (next.at - before.at) * maxDrift;
  const agree = Math.abs(next.differenceMs - before.differenceMs) <= next.errorMs + errorMs;
  return agree && next.errorMs > errorMs ? before : next;
}

/** Measures from the time that the database sent, and from the times at which it was asked and has answered. */
const measurementOf = (sent: Date, asked: number, answered: number): Measurement => ({
  differenceMs: sent.getTime() + resolutionMs / 2 - (asked + answered) / 2,
  errorMs: (answered - asked + resolutionMs) / 2,
  at: answered,
});

export function createDatabaseClock({
  read,
  host = systemClock,
  monotonic = () => performance.now(),
  log,
}: DatabaseClockOptions) {
  let best: Measurement | undefined;
  let isReported = false;
  const now = () => (best === undefined ? host.now() : new Date(monotonic() + best.differenceMs));
  const offset = () => host.now().getTime() - now().getTime();

  function report(): void {
    const offsetMs = offset();
    const isOff = Math.abs(offsetMs) > maxOffsetMs;
    if (isOff && !isReported) log?.warn({ offsetMs }, offsetMessage(offsetMs));
    if (!isOff && isReported)
      log?.info({ offsetMs }, 'the clock of this host agrees with the clock of the database again');
    isReported = isOff;
  }

  async function measure(): Promise<void> {
    const asked = monotonic();
    const sent = await read().catch(() => undefined);
    if (sent === undefined) return;
    best = betterOf(best, measurementOf(sent, asked, monotonic()));
    report();
  }

  return {
    now,
    get offsetMs() {
      return best && offset();
    },
    measure,
    /**
     * Takes the time from an answer that the driver got before it sends any command, so that nothing is written with the host's time.
     * Only the first one counts: the driver's later heartbeats do not tell when they were sent.
     */
    observeFirst(sent: Date, tookMs: number): void {
      const answered = monotonic();
      best ??= measurementOf(sent, answered - tookMs, answered);
    },
    ...createIntervalLoop(measurementMs, measure, () => undefined),
  };
}

/** Describes a difference that exceeds the maximum, for the log and for `/readyz`. */
export const offsetMessage = (offsetMs: number): string =>
  `The clock of this host is ${(Math.abs(offsetMs) / 1000).toFixed(1)} s ${offsetMs > 0 ? 'ahead of' : 'behind'} the clock of the database. ` +
  'Check the time synchronization (NTP) of both hosts. All deadlines use the time of the database.';
