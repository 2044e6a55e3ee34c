/** The longest delay of a Node.js timer. */
const maxTimerMs = 2 ** 31 - 1;

/** Calls a function when a token expires. */
export class TokenExpiryTimer {
  readonly #onExpiry: () => void;
  #timer: NodeJS.Timeout | undefined;

  constructor(onExpiry: () => void) {
    this.#onExpiry = onExpiry;
  }

  /** @param expiresAt in milliseconds since 1970 */
  set(expiresAt: number): void {
    clearTimeout(this.#timer);
    const left = expiresAt - Date.now();
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
