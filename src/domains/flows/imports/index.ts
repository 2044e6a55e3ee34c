import type { Importer } from '../../../intake/index.ts';
import type { Clock } from '../../../kernel/clock.ts';
import { normalizePhoneNumber, type Country } from '../../../kernel/phone-number.ts';
import type { Storage } from '../../../storage/index.ts';
import { createImportBatch } from '../../shared/import-batch.ts';
import type { FlowStore } from '../store.ts';
import { createFlowImportOperations, type FlowImportOperations } from './operations.ts';
import { createFlowRecordStore } from './store.ts';

interface FlowImportOptions {
  readonly storage: Storage;
  readonly flows: Pick<FlowStore, 'claim' | 'replaceImported' | 'readAll'>;
  readonly clock: Clock;
  /** The country of phone numbers without a country code. */
  readonly country: Country;
}

/** Creates the importer of flows. */
export const createFlowImports = ({ storage, flows, clock, country }: FlowImportOptions): Importer =>
  createJacadaImporter(
    createFlowImportOperations({
      records: createFlowRecordStore(storage),
      flows,
      clock,
      toE164: (text) => normalizePhoneNumber(text, country),
    }),
  );

/** Imports and exports flows in the format of Jacada's Interaction History. */
const createJacadaImporter = (operations: FlowImportOperations): Importer => ({
  source: 'jacada',
  containers: [],

  importBatch: createImportBatch({
    parse: ({ text, index }) => operations.read(text, index),
    // Several records may belong to one flow, and each one rebuilds it.
    idOf: ({ interactionUniqueId }) => interactionUniqueId,
    store: (tenant, flows) => operations.importRecords(tenant, flows),
  }),

  exportRecords: (tenant, range) => operations.exportFlows(tenant, range),
});
