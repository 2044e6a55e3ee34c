const none = Buffer.alloc(0);

/** Reads an input in parts of any size, and takes back bytes that were read too far. */
export class ByteSource {
  readonly #chunks: AsyncIterator<Uint8Array>;
  #rest: Buffer = none;

  constructor(input: AsyncIterable<Uint8Array>) {
    this.#chunks = input[Symbol.asyncIterator]();
  }

  /** Returns the next bytes of one chunk, at most `most`. Empty at the end of the input. */
  async read(most = Infinity): Promise<Buffer> {
    while (this.#rest.length === 0) {
      const next = await this.#chunks.next();
      if (next.done === true) return none;
      this.#rest = Buffer.from(next.value.buffer, next.value.byteOffset, next.value.byteLength);
    }
    const bytes = this.#rest.subarray(0, most);
    this.#rest = this.#rest.subarray(bytes.length);
    return bytes;
  }

  /** Returns a copy of the next `count` bytes. Fewer at the end of the input. */
  async take(count: number): Promise<Buffer> {
    const taken: Buffer[] = [];
    let left = count;
    while (left > 0) {
      const bytes = await this.read(left);
      if (bytes.length === 0) break;
      // A copy, because the source can reuse its chunk for the next one.
      taken.push(Buffer.from(bytes));
      left -= bytes.length;
    }
    return Buffer.concat(taken);
  }

  unread(bytes: Uint8Array): void {
    this.#rest = Buffer.concat([bytes, this.#rest]);
  }

  async close(): Promise<void> {
    await this.#chunks.return?.();
  }
}
