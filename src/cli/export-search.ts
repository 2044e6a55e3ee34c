import type { App } from '../app.ts';
import type { RefuseArgument, SearchExport } from '../domains/engagements/index.ts';
import type { ExportRange } from '../intake/index.ts';
import { createOutput } from './output.ts';
import type { ProgressBar } from './progress.ts';

export interface SearchFlags {
  /** An input of the graph, in JSON. */
  readonly filter?: string;
  readonly sort?: string;
  /** The cursor that an earlier export printed. */
  readonly after?: string;
  readonly bom?: boolean;
}

/** The interval of progress messages. */
const progressIntervalMs = 5000;

/**
 * Writes the results of a search to standard output. At the end, or when it is stopped, it prints the cursor to continue from.
 * @returns the exit code, which is 130 if it was stopped
 */
export async function exportSearch(
  app: App,
  {
    tenant,
    range,
    filter,
    sort,
    ...wanted
  }: SearchFlags & Pick<SearchExport, 'format'> & { readonly tenant: string; readonly range: ExportRange },
  { progress, signal }: { readonly progress: ProgressBar; readonly signal: AbortSignal },
): Promise<number> {
  const search = { ...wanted, range, filter: parsed('--filter', filter), sort: parsed('--sort', sort) };
  refuseTwoStarts(search);
  const exporter = await app.searchExporter(await app.schema());
  const chunks = exporter.export(tenant, search, refuse);
  const output = createOutput(process.stdout, signal);
  let [written, reportedAt] = [0, performance.now()];
  let cursor: string | undefined;
  try {
    for await (const { text, records, cursor: here } of chunks) {
      if (output.stopped) break;
      if (text !== '' && !(await output.write(text))) break;
      written += records;
      cursor = here ?? cursor;
      if (performance.now() - reportedAt >= progressIntervalMs) {
        progress.show({ message: `${written} written` });
        reportedAt = performance.now();
      }
    }
  } finally {
    await output.flushed();
    progress.end();
    if (cursor !== undefined) process.stderr.write(`Continue with --after ${cursor}\n`);
  }
  process.stderr.write(`${written} written${output.stopped ? ', and stopped before the end' : ''}\n`);
  return output.stopped ? 130 : 0;
}

const refuse: RefuseArgument = (argument, path, reason) => {
  throw new Error(`${[`--${argument}`, ...path].join('.')}: ${reason}`);
};

function refuseTwoStarts({ filter, range }: Pick<SearchExport, 'filter' | 'range'>): void {
  const hasRange = range?.from !== undefined || range?.to !== undefined;
  if (hasRange && (filter as { readonly start?: unknown } | undefined)?.start != null)
    throw new Error('--filter has a start, so --from and --to cannot be used.');
}

function parsed(flag: string, text: string | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new Error(`${flag} is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}
