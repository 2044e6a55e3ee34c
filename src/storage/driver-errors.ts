import { MongoBulkWriteError, MongoError, MongoServerError, MongoWriteConcernError } from 'mongodb';
import { DomainError, unavailable } from '../kernel/errors.ts';

/**
 * The meaning of a failed command:
 * - `notWritten`: the server did not execute it. A retry can succeed.
 * - `unknown`: it may have been executed, or may still be. A retry must be idempotent.
 * - `fault`: a retry would fail too. The code, the settings or the data must change.
 *
 * Callers get UNAVAILABLE for the first two, and the driver's error for a fault. The driver itself repeats most writes once, and reports
 * only one of the two failures. So a failure that precedes the sending of a command, such as the selection of a server, is `unknown` too.
 */
export type CommandOutcome = 'notWritten' | 'unknown' | 'fault';

/** The outcome by the class of the driver's error. It has every class that the driver exports, and those of its connection pool. */
export const outcomesByClass: Readonly<Record<string, CommandOutcome>> = {
  // The connection failed before, during or after the command.
  MongoNetworkError: 'unknown',
  MongoNetworkTimeoutError: 'unknown',
  MongoOperationTimeoutError: 'unknown',
  MongoPoolClearedError: 'unknown',
  PoolClearedOnNetworkError: 'unknown',
  MongoPoolClosedError: 'unknown',
  MongoWaitQueueTimeoutError: 'unknown',
  MongoServerSelectionError: 'unknown',
  MongoSystemError: 'unknown',
  MongoStalePrimaryError: 'unknown',
  // The client was closed while the command ran or waited.
  MongoClientClosedError: 'unknown',
  MongoNotConnectedError: 'unknown',
  MongoServerClosedError: 'unknown',
  MongoTopologyClosedError: 'unknown',
  MongoExpiredSessionError: 'unknown',
  // The reply cannot be read.
  MongoDecompressionError: 'unknown',
  MongoParseError: 'unknown',
  MongoUnexpectedServerResponseError: 'unknown',
  // The primary has the write, but a majority has not acknowledged it.
  MongoWriteConcernError: 'unknown',
  // Decided by what the error contains: see `outcomeOf`.
  MongoBulkWriteError: 'fault',
  MongoServerError: 'fault',
  // Wrong use of the driver, or features that this server does not use.
  MongoAPIError: 'fault',
  MongoAWSError: 'fault',
  MongoAzureError: 'fault',
  MongoBatchReExecutionError: 'fault',
  MongoChangeStreamError: 'fault',
  MongoClientBulkWriteCursorError: 'fault',
  MongoClientBulkWriteError: 'fault',
  MongoClientBulkWriteExecutionError: 'fault',
  MongoCompatibilityError: 'fault',
  MongoCursorExhaustedError: 'fault',
  MongoCursorInUseError: 'fault',
  MongoDriverError: 'fault',
  MongoError: 'fault',
  MongoGCPError: 'fault',
  MongoGridFSChunkError: 'fault',
  MongoGridFSStreamError: 'fault',
  MongoInvalidArgumentError: 'fault',
  MongoKerberosError: 'fault',
  MongoMissingCredentialsError: 'fault',
  MongoMissingDependencyError: 'fault',
  MongoOIDCError: 'fault',
  MongoRuntimeError: 'fault',
  MongoTailableCursorError: 'fault',
  MongoTransactionError: 'fault',
};

