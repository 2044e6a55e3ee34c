import { hostOf, replicaSetName } from './replica-set.ts';

/**
 * Chosen so that a write which is under way when mongod is killed succeeds when mongod is back. Each part was seen to
 * matter, with mongodb 7.8; a caller's own options win over these.
 */
const options = {
  // Not a direct connection: that would send its one retry at once, to a mongod that is not there or not primary yet.
  replicaSet: replicaSetName,
  // In the other mode the monitor may see the end first, and clear the pool; the write's own error then counts as stale,
  // and is not retried at all (2 of 10).
  serverMonitoringMode: 'poll',
  heartbeatFrequencyMS: '1000',
  // A refused connection counts as an overloaded server, which is asked twice more within 0.3 s, while mongod takes 0.6 s
  // to come back (3 of 10). Six times make about 6 s.
  maxAdaptiveRetries: '6',
} as const;

export const uriOf = (port: number): string =>
  `mongodb://${hostOf(port)}/?${new URLSearchParams(options).toString()}`;
