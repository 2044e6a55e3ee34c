import type { Importer } from '../../../intake/index.ts';
import type { Clock } from '../../../kernel/clock.ts';
import { normalizePhoneNumber, type Country } from '../../../kernel/phone-number.ts';
import type { Storage } from '../../../storage/index.ts';
import { createJacadaImporter } from '../importer.ts';
import type { FlowStore } from '../store.ts';
import { createFlowImportOperations } from './operations.ts';
import { createFlowRecordStore } from './store.ts';

interface Surroundings {
  readonly storage: Storage;
  readonly flows: Pick<FlowStore, 'claim' | 'replaceImported' | 'readAll'>;
  readonly clock: Clock;
  /** Of phone numbers that name none. */
  readonly country: Country;
}

/** The flows that come from elsewhere. */
export const createFlowImports = ({ storage, flows, clock, country }: Surroundings): Importer =>
  createJacadaImporter(
    createFlowImportOperations({
      records: createFlowRecordStore(storage),
      flows,
      clock,
      toE164: (text) => normalizePhoneNumber(text, country),
    }),
  );
