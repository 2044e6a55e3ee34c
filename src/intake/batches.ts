import type { ImportOutcome, ImportReport, RecordTaker, Reject, SourceRecord } from './importer.ts';
import { formatPath, locate } from './locate.ts';
import { positionIn } from './place.ts';
import type { ReadItem } from './record-reader.ts';

export interface BatchLimits {
  readonly records: number;
  /** How many are imported at a time. */
  readonly inFlight: number;
  /** Of the records' texts together, in UTF-16 code units. */
  readonly chars: number;
}

export const defaultBatchLimits: BatchLimits = { records: 500, chars: 1024 * 1024, inFlight: 2 };

export interface BatchEvents {
  onReject(reject: Reject): void;
  onSettled(report: ImportReport): void;
  /** A batch has failed. Waiting for what was sent throws the same error. */
  onFailure(error: unknown): void;
}

/**
 * Gathers what is read into batches, and has a few imported while the next is gathered. What became of them is told and counted in the
 * file's order, rejects of the reader among those of the domain.
 */
export class Batches {
  readonly #importer: Omit<RecordTaker, 'containers'>;
  readonly #tenant: string;
  readonly #limits: BatchLimits;
  readonly #events: BatchEvents;
  readonly #counts = { read: 0, added: 0, updated: 0, duplicate: 0, disabled: 0, rejected: 0 };
  #gathered: ReadItem[] = [];
  #chars = 0;
  /** Of those that are not told yet, oldest first. */
  #inFlight: Promise<void>[] = [];
  #told: Promise<void> = Promise.resolve();
  #isOver = false;

  constructor(
    importer: Omit<RecordTaker, 'containers'>,
    tenant: string,
    limits: BatchLimits,
    events: BatchEvents,
  ) {
    this.#importer = importer;
    this.#tenant = tenant;
    this.#limits = limits;
    this.#events = events;
  }

  get report(): ImportReport {
    const { disabled, ...counts } = this.#counts;
    return disabled === 0 ? counts : { ...counts, disabled };
  }

  /** Returns whether it is time to send. */
  add(item: ReadItem): boolean {
    const isKept = 'record' in item || this.#importer.keepBroken !== undefined;
    this.#gathered.push(isKept ? item : { reject: item.reject });
    if ('record' in item) this.#chars += item.record.text.length;
    else if (isKept) this.#chars += item.text?.length ?? 0;
    return this.#gathered.length >= this.#limits.records || this.#chars >= this.#limits.chars;
  }

  /** Has what was gathered imported. Only to be called when there is room. */
  send(): void {
    const batch = this.#gathered;
    this.#gathered = [];
    this.#chars = 0;
    if (batch.length === 0) return;
    const told = this.#tell(batch, this.#import(batch), this.#told);
    this.#told = told;
    this.#inFlight.push(told);
    const leave = () => {
      this.#inFlight = this.#inFlight.filter((other) => other !== told);
    };
    told.then(leave, (error: unknown) => {
      leave();
      this.#events.onFailure(error);
    });
  }

  /** Waits until another batch may be sent. Throws what one that was sent has thrown. */
  async room(): Promise<void> {
    while (this.#inFlight.length >= this.#limits.inFlight) await this.#inFlight[0];
  }

  /** Waits for all that was sent, and throws the first that it threw. */
  settled(): Promise<void> {
    return this.#told;
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

  /** What was acknowledged counts, though a batch before it has failed; but nobody is told anything after throwing at it. */
  async #tell(
    batch: readonly ReadItem[],
    importing: Promise<readonly ImportOutcome[]>,
    before: Promise<void>,
  ): Promise<void> {
    const [, own] = await Promise.allSettled([before, importing]);
    if (own.status === 'fulfilled' && !this.#isOver) {
      this.#isOver = true;
      this.#countAll(batch, own.value);
      this.#isOver = false;
    }
    await before;
    await importing;
  }

  #countAll(batch: readonly ReadItem[], outcomes: readonly ImportOutcome[]): void {
    const outcome = outcomes.values();
    for (const item of batch) {
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
  }
}