/** The outcome by the code of the server's reply. Codes that are not listed are faults: the server has refused the command. */
export const outcomesByCode: ReadonlyMap<number, CommandOutcome> = new Map([
  [6, 'unknown'], // HostUnreachable
  [7, 'unknown'], // HostNotFound
  [24, 'notWritten'], // LockTimeout
  [43, 'unknown'], // CursorNotFound: the server has restarted between two batches of a read
  [46, 'notWritten'], // LockBusy
  [50, 'unknown'], // MaxTimeMSExpired: an update of several documents may have changed some
  [64, 'unknown'], // WriteConcernTimeout
  [89, 'unknown'], // NetworkTimeout
  [91, 'unknown'], // ShutdownInProgress
  [112, 'notWritten'], // WriteConflict
  [133, 'notWritten'], // FailedToSatisfyReadPreference
  [134, 'notWritten'], // ReadConcernMajorityNotAvailableYet
  [175, 'unknown'], // QueryPlanKilled: the collection or an index was dropped meanwhile
  [189, 'unknown'], // PrimarySteppedDown
  [202, 'unknown'], // NetworkInterfaceExceededTimeLimit
  [237, 'unknown'], // CursorKilled
  [262, 'unknown'], // ExceededTimeLimit
  [462, 'notWritten'], // IngressRequestRateLimitExceeded
  [9001, 'unknown'], // SocketException
  [10_058, 'unknown'], // LegacyNotPrimary
  [10_107, 'unknown'], // NotWritablePrimary: the primary may have stepped down after the write
  [11_600, 'unknown'], // InterruptedAtShutdown
  [11_601, 'unknown'], // Interrupted
  [11_602, 'unknown'], // InterruptedDueToReplStateChange
  [13_435, 'unknown'], // NotPrimaryNoSecondaryOk
  [13_436, 'unknown'], // NotPrimaryOrSecondary
  [14_031, 'notWritten'], // OutOfDiskSpace
]);

/** The codes after which a read is repeated once, from MongoDB's specification of retryable reads. */
export const retryableReadCodes: ReadonlySet<number> = new Set([
  6, 7, 89, 91, 134, 189, 262, 9001, 10_107, 11_600, 11_602, 13_435, 13_436,
]);

/** Labels of the server and the driver for errors after which a retry can succeed. */
const transientLabels = ['RetryableWriteError', 'RetryableError', 'SystemOverloadedError'];

export function outcomeOf(error: unknown): CommandOutcome {
  if (error instanceof MongoBulkWriteError) return outcomeOfBulkWrite(error);
  // The code is that of the write concern. Whatever it is, the primary has executed the command.
  if (error instanceof MongoWriteConcernError) return 'unknown';
  if (error instanceof MongoError && transientLabels.some((label) => error.hasErrorLabel(label)))
    return 'unknown';
  if (error instanceof MongoServerError) return outcomeOfCode(error.code);
  if (error instanceof MongoError) return outcomesByClass[error.name] ?? 'fault';
  return isSocketFailure(error) ? 'unknown' : 'fault';
}

/** The driver wraps each failure of a bulk write in a `MongoBulkWriteError`, also those of the connection. */
function outcomeOfBulkWrite({
  errorResponse,
  result,
  writeErrors,
  code,
}: MongoBulkWriteError): CommandOutcome {
  const wrapped: unknown = errorResponse;
  if (wrapped instanceof Error) return outcomeOf(wrapped);
  if (result.getWriteConcernError() !== undefined) return 'unknown';
  const outcomes = [writeErrors].flat().map((failure) => outcomeOfCode(failure.code));
  return outcomes.find((outcome) => outcome !== 'fault') ?? outcomeOfCode(code);
}

export const outcomeOfCode = (code: unknown): CommandOutcome => outcomesByCode.get(Number(code)) ?? 'fault';

/** The driver does not wrap Node's errors of a connection that ends during a write. */
const isSocketFailure = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  typeof error.code === 'string' &&
  /^(EPIPE|ECONN[A-Z]+|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|ERR_STREAM_[A-Z_]+)$/.test(error.code);

/** Maps a failed command to UNAVAILABLE if a retry can succeed. Returns other errors unchanged. */
export const asDomainError = (error: unknown): unknown =>
  error instanceof DomainError || outcomeOf(error) === 'fault' ? error : unavailable(error);

export const rethrow = (error: unknown): never => {
  throw asDomainError(error);
};

export const duplicateKeyCode = 11_000;

export const isDuplicateKey = (error: unknown): boolean =>
  error instanceof MongoServerError &&
  error.code === duplicateKeyCode &&
  !(error instanceof MongoWriteConcernError);
