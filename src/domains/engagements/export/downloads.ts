import { z } from 'zod';
import type { Caller } from '../../../auth/index.ts';
import { forbidden, invalid, scopesMissing, toClientMessage } from '../../../kernel/errors.ts';
import { exportFormats, type ExportFormat } from './formats.ts';
import type { ExportChunk, RefuseArgument, SearchExport, SearchExporter } from './search-export.ts';

export interface DownloadRequest extends Omit<SearchExport, 'format' | 'range'> {
  readonly format: unknown;
  /** Whether the file has lines with the cursor to continue from. */
  readonly withCursor: boolean;
}

/** Exports search results for callers with the scope `engagement.view`. */
export const createDownloads = (exporter: SearchExporter) => ({
  /** @throws FORBIDDEN; BAD_USER_INPUT with the field. Errors of the search itself come with the first chunk. */
  open(caller: Caller, { format: asked, withCursor, ...wanted }: DownloadRequest) {
    // A file has lines for agents, so customers cannot export.
    if (caller.kind === 'customer') throw forbidden('Customers cannot export.');
    if (!caller.scopes.has('engagement.view')) throw scopesMissing(caller.scopes, [['engagement.view']]);
    const format = readFormat(asked);
    if (format === 'liveperson' && exporter.masksAddresses)
      throw invalid('format', 'is liveperson, which contains full IP addresses, but MASK_IP_ADDRESSES is on');
    if (format === 'csv' && withCursor)
      throw invalid('withCursor', 'requires ndjson or liveperson, which have one record per line');
    const chunks = exporter.export(caller.tenant, { ...wanted, format }, refuseArgument);
    return {
      ...files[format],
      pieces: withCursor ? withCursorLines(chunks) : chunks,
    };
  },
});

const files: Readonly<Record<ExportFormat, { readonly filename: string; readonly contentType: string }>> = {
  ndjson: { filename: 'engagements.ndjson', contentType: 'application/x-ndjson; charset=utf-8' },
  liveperson: { filename: 'liveperson.ndjson', contentType: 'application/x-ndjson; charset=utf-8' },
  csv: { filename: 'engagements.csv', contentType: 'text/csv; charset=utf-8' },
};

function readFormat(asked: unknown): ExportFormat {
  const { data: format } = z.enum(exportFormats).safeParse(asked);
  if (format === undefined) throw invalid('format', `may be ${exportFormats.join(', ')}`);
  return format;
}

const refuseArgument: RefuseArgument = (argument, path, reason) => {
  throw invalid(
    argument + path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${part}`)).join(''),
    toClientMessage(reason),
  );
};

/** Number of records between two lines with a cursor: at most this many are sent again after a broken export. */
const cursorInterval = 1000;

/** Adds lines with the cursor to continue from, for clients that cannot read trailers and for exports that break off. */
async function* withCursorLines(chunks: AsyncIterable<ExportChunk>): AsyncGenerator<ExportChunk> {
  let cursor: string | undefined;
  let count = 0;
  for await (const chunk of chunks) {
    yield chunk;
    cursor = chunk.cursor ?? cursor;
    count += 1;
    if (count % cursorInterval === 0) yield { text: cursorLine(cursor), records: 0 };
  }
  yield { text: cursorLine(cursor), records: 0 };
}

const cursorLine = (cursor: string | undefined): string => `${JSON.stringify({ cursor: cursor ?? null })}\n`;
