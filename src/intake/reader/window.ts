const defaultBytes = 256 * 1024;

/**
 * The part of the input that has arrived and is not consumed: `bytes` from `start` to `end`.
 * One buffer is reused for the whole input, so that an import leaves no garbage here.
 */
export class ByteWindow {
  bytes: Buffer;
  start = 0;
  end = 0;

  constructor(capacity = defaultBytes) {
    this.bytes = Buffer.allocUnsafeSlow(capacity);
  }

  get size(): number {
    return this.end - this.start;
  }

  /** Appends a chunk. Returns by how many bytes the content has moved towards the front. */
  append(chunk: Uint8Array): number {
    let moved = 0;
    if (this.end + chunk.byteLength > this.bytes.length) {
      moved = this.start;
      this.#moveToFront(this.size + chunk.byteLength);
    }
    this.bytes.set(chunk, this.end);
    this.end += chunk.byteLength;
    return moved;
  }

  #moveToFront(needed: number): void {
    if (this.bytes.length >= 2 * needed) this.bytes.copyWithin(0, this.start, this.end);
    else {
      // Twice the needed size, so that small chunks do not move a large record repeatedly.
      const larger = Buffer.allocUnsafeSlow(2 * needed);
      this.bytes.copy(larger, 0, this.start, this.end);
      this.bytes = larger;
    }
    this.end -= this.start;
    this.start = 0;
  }
}
