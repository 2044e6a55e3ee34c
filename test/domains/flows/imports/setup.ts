import { readFileSync } from 'node:fs';
import { createFlowImports } from '../../../../src/domains/flows/imports/index.ts';
import type { FlowState } from '../../../../src/domains/flows/model/index.ts';
import { createFlowStore } from '../../../../src/domains/flows/store.ts';
import { createStorage } from '../../../../src/storage/index.ts';
import { exportFrom, importInto } from '../../../support/importing.ts';
import { testDatabase } from '../../../support/mongo.ts';

const fixture = (name: string): string =>
  readFileSync(new URL(`../../../fixtures/jacada/${name}.json`, import.meta.url), 'utf8');

/** The vendor's responses, as they come. */
export const fullFlow = fixture('full-flow');
export const summary = fixture('summary');
export const variableSet = fixture('variable-set');

/** The importer over the flows' own store, on the run's MongoDB. */
export async function openDesk(testFile: string) {
  const { uri, name } = testDatabase(testFile);
  const storage = createStorage({ uri, database: name, timeoutMs: 10_000 });
  const flows = createFlowStore(storage);
  const clock = { now: () => new Date() };
  const importersOver = (over: typeof flows) => [
    createFlowImports({ storage, flows: over, clock, country: 'US' }),
  ];
  const importers = importersOver(flows);
  await storage.prepare();
  return {
    flows,
    take: (tenant: string, input: string | readonly unknown[]) =>
      importInto({ importers }, 'jacada', tenant, input),
    /** Takes records, and does something else just before the first flow is written. */
    takeLate(tenant: string, input: readonly unknown[], meanwhile: () => Promise<unknown>) {
      let isFirst = true;
      const late = importersOver({
        ...flows,
        async replaceImported(...flow) {
          if (isFirst) {
            isFirst = false;
            await meanwhile();
          }
          return flows.replaceImported(...flow);
        },
      });
      return importInto({ importers: late }, 'jacada', tenant, input);
    },
    give: (tenant: string, range?: { from?: Date; to?: Date }) =>
      exportFrom({ importers }, 'jacada', tenant, range),
    async all(tenant: string): Promise<readonly FlowState[]> {
      const read: FlowState[] = [];
      for await (const flow of flows.readAll(tenant, {})) read.push(flow);
      return read;
    },
    close: () => storage.close(),
  };
}
export type Desk = Awaited<ReturnType<typeof openDesk>>;
