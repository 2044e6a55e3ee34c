import type { Document } from 'mongodb';
import type { MongodProcess } from './mongod-process.ts';

/** The arguments of a mongod that has fail points: with them the server itself fails commands, and sends the replies of a real failure. */
export const failPointArgs = ['--setParameter=enableTestCommands=1'];

/** How commands fail: see `failCommand` in MongoDB's sources. */
export interface Failure extends Document {
  readonly failCommands: readonly string[];
  /** The command is not executed, and its reply has this code. */
  readonly errorCode?: number;
  readonly errorLabels?: readonly string[];
  /** The command is executed, and its reply has this error too. */
  readonly writeConcernError?: Document;
  /** The command is not executed, and its connection closes. */
  readonly closeConnection?: boolean;
  /** The command is executed after a delay. */
  readonly blockConnection?: boolean;
  readonly blockTimeMS?: number;
}

/** The reply of a primary whose write a majority has not acknowledged within the `wtimeout`. */
export const majorityTimeout = {
  code: 64,
  codeName: 'WriteConcernFailed',
  errmsg: 'waiting for replication timed out',
  errInfo: { wtimeout: true },
};

/**
 * Fails commands of all clients of a mongod while a task runs.
 * @param times the number of commands that fail, from the first one on
 */
export async function whileFailing<Result>(
  mongod: Pick<MongodProcess, 'command'>,
  failure: Failure,
  task: () => Promise<Result>,
  times = Infinity,
): Promise<Result> {
  const mode = times === Infinity ? 'alwaysOn' : { times };
  await mongod.command({ configureFailPoint: 'failCommand', mode, data: failure });
  try {
    return await task();
  } finally {
    await mongod.command({ configureFailPoint: 'failCommand', mode: 'off' });
  }
}
