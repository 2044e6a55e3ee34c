import { pino, stdTimeFunctions } from 'pino';
import type { Configuration } from '../config/index.ts';
import type { Logger } from '../kernel/logger.ts';

/** Creates a logger that writes one JSON object per line to standard error. Standard output is for results. */
export const createLogger = ({ LOG_LEVEL }: Pick<Configuration, 'LOG_LEVEL'>): Logger =>
  pino(
    { level: LOG_LEVEL, base: null, timestamp: stdTimeFunctions.isoTime },
    pino.destination({ fd: 2, sync: true }),
  );
