import { readFileSync } from 'node:fs';
import { createFlowImports } from '../../../../src/domains/flows/imports/index.ts';
import type { FlowState } from '../../../../src/domains/flows/model/index.ts';
import { createFlowStore } from '../../../../src/domains/flows/store.ts';
import { createStorage } from '../../../../src/storage/index.ts';
import { exportFrom, importInto } from '../../../support/importing.ts';
import { testDatabase } from '../../../support/mongo.ts';

const fixture = (name: string): string =>
  readFileSync(new URL(`../../../fixtures/jacada/${name}.json`, import.meta.url), 'utf8');

/** Example responses of the vendor. */
export const fullFlow = fixture('full-flow');
export const summary = fixture('summary');
export const variableSet = fixture('variable-set');

/** Opens the Jacada importer over a real flow store. */
export async function openImportHarness(testFile: string) {
  const { uri, name } = testDatabase(testFile);
  const storage = createStorage({ uri, database: name, timeoutMs: 10_000 });
  const flows = createFlowStore(storage);
  const clock = { now: () => new Date() };
  const createImporters = (store: typeof flows) => [
    createFlowImports({ storage, flows: store, clock, country: 'US' }),
  ];
  const importers = createImporters(flows);
  await storage.prepare();
  return {
    flows,
    importRecords: (tenant: string, input: string | readonly unknown[]) =>
      importInto({ importers }, 'jacada', tenant, input),
    /** Imports records, and runs an action just before the first flow is written. */
    importDuring(tenant: string, input: readonly unknown[], action: () => Promise<unknown>) {
      let isFirst = true;
      const delayed = createImporters({
        ...flows,
        async replaceImported(...flow) {
          if (isFirst) {
            isFirst = false;
            await action();
          }
          return flows.replaceImported(...flow);
        },
      });
      return importInto({ importers: delayed }, 'jacada', tenant, input);
    },
    exportRecords: (tenant: string, range?: { from?: Date; to?: Date }) =>
      exportFrom({ importers }, 'jacada', tenant, range),
    async readFlows(tenant: string): Promise<readonly FlowState[]> {
      const states: FlowState[] = [];
      for await (const flow of flows.readAll(tenant, {})) states.push(flow);
      return states;
    },
    close: () => storage.close(),
  };
}
export type ImportHarness = Awaited<ReturnType<typeof openImportHarness>>;
