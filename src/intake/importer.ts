/** A record of a source as it is in the file. */
export interface SourceRecord {
  /** The 0-based index among all records of the file, rejects included. */
  readonly index: number;
  /** The 1-based position at which the record starts. Columns count UTF-16 code units, as editors do. */
  readonly line: number;
  readonly column: number;
  /** The verbatim text from `{` to `}`, which an export returns unchanged. */
  readonly text: string;
  /** `parseJson(text)`. Only the text has duplicate keys. */
  readonly value: unknown;
}

/** A record that was not imported. `line` and `column` are the position of the fault in the decompressed file. */
export interface Reject {
  readonly index: number;
  readonly line: number;
  readonly column: number;
  readonly reason: string;
}

/** A record that could not be read, with its text. */
export interface BrokenRecord extends Reject {
  readonly text: string;
}

export type Path = readonly (string | number)[];

export type ImportOutcome =
  | 'added'
  | 'updated'
  | 'duplicate'
  | 'disabled'
  | { readonly rejected: { readonly path: Path; readonly reason: string } };

/** `from` is inclusive and `to` is exclusive. The domain defines the time of a record. */
export interface ExportRange {
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
}

/** Describes an input whose records contain files, such as a delivery of Amazon Data Firehose. */
export interface Wrapping {
  /** The keys whose arrays contain the wrapped files. */
  readonly containers: readonly string[];
  /**
   * Returns the wrapped file, or the reason why there is none. A throw ends the import.
   * @param depth the number of files around the record
   * @returns undefined for a record that wraps nothing
   */
  open(wrapped: SourceRecord, depth: number): Uint8Array | string | undefined;
  /** Returns the error that ends the import if the wrapping itself is not valid. Without it, that is a reject. */
  refuse?(reject: Reject): Error;
}

/** Imports and exports the records of one source. A domain implements it. */
export interface Importer {
  /** The name of the source on the command line. */
  readonly source: string;
  /** The keys whose arrays contain the records in the source's response, such as `interactionHistoryRecords`. */
  readonly containers: readonly string[];
  /** Set if the records can be wrapped. */
  readonly wrapping?: Wrapping;
  /**
   * Returns one outcome per record, in the same order. A throw means that the batch was not acknowledged, and ends the
   * import. The next batch can start before this one ends: if both contain a record, the later state must win.
   */
  importBatch(tenant: string, records: readonly SourceRecord[]): Promise<readonly ImportOutcome[]>;
  /**
   * Stores the texts that could not be read, for a source that keeps them. They count as rejected all the same. A throw
   * has the same effect as in `importBatch`.
   */
  keepBroken?(tenant: string, broken: readonly BrokenRecord[]): Promise<void>;
  /** Yields the verbatim texts, oldest first. */
  exportRecords(tenant: string, range: ExportRange): AsyncIterable<string>;
}

/** The part of an importer that an import uses. */
export type RecordTaker = Pick<Importer, 'source' | 'containers' | 'wrapping' | 'importBatch' | 'keepBroken'>;

/** The counts of an import. `read` is the sum of the others: a record that was not acknowledged is not counted. */
export interface ImportReport {
  readonly read: number;
  readonly added: number;
  readonly updated: number;
  readonly duplicate: number;
  /** Records of a type that the tenant has switched off. Omitted if there are none, as in most sources. */
  readonly disabled?: number;
  readonly rejected: number;
}
