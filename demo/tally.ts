/** What is told at the end. */
export class Tally {
  flows = 0;
  interactions = 0;
  completed = 0;
  messages = 0;
  resumed = 0;
  /** Events that a follower should have been told, and was not. */
  lost = 0;
  /** Events that a follower was told again, or before an earlier one. */
  repeated = 0;
  /** Followers that have been compared with the history. */
  compared = 0;
  readonly failures: string[] = [];

  /** @returns whether they are the same */
  compare(seen: readonly string[], history: readonly string[]): boolean {
    this.compared += 1;
    const known = new Set(seen);
    const lost = history.filter((eventId) => !known.has(eventId)).length;
    const repeated = seen.length - known.size;
    const isSame =
      seen.length === history.length && seen.every((eventId, place) => eventId === history[place]);
    this.lost += lost;
    // None lost, none twice, and yet not the same: the order is another one.
    this.repeated += !isSame && lost + repeated === 0 ? 1 : repeated;
    return isSame;
  }
}
