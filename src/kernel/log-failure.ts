import { DomainError } from './errors.ts';
import type { Logger } from './logger.ts';

/** Says what went wrong with work that is tried again. That the database is away is said elsewhere. */
export const logFailure =
  (logger: Logger, message: string) =>
  (error: unknown): void => {
    const isAway = error instanceof DomainError && error.code === 'UNAVAILABLE';
    logger[isAway ? 'debug' : 'warn']({ err: error }, message);
  };
