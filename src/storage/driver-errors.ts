import { MongoError, MongoServerError } from 'mongodb';
import { DomainError, unavailable } from '../kernel/errors.ts';

/** NotWritablePrimary, InterruptedAtShutdown and their kin: the server is there, and cannot serve now. */
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

/** What the driver threw, as what a caller can act on: the database is away, or else the fault is ours. */
export function asDomainError(error: unknown): unknown {
  if (error instanceof DomainError) return error;
  if (error instanceof MongoServerError)
    return retryableServerCodes.has(Number(error.code)) ? unavailable(error) : error;
  if (error instanceof MongoError && clientFailures.has(error.name)) return unavailable(error);
  if (isSocketFailure(error)) return unavailable(error);
  return error;
}

/** The driver lets through what Node says of a connection that ends while it is written to. */
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
