import type { GraphQLError, GraphQLSchema } from 'graphql';
import type { ExportRange } from '../../../intake/index.ts';
import { maskIpAddress } from '../mask-ip-address.ts';
import type { EngagementOperations } from '../operations.ts';
import type { EngagementFilter, EngagementSort } from '../search/arguments.ts';
import { createExportWriter, type ExportFormat, type ExportWriter } from './formats.ts';
import { readInput } from './read-input.ts';

export interface SearchExport {
  readonly format: ExportFormat;
  /** As the graph's arguments, in JSON's values. */
  readonly filter?: unknown;
  readonly sort?: unknown;
  /** A cursor that an export before this one told. */
  readonly after?: string | undefined;
  /** To the millisecond, where a filter's start is taken to whole ten minutes. Not together with that. */
  readonly range?: ExportRange;
}

export interface Exported {
  /** What is added to the file: nothing for an engagement that the format does not have. */
  readonly text: string;
  /** How many engagements it is of: none or one. */
  readonly records: number;
  /** Where an export goes on after this. */
  readonly cursor?: string;
}

/** @param argument `filter` or `sort` */
export type RefuseArgument = (
  argument: string,
  path: readonly (string | number)[],
  error: GraphQLError,
) => never;

export interface SearchExporter {
  readonly masksAddresses: boolean;
  /** What a search of the tenant finds, piece by piece, as a file. What is wrong with the arguments is refused before anything is read. */
  readonly export: (tenant: string, wanted: SearchExport, refuse: RefuseArgument) => AsyncGenerator<Exported>;
}

export function createSearchExporter(
  operations: Pick<EngagementOperations, 'iterateSearch'>,
  schema: GraphQLSchema,
  { maskIpAddresses }: { readonly maskIpAddresses: boolean },
): SearchExporter {
  const view = { schema, ipAddress: maskIpAddresses ? maskIpAddress : (address: string) => address };

  async function* pieces(
    found: ReturnType<EngagementOperations['iterateSearch']>,
    { head, write }: ExportWriter,
    { after, range = {} }: Pick<SearchExport, 'after' | 'range'>,
  ): AsyncGenerator<Exported> {
    // A file that goes on where another one ended has its head already.
    let unsaid = after === undefined ? head : '';
    let isEmpty = true;
    for await (const { engagement, cursor } of found) {
      // What is outside the range is for an export of another range, which may go on from here.
      if (!isWithin(engagement.startTime, range)) continue;
      isEmpty = false;
      const record = write(engagement);
      if (record === undefined) yield { text: '', records: 0, cursor };
      else {
        yield { text: unsaid + record, records: 1, cursor };
        unsaid = '';
      }
    }
    if (unsaid !== '' || isEmpty)
      yield { text: unsaid, records: 0, ...(after === undefined ? {} : { cursor: after }) };
  }

  return {
    masksAddresses: maskIpAddresses,
    export(tenant, { format, after, range, ...given }, refuse) {
      const read = (name: 'filter' | 'sort', type: string) =>
        readInput(schema, type, given[name], (path, error) => refuse(name, path, error));
      const filter = (read('filter', 'EngagementFilter') ?? {}) as EngagementFilter;
      const sort = (read('sort', '[EngagementSort!]') ?? oldestFirst) as readonly EngagementSort[];
      const writer = createExportWriter(format, view);
      const found = operations.iterateSearch(tenant, withStart(filter, range ?? {}), sort, after, {
        ...writer.fields,
        startTime: 1,
      });
      return pieces(found, writer, { after, ...(range && { range }) });
    },
  };
}

/** New ones then come after all that is written, and the next export, with the cursor of this one, has them alone. */
const oldestFirst: readonly EngagementSort[] = [{ field: 'START', order: 'ASC' }];

const always = { from: new Date(0), to: new Date('9999-12-31T00:00:00Z') };

/** A search needs to know when; without an answer it is asked for all times. */
const withStart = (filter: EngagementFilter, range: ExportRange): EngagementFilter =>
  filter.start == null
    ? { ...filter, start: { from: range.from ?? always.from, to: range.to ?? always.to } }
    : filter;

const isWithin = (start: Date, { from, to }: ExportRange): boolean =>
  (from === undefined || start >= from) && (to === undefined || start < to);
