import type { EventLog } from '../eventlog/index.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Logger } from '../kernel/logger.ts';
import type { Storage } from '../storage/index.ts';
import { createChangeFeed, type ChangeFeed, type ChangeFeedOptions } from './change-feed.ts';
import { createRealtimeStore } from './store.ts';

export type { ChangeFeed } from './change-feed.ts';
export { Followers, type Entry } from './followers.ts';
export type { Signal } from './signal.ts';

export const openChangeFeed = (
  storage: Storage,
  log: EventLog,
  clock: Clock,
  logger: Logger,
  options: ChangeFeedOptions = { heartbeatMs: 1000, silenceMs: 5000 },
): ChangeFeed => createChangeFeed(createRealtimeStore(storage), log, clock, logger, options);
