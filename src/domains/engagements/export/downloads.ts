import { z } from 'zod';
import type { Caller } from '../../../auth/index.ts';
import { forbidden, invalid } from '../../../kernel/errors.ts';
import { toClientMessage } from '../../../kernel/error-message.ts';
import { withCursorLines } from './cursor-lines.ts';
import { exportFormats, type ExportFormat } from './formats.ts';
import type { RefuseArgument, SearchExport, SearchExporter } from './search-export.ts';

export interface DownloadRequest extends Omit<SearchExport, 'format' | 'range'> {
  readonly format: unknown;
  /** Whether the file tells how to go on. */
  readonly withCursor: boolean;
}

/** Exports for whoever has a token: what the graph would tell them, as a file. */
export const createDownloads = (exporter: SearchExporter) => ({
  /** @throws FORBIDDEN, and BAD_USER_INPUT with the field; what the search itself refuses comes with the first piece */
  open(caller: Caller, { format: asked, withCursor, ...wanted }: DownloadRequest) {
    // A file has what the centre's own people see.
    if (caller.kind === 'customer' || !caller.scopes.has('engagement.view')) throw forbidden();
    const format = readFormat(asked);
    if (format === 'liveperson' && exporter.masksAddresses)
      throw invalid('format', 'is liveperson, which has addresses whole, and MASK_IP_ADDRESSES is on');
    if (format === 'csv' && withCursor)
      throw invalid('withCursor', 'goes with ndjson and liveperson, which have a record a line');
    const pieces = exporter.export(caller.tenant, { ...wanted, format }, refuseArgument);
    return {
      ...files[format],
      pieces: withCursor ? withCursorLines(pieces) : pieces,
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

const refuseArgument: RefuseArgument = (argument, path, { message }) => {
  throw invalid(
    argument + path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${part}`)).join(''),
    toClientMessage(message),
  );
};
