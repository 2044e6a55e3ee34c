import type { Importer, ImportOutcome, ImportReport, Reject, SourceRecord } from './importer.ts';
import { formatPath, locate } from './locate.ts';
import { positionIn } from './place.ts';
import type { ReadItem } from './record-reader.ts';

export interface BatchLimits {
  readonly records: number;
  /** Of the records' texts together, in UTF-16 code units. */
  readonly chars: number;
}

export const defaultBatchLimits: BatchLimits = { records: 500, chars: 1024 * 1024 };

export interface BatchEvents {
  onReject(reject: Reject): void;
  onSettled(report: ImportReport): void;
  /** The batch that is being imported has failed. Waiting for it throws the same error. */
  onFailure(error: unknown): void;
}

/**
 * Gathers what is read into batches, and has them imported one at a time, while the next is gathered. Rejects go
 * through the same queue, so that they are told in the file's order and counted only with what is around them.
 */
export class Batches {
  readonly #importer: Pick<Importer, 'importBatch' | 'source'>;
  readonly #tenant: string;
  readonly #limits: BatchLimits;
  readonly #events: BatchEvents;
  readonly #counts = { read: 0, added: 0, updated: 0, duplicate: 0, rejected: 0 };
  #gathered: ReadItem[] = [];
  #chars = 0;
  #inFlight: Promise<void> = Promise.resolve();

  constructor(
    importer: Pick<Importer, 'importBatch' | 'source'>,
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
    return { ...this.#counts };
  }

  /** Returns whether it is time to send. */
  add(item: ReadItem): boolean {
    this.#gathered.push(item);
    if ('record' in item) this.#chars += item.record.text.length;
    return this.#gathered.length >= this.#limits.records || this.#chars >= this.#limits.chars;
  }

  /** Has what was gathered imported. Only to be called once what was sent before is settled. */
  send(): void {
    const batch = this.#gathered;
    this.#gathered = [];
    this.#chars = 0;
    if (batch.length === 0) return;
    this.#inFlight = this.#import(batch);
    this.#inFlight.catch((error: unknown) => {
      this.#events.onFailure(error);
    });
  }

  /** Waits for what was sent, and throws what that threw. */
  settled(): Promise<void> {
    return this.#inFlight;
  }

  async #import(batch: readonly ReadItem[]): Promise<void> {
    const records = batch.flatMap((item) => ('record' in item ? [item.record] : []));
    const outcomes = records.length === 0 ? [] : await this.#importer.importBatch(this.#tenant, records);
    if (outcomes.length !== records.length) {
      throw new Error(
        `The ${this.#importer.source} importer gave ${outcomes.length} outcomes for ${records.length} records`,
      );
    }
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
