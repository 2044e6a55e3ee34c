/** Event in the form for clients: `{"data":…}`, serialized. */
export interface Payload {
  readonly bytes: Buffer;
  /**
   * Time in milliseconds since 1970 after which the event is executed again. Set if the payload contains errors, which can be temporary.
   */
  readonly staleAt?: number;
}

/** Called with the payload, or with the error that prevented it. */
type Waiter = (result: Payload | Error) => void;

/**
 * Payload whose execution is asynchronous. It is not a promise: with a thousand subscribers, one promise each would cost more than sending
 * the event.
 */
export class PendingPayload {
  #waiters: Waiter[] = [];
  #result: Payload | Error | undefined;

  constructor(payload: Promise<Payload>) {
    const settle = (result: Payload | Error) => {
      this.#result = result;
      const waiters = this.#waiters;
      this.#waiters = [];
      for (const waiter of waiters) waiter(result);
    };
    payload.then(settle, (error: unknown) => {
      settle(error instanceof Error ? error : new Error(String(error)));
    });
  }

  /**
   * Calls the waiter when the payload is ready, or synchronously if it is ready already. Waiters are called in the order of registration.
   */
  whenReady(waiter: Waiter): void {
    if (this.#result === undefined) this.#waiters.push(waiter);
    else waiter(this.#result);
  }
}

export type MaybePendingPayload = Payload | PendingPayload;
