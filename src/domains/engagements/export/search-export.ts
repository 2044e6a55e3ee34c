import type { ExportRange } from '../../../intake/index.ts';
import type { EngagementOperations } from '../operations.ts';
import type { EngagementFilter } from '../search/arguments.ts';
import type { EngagementSort } from '../search/order.ts';
import { createExportWriter, type ExportFormat, type ExportGraph, type ExportWriter } from './formats.ts';

export interface SearchExport {
  readonly format: ExportFormat;
  /** The arguments of the graph, as JSON values. */
  readonly filter?: unknown;
  readonly sort?: unknown;
  /** Cursor of an earlier export: only later engagements are written. */
  readonly after?: string | undefined;
  /** Whether a `csv` begins with a byte order mark. Default: true. */
  readonly bom?: boolean | undefined;
  /** Span of the start times, exact to the millisecond. A start in `filter` is rounded to 10 minutes and excludes this one. */
  readonly range?: ExportRange;
}

/** One chunk of an export. */
export interface ExportChunk {
  /** Text to append to the file. Empty for an engagement that the format does not have. */
  readonly text: string;
  /** Number of engagements in the text: 0 or 1. */
  readonly records: number;
  /** Cursor after this chunk. */
  readonly cursor?: string;
}

/** @param argument `filter` or `sort` */
export type RefuseArgument = (argument: string, path: readonly (string | number)[], reason: string) => never;

export interface SearchExporter {
  readonly masksAddresses: boolean;
  /** Returns the result of a search in the file format, chunk by chunk. Invalid arguments are refused before the first read. */
  readonly export: (
    tenant: string,
    wanted: SearchExport,
    refuse: RefuseArgument,
  ) => AsyncGenerator<ExportChunk>;
}

export const createSearchExporter = (
  { iterateSearch }: Pick<EngagementOperations, 'iterateSearch'>,
  graph: ExportGraph,
  { maskIpAddresses }: { readonly maskIpAddresses: boolean },
): SearchExporter => ({
  masksAddresses: maskIpAddresses,
  export(tenant, { format, after, range, bom, ...given }, refuse) {
    const read = (name: 'filter' | 'sort', type: string) =>
      graph.readArgument(type, given[name], (path, reason) => refuse(name, path, reason));
    const filter = (read('filter', 'EngagementFilter') ?? {}) as EngagementFilter;
    const sort = (read('sort', '[EngagementSort!]') ?? oldestFirst) as readonly EngagementSort[];
    const writer = createExportWriter(format, graph, bom);
    const results = iterateSearch(tenant, withStart(filter, range ?? {}), sort, after, {
      ...writer.fields,
      startTime: 1,
    });
    return writeChunks(results, writer, { after, ...(range && { range }) });
  },
});

async function* writeChunks(
  results: ReturnType<EngagementOperations['iterateSearch']>,
  { head, write }: ExportWriter,
  { after, range = {} }: Pick<SearchExport, 'after' | 'range'>,
): AsyncGenerator<ExportChunk> {
  // A file that continues an earlier one needs no head.
  let pendingHead = after === undefined ? head : '';
  let isEmpty = true;
  for await (const { engagement, cursor } of results) {
    // No cursor is returned for an engagement outside the range, so that an export of another range can continue here.
    if (!isWithin(engagement.startTime, range)) continue;
    isEmpty = false;
    const record = write(engagement);
    if (record === undefined) yield { text: '', records: 0, cursor };
    else {
      yield { text: pendingHead + record, records: 1, cursor };
      pendingHead = '';
    }
  }
  if (pendingHead !== '' || isEmpty)
    yield { text: pendingHead, records: 0, ...(after === undefined ? {} : { cursor: after }) };
}

/** Later engagements come last, so that the next export can continue with the cursor of this one. */
const oldestFirst: readonly EngagementSort[] = [{ field: 'START', order: 'ASC' }];

const allTimes = { from: new Date(0), to: new Date('9999-12-31T00:00:00Z') };

/** Adds the start that every search requires. Default: all times. */
const withStart = (filter: EngagementFilter, range: ExportRange): EngagementFilter =>
  filter.start == null
    ? { ...filter, start: { from: range.from ?? allTimes.from, to: range.to ?? allTimes.to } }
    : filter;

const isWithin = (start: Date, { from, to }: ExportRange): boolean =>
  (from === undefined || start >= from) && (to === undefined || start < to);
