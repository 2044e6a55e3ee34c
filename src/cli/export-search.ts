import {
  coerceInputValue,
  isInputType,
  parseType,
  typeFromAST,
  type GraphQLSchema,
  type NamedTypeNode,
} from 'graphql';
import type { App } from '../app.ts';
import type { Configuration } from '../config/index.ts';
import {
  createExportWriter,
  maskIpAddress,
  type EngagementFilter,
  type EngagementSort,
  type ExportFormat,
} from '../domains/engagements/index.ts';
import type { ExportRange } from '../intake/index.ts';
import { createOutput } from './output.ts';
import type { Progress } from './progress.ts';

export interface SearchFlags {
  /** As the graph has them, in JSON. */
  readonly filter?: string;
  readonly sort?: string;
  /** A cursor that an export before this one told. */
  readonly after?: string;
}

/** How often the command says how far it is. */
const tellEveryMs = 5000;

/**
 * Writes what a search finds to standard output, and says at the end, and when it is stopped, with which cursor it goes on.
 * @returns 130 if it was stopped
 */
export async function exportSearch(
  app: App,
  configuration: Configuration,
  {
    format,
    tenant,
    range,
    ...flags
  }: SearchFlags & {
    readonly format: ExportFormat;
    readonly tenant: string;
    readonly range: ExportRange;
  },
  { progress, signal }: { readonly progress: Progress; readonly signal: AbortSignal },
): Promise<number> {
  const schema = await app.schema();
  const filter = (readFlag(schema, '--filter', 'EngagementFilter', flags.filter) ?? {}) as EngagementFilter;
  const sort = readFlag(schema, '--sort', '[EngagementSort!]', flags.sort) as
    readonly EngagementSort[] | undefined;
  const writer = createExportWriter(format, {
    schema,
    ipAddress: configuration.MASK_IP_ADDRESSES ? maskIpAddress : (address) => address,
  });
  const found = app.engagements.iterateSearch(
    tenant,
    withStart(filter, range),
    sort ?? oldestFirst,
    flags.after,
    { ...writer.fields, startTime: 1 },
  );
  const output = createOutput(process.stdout, signal);
  let [written, toldAt] = [0, Date.now()];
  let cursor: string | undefined;
  // A file that goes on where another one ended has its head already; what is refused has none.
  let head = flags.after === undefined ? writer.head : '';
  try {
    for await (const { engagement, cursor: here } of found) {
      if (output.stopped) break;
      // What is outside the range is for an export of another range, which may go on from here.
      if (!isWithin(engagement.startTime, range)) continue;
      const text = writer.write(engagement);
      if (text !== undefined) {
        if (!(await output.write(head + text))) break;
        head = '';
        written++;
      }
      cursor = here;
      if (Date.now() - toldAt >= tellEveryMs) {
        progress.show({ message: `${written} written` });
        toldAt = Date.now();
      }
    }
    if (head !== '') await output.write(head);
    cursor ??= flags.after;
  } finally {
    await output.flushed();
    progress.end();
    if (cursor !== undefined) process.stderr.write(`Goes on with --after ${cursor}\n`);
  }
  process.stderr.write(`${written} written${output.stopped ? ', and stopped before the end' : ''}\n`);
  return output.stopped ? 130 : 0;
}

/** New ones then come after all that is written, and the next export, with the cursor of this one, has them alone. */
const oldestFirst: readonly EngagementSort[] = [{ field: 'START', order: 'ASC' }];

const always = { from: new Date(0), to: new Date('9999-12-31T00:00:00Z') };

/** A search needs to know when; without an answer it is asked for all times. */
function withStart(filter: EngagementFilter, range: ExportRange): EngagementFilter {
  const hasRange = range.from !== undefined || range.to !== undefined;
  if (filter.start != null && hasRange)
    throw new Error('--filter has a start, so --from and --to have nothing to say.');
  return filter.start == null
    ? { ...filter, start: { from: range.from ?? always.from, to: range.to ?? always.to } }
    : filter;
}

/** A filter's start is taken to whole ten minutes; what the command was told is taken as it is. */
const isWithin = (start: Date, { from, to }: ExportRange): boolean =>
  (from === undefined || start >= from) && (to === undefined || start < to);

/** Reads a flag as the graph reads an argument of the type, so that both take the same. */
function readFlag(schema: GraphQLSchema, flag: string, typeName: string, text: string | undefined): unknown {
  if (text === undefined) return undefined;
  const type = typeFromAST(schema, parseType(typeName) as NamedTypeNode);
  if (!isInputType(type)) throw new Error(`The schema has no input ${typeName}.`);
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch (error) {
    throw new Error(`${flag} is no JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  return coerceInputValue(given, type, (path, _, error) => {
    throw new Error(`${[flag, ...path].join('.')}: ${error.message}`);
  });
}
