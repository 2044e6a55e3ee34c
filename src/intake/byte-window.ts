const usualRoom = 256 * 1024;

/**
 * The part of the input that has come in and is not consumed yet: `bytes` from `start` to `end`.
 * One buffer that is used again and again, so that an import leaves nothing for the garbage collector here.
 */
export class ByteWindow {
  bytes: Buffer;
  start = 0;
  end = 0;

  constructor(room = usualRoom) {
    this.bytes = Buffer.allocUnsafeSlow(room);
  }

  get size(): number {
    return this.end - this.start;
  }

  /** Returns by how much what was in the window has moved towards the front. */
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
      // Room for twice what is needed, or small chunks would move a large record again and again.
      const room = Buffer.allocUnsafeSlow(2 * needed);
      this.bytes.copy(room, 0, this.start, this.end);
      this.bytes = room;
    }
    this.end -= this.start;
    this.start = 0;
  }
}
