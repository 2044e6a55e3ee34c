/** What is told at the end. */
export class Tally {
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

  compare(seen: readonly string[], history: readonly string[]): void {
    this.compared += 1;
    const known = new Set(seen);
    this.lost += history.filter((eventId) => !known.has(eventId)).length;
    this.repeated += seen.length - known.size;
    // None lost, none twice, and yet not the same: the order is another one.
    if (this.lost === 0 && this.repeated === 0 && seen.some((eventId, place) => eventId !== history[place]))
      this.repeated += 1;
  }
}
