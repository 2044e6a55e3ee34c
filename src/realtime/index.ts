import type { EventLog } from '../eventlog/index.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Logger } from '../kernel/logger.ts';
import type { Storage } from '../storage/index.ts';
import { createChangeStream, type ChangeStream, type ChangeStreamOptions } from './change-stream.ts';
import { createRealtimeStore } from './store.ts';

export type { ChangeStream } from './change-stream.ts';
export {
  createLogSubscriptions,
  type LogEvent,
  type LogSubscription,
  type LogSubscriptions,
} from './log-subscription.ts';
export { foldedStreams, plainStreams } from './stream-tail.ts';

export const openChangeStream = (
  storage: Storage,
  log: EventLog,
  clock: Clock,
  logger: Logger,
  options: ChangeStreamOptions = { heartbeatMs: 1000, silenceMs: 5000 },
): ChangeStream => createChangeStream(createRealtimeStore(storage), log, clock, logger, options);
