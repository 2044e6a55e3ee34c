import type { Logger } from '../../kernel/logger.ts';

export interface Binary {
  readonly path: string;
  readonly version: string;
}

export interface Progress {
  readonly message: string;
  /** Bytes, where they are known. */
  readonly done?: number;
  readonly total?: number;
}

/** What the sources that fetch a binary need to know. */
export interface Fetch {
  readonly cacheDir: string;
  readonly log: Logger;
  readonly onProgress: (step: Progress) => void;
  readonly signal: AbortSignal;
  /** Release series that wrote the data directory, if any: no other can open it. */
  readonly dataVersion: string | undefined;
}
