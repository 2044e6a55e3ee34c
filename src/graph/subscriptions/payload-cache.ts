/** An event as a client gets it: `{"data":…}`, serialised. */
export interface Payload {
  readonly bytes: Buffer;
  /** It has errors: what it is made of may be there the next time, so it is kept for a moment only. Milliseconds since 1970. */
  readonly staleAt?: number;
}

export type MaybePromise<Value> = Value | Promise<Value>;

interface Shared {
  readonly payloads: Map<string, MaybePromise<Payload>>;
  bytes: number;
}

export interface PayloadCacheOptions {
  readonly maxPayloads: number;
  readonly maxBytes: number;
}

/**
 * What was made of an event, by what was asked and by whose view. Bounded by number and bytes; what came first goes first, since events
 * are asked for when they are new, and by those who come back after a short while.
 */
export class PayloadCache {
  readonly #options: PayloadCacheOptions;
  readonly #shared = new Map<string, Shared>();
  #payloads = 0;
  #bytes = 0;

  constructor(options: PayloadCacheOptions) {
    this.#options = options;
  }

  /**
   * @param share names the event
   * @param shape names what is made of it
   * @param make called if it is not known
   */
  get(share: string, shape: string, make: () => MaybePromise<Payload>): MaybePromise<Payload> {
    const known = this.#shared.get(share)?.payloads.get(shape);
    if (known !== undefined && (known instanceof Promise || !isStale(known))) return known;
    const made = make();
    const shared = this.#shared.get(share) ?? this.#add(share);
    if (known === undefined) this.#payloads += 1;
    this.#keep(shared, shape, made);
    this.#evict();
    return made;
  }

  #add(share: string): Shared {
    const shared: Shared = { payloads: new Map(), bytes: 0 };
    this.#shared.set(share, shared);
    return shared;
  }

  #keep(shared: Shared, shape: string, made: MaybePromise<Payload>): void {
    const before = shared.payloads.get(shape);
    shared.payloads.set(shape, made);
    if (made instanceof Promise) {
      made.then(
        (payload) => {
          if (shared.payloads.get(shape) === made) this.#keep(shared, shape, payload);
          this.#evict();
        },
        // Those who wait for it are told; whoever asks next has it tried again.
        () => {
          if (shared.payloads.get(shape) === made && shared.payloads.delete(shape)) this.#payloads -= 1;
        },
      );
      return;
    }
    const change =
      made.bytes.length - (before === undefined || before instanceof Promise ? 0 : before.bytes.length);
    shared.bytes += change;
    this.#bytes += change;
  }

  #evict(): void {
    for (const [share, { payloads, bytes }] of this.#shared) {
      if (this.#payloads <= this.#options.maxPayloads && this.#bytes <= this.#options.maxBytes) return;
      this.#shared.delete(share);
      this.#payloads -= payloads.size;
      this.#bytes -= bytes;
      // What is still being made for it is no longer counted.
      payloads.clear();
    }
  }
}

const isStale = ({ staleAt }: Payload): boolean => staleAt !== undefined && staleAt <= Date.now();
