/** An event as a client gets it: `{"data":…}`, serialised. */
export interface Payload {
  readonly bytes: Buffer;
  /** It has errors: what it is made of may be there the next time, so it is kept for a moment only. Milliseconds since 1970. */
  readonly staleAt?: number;
}

/** Called with what was made, or why it was not. */
type Waiter = (made: Payload | Error) => void;

/**
 * A payload that is being made. Not a promise: a thousand followers wait for it, and a promise each would cost more than to send it to
 * them.
 */
export class PendingPayload {
  #waiters: Waiter[] = [];
  #made: Payload | Error | undefined;

  constructor(made: Promise<Payload>) {
    const settle = (result: Payload | Error) => {
      this.#made = result;
      const waiters = this.#waiters;
      this.#waiters = [];
      for (const waiter of waiters) waiter(result);
    };
    made.then(settle, (error: unknown) => {
      settle(error instanceof Error ? error : new Error(String(error)));
    });
  }

  /** Calls at once if it is made. In the order in which they asked. */
  whenReady(waiter: Waiter): void {
    if (this.#made === undefined) this.#waiters.push(waiter);
    else waiter(this.#made);
  }
}

/** There already, or being made. */
export type MaybePendingPayload = Payload | PendingPayload;
