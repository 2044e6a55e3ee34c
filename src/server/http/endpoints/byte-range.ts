import type { IncomingMessage } from 'node:http';
import parseRange from 'range-parser';

/**
 * The part that a request wants: from its first byte to before the end. Undefined is the whole, as it also is for what is no range, for
 * several, and where the client has another version of the rest.
 */
export function rangeOf(
  { method, headers: { range, 'if-range': ifRange } }: IncomingMessage,
  size: number,
  etag: string,
): { readonly start: number; readonly end: number } | 'unsatisfiable' | undefined {
  if (method !== 'GET' || range === undefined) return undefined;
  if (ifRange !== undefined && ifRange !== etag) return undefined;
  const [, suffix] = /^bytes=-(\d+)$/.exec(range) ?? [];
  // The library takes it for unsatisfiable.
  if (suffix !== undefined && Number(suffix) >= size) return { start: 0, end: size };
  const parsed = parseRange(size, range);
  if (parsed === -1) return range.startsWith('bytes=') ? 'unsatisfiable' : undefined;
  if (parsed === -2 || parsed.type !== 'bytes') return undefined;
  const [first, second] = parsed;
  if (first === undefined || second !== undefined) return undefined;
  return { start: first.start, end: first.end + 1 };
}
