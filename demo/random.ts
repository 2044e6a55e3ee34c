export interface Random {
  /** A whole number from 0 up to, and without, `below`. */
  below(below: number): number;
  /** So often in a hundred. */
  percent(share: number): boolean;
  oneOf<Item>(items: readonly [Item, ...Item[]]): Item;
}

/** The same numbers for the same seed, everywhere: mulberry32. Chance enough for a play. */
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
