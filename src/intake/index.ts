/**
 * Reading source systems' files record by record, without losing anything, and giving the records back.
 * A domain implements Importer; the command line calls importRecords and exportRecords.
 */
export { exportRecords } from './export-records.ts';
export { importRecords, InputTooLargeError, type ImportOptions } from './import-records.ts';
export { formatPath } from './locate.ts';
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
} from './importer.ts';
export { minify } from './minify.ts';
export { DamagedError } from './unpack.ts';
export type { Wrapping } from './unwrap.ts';
