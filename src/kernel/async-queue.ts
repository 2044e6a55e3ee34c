/** What is pushed by one and taken by another, one after the other, as an async iterator takes it. */
export class AsyncQueue<Item> {
  readonly #items: Item[] = [];
  #ended: { error: Error | undefined } | undefined;
  #wake: (() => void) | undefined;

  get size(): number {
    return this.#items.length;
  }

  get ended(): boolean {
    return this.#ended !== undefined;
  }

  push(item: Item): void {
    this.#items.push(item);
    this.#woken();
  }

  /** What has come may still be taken; then the error, if there is one, once. The first end counts. */
  end(error?: Error): void {
    this.#ended ??= { error };
    this.#woken();
  }

  /** What waits is not to be taken. */
  clear(): void {
    this.#items.length = 0;
  }

  /** Nobody takes any more. Also settles a `take` that waits, which a quiet source would keep for ever. */
  close(): void {
    this.clear();
    this.#ended = { error: undefined };
    this.#woken();
  }

  /** Waits until there is something, or nothing more comes. */
  async take(): Promise<IteratorResult<Item, undefined>> {
    for (;;) {
      if (this.#items.length > 0) return { value: this.#items.shift() as Item, done: false };
      if (this.#ended !== undefined) {
        const { error } = this.#ended;
        this.#ended.error = undefined;
        if (error !== undefined) throw error;
        return { value: undefined, done: true };
      }
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }

  #woken(): void {
    this.#wake?.();
    this.#wake = undefined;
  }
}
