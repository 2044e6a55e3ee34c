/**
 * Reading source systems' files record by record, without losing anything, and giving the records back.
 * A domain implements Importer; the command line calls importRecords and exportRecords.
 */
export { exportRecords } from './export-records.ts';
export { importRecords, type ImportOptions } from './import-records.ts';
export type { ExportRange, Importer, ImportOutcome, ImportReport, Reject, SourceRecord } from './importer.ts';
export { minify } from './minify.ts';
