export interface Random {
  /** Returns an integer from 0 up to but excluding `below`. */
  below(below: number): number;
  /** Returns true with a probability of `share` percent. */
  percent(share: number): boolean;
  oneOf<Item>(items: readonly [Item, ...Item[]]): Item;
}

/** Creates a pseudorandom generator (mulberry32). The same seed gives the same numbers on every platform. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (most: number) => Math.floor(next() * most);
  return {
    below,
    percent: (share) => below(100) < share,
    oneOf: (items) => items[below(items.length)] ?? items[0],
  };
}
