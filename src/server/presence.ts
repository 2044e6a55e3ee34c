import type { Caller } from '../auth/index.ts';

/** The domain's record of who is present. */
export interface Presence {
  /** Records activity of the caller. Called for every request and operation, so it must be cheap. */
  touch(caller: Caller): void;
  /** Records an open connection of the caller. Returns the function to call once, when it closes. */
  hold(caller: Caller): () => void;
}
