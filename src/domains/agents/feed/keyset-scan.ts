/** Where reading begins, and how much is likely to be read. */
export interface ScanStart {
  readonly from: Date;
  /** Of what lies at that instant, only what comes behind this id. */
  readonly behind?: string;
  readonly together: number;
}

/** What begins at an instant; or what comes behind one, by time and by its id: first what else lies at its instant, then what lies beyond. */
export type KeysetPosition =
  { readonly from: Date } | { readonly at: Date; readonly behind: string } | { readonly beyond: Date };

/** What is read on grows from one piece to the next, up to this. */
const most = 1000;

/**
 * A list in the order of time, read piece by piece: who has enough stops, and nothing is left open in the database.
 * @param read what is there from a place on, in one or the other direction, by time and by id
 */
export async function* scanByKeyset<Item extends { readonly eventId: string; readonly at: Date }>(
  { from, behind, together }: ScanStart,
  read: (place: KeysetPosition, limit: number) => Promise<readonly Item[]>,
): AsyncGenerator<Item> {
  let place: KeysetPosition = behind === undefined ? { from } : { at: from, behind };
  for (let size = together; ; size = Math.min(most, size * 2)) {
    const items = await read(place, size);
    yield* items;
    const last = items.at(-1);
    if (last !== undefined && items.length === size) place = { at: last.at, behind: last.eventId };
    else if ('behind' in place) place = { beyond: place.at };
    else return;
  }
}

/** Where a place lies in a list in the order of time. */
export const onwards = (place: KeysetPosition) =>
  'from' in place
    ? { at: { $gte: place.from } }
    : 'beyond' in place
      ? { at: { $gt: place.beyond } }
      : { at: place.at, eventId: { $gt: place.behind } };
export const inOrderOfTime = { at: 1, eventId: 1 } as const;

/** Where it lies in one that begins with the newest. */
export const backwards = (place: KeysetPosition) =>
  'from' in place
    ? { at: { $lte: place.from } }
    : 'beyond' in place
      ? { at: { $lt: place.beyond } }
      : { at: place.at, eventId: { $lt: place.behind } };
export const newestFirst = { at: -1, eventId: -1 } as const;
