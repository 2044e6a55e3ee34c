import { MongoError, MongoServerError } from 'mongodb';
import { DomainError, unavailable } from '../kernel/errors.ts';

/** NotWritablePrimary, InterruptedAtShutdown and similar codes: the server is reachable but cannot serve now. */
const retryableServerCodes = new Set([6, 7, 50, 89, 91, 189, 262, 9001, 10107, 11600, 11602, 13435, 13436]);
const clientFailures = new Set([
  'MongoServerSelectionError',
  'MongoNetworkError',
  'MongoNetworkTimeoutError',
  'MongoPoolClearedError',
  'PoolClearedOnNetworkError',
  'MongoWaitQueueTimeoutError',
  'MongoOperationTimeoutError',
  'MongoNotConnectedError',
  'MongoTopologyClosedError',
  'MongoClientClosedError',
]);

/** Maps errors of the driver to UNAVAILABLE if the database is unreachable. Returns other errors unchanged. */
export function asDomainError(error: unknown): unknown {
  if (error instanceof DomainError) return error;
  if (error instanceof MongoServerError)
    return retryableServerCodes.has(Number(error.code)) ? unavailable(error) : error;
  if (error instanceof MongoError && clientFailures.has(error.name)) return unavailable(error);
  if (isSocketFailure(error)) return unavailable(error);
  return error;
}

/** The driver does not wrap Node's errors of a connection that ends during a write. */
const isSocketFailure = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  typeof error.code === 'string' &&
  /^(EPIPE|ECONN[A-Z]+|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|ERR_STREAM_[A-Z_]+)$/.test(error.code);

export const rethrow = (error: unknown): never => {
  throw asDomainError(error);
};

export const duplicateKeyCode = 11_000;

export const isDuplicateKey = (error: unknown): boolean =>
  error instanceof MongoServerError && error.code === duplicateKeyCode;
