import { once } from 'node:events';
import type { Writable } from 'node:stream';

export interface Output {
  /** @returns whether it was taken: false once the reader is gone or the command was stopped */
  write(text: string): Promise<boolean>;
  /** Once the reader has all of it, or is gone: a process that ends before would take the rest with it. */
  flushed(): Promise<void>;
  /** Whether somebody stopped it. */
  readonly stopped: boolean;
}

/**
 * Standard output, at the pace of who reads it. What a write was told to have taken is on its way to the reader, whatever happens next,
 * so that a command can say where it stopped.
 */
export function createOutput(stream: Writable, signal: AbortSignal): Output {
  let isGone = false;
  // Who reads the output may leave first, as `head` does: that is no fault.
  stream.on('error', () => {
    isGone = true;
  });
  return {
    async write(text) {
      if (isGone || signal.aborted) return false;
      if (!stream.write(text))
        await Promise.race([once(stream, 'drain', { signal }), once(stream, 'close', { signal })]).catch(
          () => undefined,
        );
      return !isGone;
    },
    async flushed() {
      if (stream.destroyed) return;
      // A write is called back in its turn; 'drain' would come only to who was told to wait.
      await new Promise<void>((resolve) => {
        stream.once('close', resolve);
        stream.write('', () => {
          resolve();
        });
      });
    },
    get stopped() {
      return isGone || signal.aborted;
    },
  };
}
