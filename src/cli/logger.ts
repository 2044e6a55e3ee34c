import { pino, stdTimeFunctions } from 'pino';
import type { Configuration } from '../config/index.ts';
import type { Logger } from '../kernel/logger.ts';

/** One JSON object a line on standard error: standard output is for what a command gives. */
export const createLogger = ({ LOG_LEVEL }: Pick<Configuration, 'LOG_LEVEL'>): Logger =>
  pino(
    { level: LOG_LEVEL, base: null, timestamp: stdTimeFunctions.isoTime },
    pino.destination({ fd: 2, sync: true }),
  );
