import {
  importRecords,
  type ImportOptions,
  type ImportOutcome,
  type ImportReport,
  type Reject,
  type SourceRecord,
} from '../../../src/intake/index.ts';

export interface Imported {
  readonly records: readonly SourceRecord[];
  readonly rejects: readonly Reject[];
  readonly report: ImportReport;
}

export interface ImportTextOptions extends ImportOptions {
  readonly containers?: readonly string[];
  readonly chunkBytes?: number;
  readonly outcome?: (record: SourceRecord) => ImportOutcome;
}

/** Imports a file that is given as its text or bytes, and gives back what the domain got and what was rejected. */
export async function importText(
  file: string | Uint8Array,
  options: ImportTextOptions = {},
): Promise<Imported> {
  const { containers = ['records'], chunkBytes = 64 * 1024, outcome = () => 'added', ...rest } = options;
  const records: SourceRecord[] = [];
  const rejects: Reject[] = [];
  const importer = {
    source: 'test',
    containers,
    importBatch: (_tenant: string, batch: readonly SourceRecord[]) => {
      records.push(...batch);
      return Promise.resolve(batch.map(outcome));
    },
  };
  const report = await importRecords(importer, 'acme', inChunks(file, chunkBytes), {
    ...rest,
    onReject: (reject) => rejects.push(reject),
  });
  return { records, rejects, report };
}

// oxlint-disable-next-line typescript/require-await -- what a file's stream is
export async function* inChunks(file: string | Uint8Array, chunkBytes: number): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(file);
  for (let from = 0; from < bytes.length; from += chunkBytes) yield bytes.subarray(from, from + chunkBytes);
}

export const texts = ({ records }: Imported): string[] => records.map(({ text }) => text);

/** `line:column reason`, as the command line prints it. */
export const faults = ({ rejects }: Imported): string[] =>
  rejects.map(({ line, column, reason }) => `${line}:${column} ${reason}`);
