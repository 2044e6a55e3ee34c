import type { Importer } from '../../intake/index.ts';
import { importBatch } from '../import-batch.ts';
import type { FlowImportOperations } from './imports/operations.ts';

/** What Jacada's Interaction History answers of a flow, in and out. */
export const createJacadaImporter = (operations: FlowImportOperations): Importer => ({
  source: 'jacada',
  containers: [],

  importBatch: (tenant, records) =>
    importBatch(
      records,
      ({ text, index }) => operations.read(text, index),
      (flows) => operations.importRecords(tenant, flows),
    ),

  exportRecords: (tenant, range) => operations.exportFlows(tenant, range),
});
