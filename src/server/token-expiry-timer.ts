/** Longer than this a timer of Node's cannot run. */
const maxTimerMs = 2 ** 31 - 1;

/** Says when a token has ended. */
export class TokenExpiryTimer {
  readonly #ended: () => void;
  #timer: NodeJS.Timeout | undefined;

  constructor(ended: () => void) {
    this.#ended = ended;
  }

  /** @param expiresAt in milliseconds since 1970 */
  set(expiresAt: number): void {
    clearTimeout(this.#timer);
    const left = expiresAt - Date.now();
    this.#timer = setTimeout(
      () => {
        if (left > maxTimerMs) this.set(expiresAt);
        else this.#ended();
      },
      Math.min(Math.max(left, 0), maxTimerMs),
    );
  }

  stop(): void {
    clearTimeout(this.#timer);
  }
}
