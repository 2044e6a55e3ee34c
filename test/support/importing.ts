import { exportRecords, importRecords, type Importer, type ImportReport } from '../../src/intake/index.ts';
import type { App } from '../../src/app.ts';

type WithImporters = Pick<App, 'importers'>;

/** A string is the content of a file. An array of records becomes a file with one JSON record per line. */
type Input = string | readonly unknown[];

export interface Imported extends ImportReport {
  /** Rejected records as `line:column reason`, the format of the command line. */
  readonly faults: readonly string[];
}

export function importerOf(app: WithImporters, source: string): Importer {
  const importer = app.importers.find((candidate) => candidate.source === source);
  if (importer === undefined) throw new Error(`No importer exists for the source ${source}.`);
  return importer;
}

export async function importInto(
  app: WithImporters,
  source: string,
  tenant: string,
  input: Input,
): Promise<Imported> {
  const text = typeof input === 'string' ? input : input.map((record) => JSON.stringify(record)).join('\n');
  const faults: string[] = [];
  const report = await importRecords(importerOf(app, source), tenant, asStream(text), {
    onReject({ line, column, reason }) {
      faults.push(`${line}:${column} ${reason}`);
    },
  });
  return { ...report, faults };
}

/** Returns the lines of the exported file. */
export async function exportFrom(
  app: WithImporters,
  source: string,
  tenant: string,
  range: { from?: Date; to?: Date } = {},
): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of exportRecords(importerOf(app, source), tenant, range))
    lines.push(line.replace(/\n$/, ''));
  return lines;
}

// oxlint-disable-next-line typescript/require-await -- same type as a file stream
async function* asStream(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}

/** Returns an import report. Counts that are not given are 0. */
export const counts = (
  read: number,
  { added = 0, updated = 0, duplicate = 0, rejected = 0 }: Partial<ImportReport>,
): ImportReport => ({ read, added, updated, duplicate, rejected });
