import { PayloadInTheMaking, type AnyPayload, type Payload } from './payload.ts';

interface Shared {
  readonly payloads: Map<string, AnyPayload>;
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
  get(share: string, shape: string, make: () => AnyPayload): AnyPayload {
    const known = this.#shared.get(share)?.payloads.get(shape);
    if (known !== undefined && (known instanceof PayloadInTheMaking || !isStale(known))) return known;
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

  #keep(shared: Shared, shape: string, made: AnyPayload): void {
    const change = bytesOf(made) - bytesOf(shared.payloads.get(shape));
    shared.payloads.set(shape, made);
    shared.bytes += change;
    this.#bytes += change;
    if (made instanceof PayloadInTheMaking) {
      made.whenMade((result) => {
        if (shared.payloads.get(shape) !== made) return;
        if (!(result instanceof Error)) this.#keep(shared, shape, result);
        // Those who wait for it are told; whoever asks next has it tried again.
        else if (shared.payloads.delete(shape)) this.#payloads -= 1;
        this.#evict();
      });
    }
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

/** What is still being made has none yet. */
const bytesOf = (payload: AnyPayload | undefined): number =>
  payload === undefined || payload instanceof PayloadInTheMaking ? 0 : payload.bytes.length;

const isStale = ({ staleAt }: Payload): boolean => staleAt !== undefined && staleAt <= Date.now();
