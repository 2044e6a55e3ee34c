import type { Caller } from '../auth/index.ts';

/** The domain's record of who is present. */
export interface PresencePort {
  /** Records activity of the caller. Called for every request and operation, so it must be cheap. */
  touch(caller: Caller): void;
  /** Records an open connection of the caller. Returns the function to call once, when it closes. */
  hold(caller: Caller): () => void;
}

export interface ConnectionLimits {
  readonly maxConnections: number;
  readonly maxConnectionsPerCaller: number;
}

/** Counts long-lived connections against the limits of the server and of each caller, and keeps their callers present. */
export interface Connections {
  /**
   * Counts a connection whose caller is not identified yet. Such connections have a limit of their own, so that they cannot take the
   * places of callers. Returns the function that releases it, or undefined if the server has reached either limit.
   */
  openPending(): (() => void) | undefined;
  /** Counts a connection. Returns the function that releases it, or undefined if the server has reached its limit. */
  open(): (() => void) | undefined;
  /** Counts a connection of this caller. Returns the function that releases it, or undefined if the caller has reached the limit. */
  claim(caller: Caller): (() => void) | undefined;
}

export function createConnections(
  { maxConnections, maxConnectionsPerCaller }: ConnectionLimits,
  presence: PresencePort,
): Connections {
  const byCaller = new Map<string, number>();
  let all = 0;
  let pending = 0;
  return {
    openPending() {
      if (all >= maxConnections || pending >= maxConnections) return undefined;
      pending += 1;
      return once(() => {
        pending -= 1;
      });
    },
    open() {
      if (all >= maxConnections) return undefined;
      all += 1;
      return once(() => {
        all -= 1;
      });
    },
    claim(caller) {
      const name = `${caller.tenant} ${caller.kind} ${caller.id}`;
      const count = byCaller.get(name) ?? 0;
      if (count >= maxConnectionsPerCaller) return undefined;
      byCaller.set(name, count + 1);
      const release = presence.hold(caller);
      return once(() => {
        const left = (byCaller.get(name) ?? 1) - 1;
        if (left === 0) byCaller.delete(name);
        else byCaller.set(name, left);
        release();
      });
    },
  };
}

/**
 * Counts a connection whose caller is known from the start. Returns the function that releases it, which may be called more than once, or
 * undefined if a limit is reached.
 */
export function holdConnection(connections: Connections, caller: Caller): (() => void) | undefined {
  const release = connections.open();
  const releaseCaller = release && connections.claim(caller);
  if (releaseCaller === undefined) {
    release?.();
    return undefined;
  }
  return () => {
    release?.();
    releaseCaller();
  };
}

function once(action: () => void): () => void {
  let done = false;
  return () => {
    if (done) return;
    done = true;
    action();
  };
}

/** The longest delay of a Node.js timer. */
const maxTimerMs = 2 ** 31 - 1;

/** Calls a function when a token is no longer accepted. */
export class TokenExpiryTimer {
  readonly #onExpiry: () => void;
  #timer: NodeJS.Timeout | undefined;

  constructor(onExpiry: () => void) {
    this.#onExpiry = onExpiry;
  }

  /** @param expiresAt by `performance.now()` */
  set(expiresAt: number): void {
    clearTimeout(this.#timer);
    const left = expiresAt - performance.now();
    this.#timer = setTimeout(
      () => {
        if (left > maxTimerMs) this.set(expiresAt);
        else this.#onExpiry();
      },
      Math.min(Math.max(left, 0), maxTimerMs),
    );
  }

  stop(): void {
    clearTimeout(this.#timer);
  }
}
