/** A queue between a producer that pushes and one consumer that takes, such as an async iterator. */
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
    this.#wakeConsumer();
  }

  /** Ends the queue. Items that were pushed before can still be taken; then `take` throws the error once. Later calls change nothing. */
  end(error?: Error): void {
    this.#ended ??= { error };
    this.#wakeConsumer();
  }

  /** Discards all items. */
  clear(): void {
    this.#items.length = 0;
  }

  /** Discards all items and ends the queue without an error. A pending `take` settles. */
  close(): void {
    this.clear();
    this.#ended = { error: undefined };
    this.#wakeConsumer();
  }

  /** Returns the next item, or waits for it. `done` is true once the queue has ended. */
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

  #wakeConsumer(): void {
    this.#wake?.();
    this.#wake = undefined;
  }
}
