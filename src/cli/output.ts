import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { pino, stdTimeFunctions } from 'pino';
import type { Configuration } from '../config/index.ts';
import type { Logger } from '../kernel/logger.ts';

export interface Output {
  /** Writes text. Returns false if the reader has closed the stream or the command was stopped. */
  write(text: string): Promise<boolean>;
  /** Resolves when all text has been written or the reader has closed the stream. A process that exits earlier loses text. */
  flushed(): Promise<void>;
  /** Whether the reader has closed the stream or the command was stopped. */
  readonly stopped: boolean;
}

/**
 * Writes to a stream with backpressure. Text that `write` has accepted will reach the reader, so a command can print the
 * cursor at which it stopped.
 */
export function createOutput(stream: Writable, signal: AbortSignal): Output {
  let isClosed = false;
  // The reader can close the stream first, as `head` does. This is not an error.
  stream.on('error', () => {
    isClosed = true;
  });
  return {
    async write(text) {
      if (isClosed || signal.aborted) return false;
      if (!stream.write(text))
        await Promise.race([once(stream, 'drain', { signal }), once(stream, 'close', { signal })]).catch(
          () => undefined,
        );
      return !isClosed;
    },
    async flushed() {
      if (stream.destroyed) return;
      // The callback of a write runs after all earlier writes. 'drain' is only emitted after a write that returned false.
      await new Promise<void>((resolve) => {
        stream.once('close', resolve);
        stream.write('', () => {
          resolve();
        });
      });
    },
    get stopped() {
      return isClosed || signal.aborted;
    },
  };
}

/** Creates a logger that writes one JSON object per line to standard error. Standard output is for results. */
export const createLogger = ({ LOG_LEVEL }: Pick<Configuration, 'LOG_LEVEL'>): Logger =>
  pino(
    { level: LOG_LEVEL, base: null, timestamp: stdTimeFunctions.isoTime },
    pino.destination({ fd: 2, sync: true }),
  );
