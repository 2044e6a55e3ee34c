import type { Caller } from '../auth/index.ts';

/** Who is told that a caller is there. */
export interface Presence {
  /** The caller has sent something. Called for every request and operation, so it must cost nothing. */
  touch(caller: Caller): void;
  /** The caller has a connection open. @returns what to call once, when it closes */
  hold(caller: Caller): () => void;
}
