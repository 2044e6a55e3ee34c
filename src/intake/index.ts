/**
 * Imports the files of source systems record by record, and exports the records verbatim.
 * A domain implements `Importer`; the command line calls `importRecords` and `exportRecords`.
 */
export { exportRecords, minify } from './export.ts';
export { RejectedInputError } from './batches.ts';
export { importRecords, InputTooLargeError, type ImportOptions } from './import.ts';
export { formatPath } from './position.ts';
export type {
  BrokenRecord,
  ExportRange,
  Importer,
  ImportOutcome,
  ImportReport,
  Path,
  RecordTaker,
  Reject,
  SourceRecord,
  Wrapping,
} from './importer.ts';
export { DamagedError, TrailingBytesError } from './gunzip.ts';
export { unpack } from './unpack.ts';
