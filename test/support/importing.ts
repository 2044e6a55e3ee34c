import { exportRecords, importRecords, type Importer, type ImportReport } from '../../src/intake/index.ts';
import type { App } from '../../src/app.ts';

type WithImporters = Pick<App, 'importers'>;

/** A text is a file as it is; records are written one on a line. */
type Input = string | readonly unknown[];

export interface Imported extends ImportReport {
  /** `line:column reason`, as the command line prints it. */
  readonly faults: readonly string[];
}

export function importerOf(app: WithImporters, source: string): Importer {
  const importer = app.importers.find((candidate) => candidate.source === source);
  if (importer === undefined) throw new Error(`There is no importer ${source}.`);
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

/** The lines of the exported file. */
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

// eslint-disable-next-line @typescript-eslint/require-await -- what a file's stream is
async function* asStream(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}

/** What an import reports where nothing was wrong. */
export const counts = (
  read: number,
  { added = 0, updated = 0, duplicate = 0, rejected = 0 }: Partial<ImportReport>,
): ImportReport => ({ read, added, updated, duplicate, rejected });
