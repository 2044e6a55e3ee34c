import type { Importer } from '../../intake/index.ts';
import { createImportBatch } from '../shared/import-batch.ts';
import type { FlowImportOperations } from './imports/operations.ts';

/** What Jacada's Interaction History answers of a flow, in and out. */
export const createJacadaImporter = (operations: FlowImportOperations): Importer => ({
  source: 'jacada',
  containers: [],

  importBatch: createImportBatch({
    parse: ({ text, index }) => operations.read(text, index),
    // The parts of a flow come in several records, and each makes the flow anew.
    idOf: ({ interactionUniqueId }) => interactionUniqueId,
    store: (tenant, flows) => operations.importRecords(tenant, flows),
  }),

  exportRecords: (tenant, range) => operations.exportFlows(tenant, range),
});
