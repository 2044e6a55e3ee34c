import { DomainError } from './errors.ts';

/** The part of a logger that the server uses. pino implements it; tests pass their own. */
export interface Logger {
  debug(details: object, message: string): void;
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
}

/**
 * Returns an error handler for work that is retried. It logs UNAVAILABLE at debug level only, because the storage reports the lost
 * connection to the database.
 */
export const logFailure =
  (logger: Logger, message: string) =>
  (error: unknown): void => {
    const isUnavailable = error instanceof DomainError && error.code === 'UNAVAILABLE';
    logger[isUnavailable ? 'debug' : 'warn']({ err: error }, message);
  };
