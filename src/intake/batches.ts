import type { ImportOutcome, ImportReport, RecordTaker, Reject, SourceRecord } from './importer.ts';
import { yieldToRequests } from '../kernel/event-loop.ts';
import { formatPath, locate, positionIn } from './position.ts';
import type { ReadItem } from './reader/state.ts';

export interface BatchLimits {
  readonly records: number;
  /** The number of batches that are imported at the same time. */
  readonly inFlight: number;
  /** The length of the texts of a batch, in UTF-16 code units. */
  readonly chars: number;
}

export const defaultBatchLimits: BatchLimits = { records: 500, chars: 1024 * 1024, inFlight: 2 };

export interface BatchEvents {
  onReject(reject: Reject): void;
  onSettled(report: ImportReport): void;
  /** Called when a batch has failed. `settled` throws the same error. */
  onFailure(error: unknown): void;
}

/** So many records in a row were rejected that the rest is not read. */
export class RejectedInputError extends Error {
  override readonly name = 'RejectedInputError';
  readonly rejectsInRow: number;
  /** The counts until then. Batches that were in flight are not counted. */
  readonly report: ImportReport;

  constructor(rejectsInRow: number, report: ImportReport) {
    super(`${rejectsInRow} records in a row were rejected`);
    this.rejectsInRow = rejectsInRow;
    this.report = report;
  }
}

/**
 * Collects records in batches, and imports several batches while the next one is collected. Outcomes are counted and
 * reported in the order of the file; the rejects of the reader are among those of the domain.
 */
export class Batches {
  readonly #importer: Omit<RecordTaker, 'containers'>;
  readonly #tenant: string;
  readonly #limits: BatchLimits;
  readonly #events: BatchEvents;
  readonly #maxRejectsInRow: number;
  #rejectsInRow = 0;
  readonly #counts = { read: 0, added: 0, updated: 0, duplicate: 0, disabled: 0, rejected: 0 };
  #items: ReadItem[] = [];
  #chars = 0;
  /** The batches that are not reported yet, oldest first. */
  #inFlight: Promise<void>[] = [];
  #reported: Promise<void> = Promise.resolve();
  /** Set while outcomes are reported, and forever if a callback has thrown. */
  #isClosed = false;

  constructor(
    importer: Omit<RecordTaker, 'containers'>,
    tenant: string,
    limits: BatchLimits,
    events: BatchEvents,
    maxRejectsInRow = Infinity,
  ) {
    this.#importer = importer;
    this.#tenant = tenant;
    this.#limits = limits;
    this.#events = events;
    this.#maxRejectsInRow = maxRejectsInRow;
  }

  get report(): ImportReport {
    const { disabled, ...counts } = this.#counts;
    return disabled === 0 ? counts : { ...counts, disabled };
  }

  /** Adds an item. Returns whether the batch is full. */
  add(item: ReadItem): boolean {
    const isKept = 'record' in item || this.#importer.keepBroken !== undefined;
    this.#items.push(isKept ? item : { reject: item.reject });
    if ('record' in item) this.#chars += item.record.text.length;
    else if (isKept) this.#chars += item.text?.length ?? 0;
    return this.#items.length >= this.#limits.records || this.#chars >= this.#limits.chars;
  }

  /** Starts the import of the current batch. Callers await `room` first. */
  send(): void {
    const batch = this.#items;
    this.#items = [];
    this.#chars = 0;
    if (batch.length === 0) return;
    const reported = this.#report(batch, this.#import(batch), this.#reported);
    this.#reported = reported;
    this.#inFlight.push(reported);
    const leave = () => {
      this.#inFlight = this.#inFlight.filter((other) => other !== reported);
    };
    reported.then(leave, (error: unknown) => {
      leave();
      this.#events.onFailure(error);
    });
  }

  /** Waits until another batch can be sent. Throws the error of a batch that has failed. */
  async room(): Promise<void> {
    while (this.#inFlight.length >= this.#limits.inFlight) await this.#inFlight[0];
  }

  /** Waits for all batches, and throws the first error. */
  settled(): Promise<void> {
    return this.#reported;
  }

  async #import(batch: readonly ReadItem[]): Promise<readonly ImportOutcome[]> {
    const records = batch.flatMap((item) => ('record' in item ? [item.record] : []));
    try {
      const broken = batch.flatMap((item) =>
        'record' in item || item.text === undefined ? [] : [{ ...item.reject, text: item.text }],
      );
      const [outcomes] = await Promise.all([
        records.length === 0 ? [] : this.#importer.importBatch(this.#tenant, records),
        broken.length === 0 ? undefined : this.#importer.keepBroken?.(this.#tenant, broken),
      ]);
      if (outcomes.length === records.length) return outcomes;
      throw new Error(
        `The ${this.#importer.source} importer gave ${outcomes.length} outcomes for ${records.length} records`,
      );
    } catch (error) {
      this.#events.onFailure(error);
      throw error;
    }
  }

  /** Counts a batch even if a batch before it has failed. After a callback has thrown, none is called again. */
  async #report(
    batch: readonly ReadItem[],
    importing: Promise<readonly ImportOutcome[]>,
    before: Promise<void>,
  ): Promise<void> {
    const [, own] = await Promise.allSettled([before, importing]);
    if (own.status === 'fulfilled' && !this.#isClosed) {
      this.#isClosed = true;
      await this.#countAll(batch, own.value);
      this.#isClosed = false;
    }
    await before;
    await importing;
  }

  async #countAll(batch: readonly ReadItem[], outcomes: readonly ImportOutcome[]): Promise<void> {
    const outcome = outcomes.values();
    for (const item of batch) {
      await yieldToRequests();
      this.#counts.read += 1;
      if ('reject' in item) this.#reject(item.reject);
      else this.#count(item.record, outcome.next().value);
    }
    this.#events.onSettled(this.report);
  }

  #count(record: SourceRecord, outcome: ImportOutcome | undefined): void {
    if (outcome === undefined)
      throw new Error(`The ${this.#importer.source} importer gave no outcome for a record`);
    if (typeof outcome === 'string') {
      this.#counts[outcome] += 1;
      this.#rejectsInRow = 0;
      return;
    }
    const { path, reason } = outcome.rejected;
    const where = positionIn(record, record.text, locate(record.text, path));
    this.#reject({
      index: record.index,
      ...where,
      reason: path.length === 0 ? reason : `${formatPath(path)}: ${reason}`,
    });
  }

  #reject(reject: Reject): void {
    this.#counts.rejected += 1;
    this.#events.onReject(reject);
    this.#rejectsInRow += 1;
    if (this.#rejectsInRow >= this.#maxRejectsInRow)
      throw new RejectedInputError(this.#rejectsInRow, this.report);
  }
}
