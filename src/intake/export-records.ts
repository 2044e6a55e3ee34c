import type { ExportRange, Importer } from './importer.ts';
import { minify } from './minify.ts';

/** The records as they came in, one on a line. */
export async function* exportRecords(
  importer: Pick<Importer, 'exportRecords'>,
  tenant: string,
  range: ExportRange = {},
): AsyncGenerator<string, undefined> {
  for await (const text of importer.exportRecords(tenant, range)) yield `${minify(text)}\n`;
}
