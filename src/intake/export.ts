import type { ExportRange, Importer } from './importer.ts';

/** Yields the records exactly as they were imported, one per line. */
export async function* exportRecords(
  importer: Pick<Importer, 'exportRecords'>,
  tenant: string,
  range: ExportRange = {},
): AsyncGenerator<string, undefined> {
  for await (const text of importer.exportRecords(tenant, range)) yield `${minify(text)}\n`;
}

/**
 * Removes the white space outside strings from a JSON text, and nothing else: numbers keep their form, keys their order
 * (duplicate keys too), and strings their escapes.
 */
export function minify(text: string): string {
  let kept = '';
  let from = 0;
  let inString = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (inString) {
      if (code === 0x5c) at += 1;
      else if (code === 0x22) inString = false;
    } else if (code === 0x22) {
      inString = true;
    } else if (code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09) {
      if (at > from) kept += text.slice(from, at);
      from = at + 1;
    }
  }
  return from === 0 ? text : kept + text.slice(from);
}
