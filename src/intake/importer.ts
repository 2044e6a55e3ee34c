/** A record of a source, as its file has it. */
export interface SourceRecord {
  /** 0-based, among all records read: those that were rejected count too. */
  readonly index: number;
  /** 1-based, where the record's text starts. Columns count UTF-16 code units, as editors do. */
  readonly line: number;
  readonly column: number;
  /** Verbatim, from its `{` to its `}`: what has to be kept so that an export gives it back. */
  readonly text: string;
  /** `JSON.parse(text)`. Odd number forms and keys given twice are in the text alone. */
  readonly value: unknown;
}

/** What did not go in. `line` and `column` are those of the fault itself, in the (unpacked) file. */
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

/** From inclusive, to exclusive; what "when" means for a record is the domain's to say. */
export interface ExportRange {
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
}

/** What a domain gives so that its source's files can be read in and given back. */
export interface Importer {
  /** The source's name on the command line. */
  readonly source: string;
  /** Keys that hold the records in the source's response, such as `interactionHistoryRecords`. */
  readonly containers: readonly string[];
  /**
   * One outcome for each record, in their order. A throw means that the batch was not acknowledged, and ends the import.
   * It may be called for the next batch before it has answered: of one record's states in both, the later one must win.
   */
  importBatch(tenant: string, records: readonly SourceRecord[]): Promise<readonly ImportOutcome[]>;
  /**
   * Keeps what could not be read, so far as there is a text of it, for a source that has a place for it. It is rejected all the same. A
   * throw is as one of `importBatch`.
   */
  keepBroken?(tenant: string, broken: readonly BrokenRecord[]): Promise<void>;
  /** The verbatim texts, oldest first. */
  exportRecords(tenant: string, range: ExportRange): AsyncIterable<string>;
}

/** The half of it that takes what a file has. */
export type RecordTaker = Pick<Importer, 'source' | 'containers' | 'importBatch' | 'keepBroken'>;

/** `read` is always the sum of the others: what was not acknowledged was not read. */
export interface ImportReport {
  readonly read: number;
  readonly added: number;
  readonly updated: number;
  readonly duplicate: number;
  /** Of a type that its tenant has switched off. Left out where there were none: most sources have no switches. */
  readonly disabled?: number;
  readonly rejected: number;
}
