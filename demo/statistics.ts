/** Counts for the report at the end. */
export class Statistics {
  flows = 0;
  interactions = 0;
  completed = 0;
  messages = 0;
  resumed = 0;
  /** Events that a subscription did not deliver. */
  lost = 0;
  /** Events that a subscription delivered twice or out of order. */
  repeated = 0;
  /** Subscriptions that were compared with the history. */
  compared = 0;
  readonly failures: string[] = [];

  /** Compares delivered events with the history. @returns whether they are equal */
  compare(delivered: readonly string[], history: readonly string[]): boolean {
    this.compared += 1;
    const known = new Set(delivered);
    const lost = history.filter((eventId) => !known.has(eventId)).length;
    const repeated = delivered.length - known.size;
    const isSame =
      delivered.length === history.length && delivered.every((eventId, place) => eventId === history[place]);
    this.lost += lost;
    // Nothing lost, nothing repeated, but not equal: the order differs.
    this.repeated += !isSame && lost + repeated === 0 ? 1 : repeated;
    return isSame;
  }
}
