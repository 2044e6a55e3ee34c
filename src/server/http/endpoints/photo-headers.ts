import type { IncomingMessage } from 'node:http';
import parseRange from 'range-parser';
import { invalid } from '../../../kernel/errors.ts';

/**
 * Returns the requested byte range, with an exclusive end. Undefined means the whole photo: there is no range, an invalid one or several,
 * or `if-range` names another version.
 */
export function byteRangeOf(
  { method, headers: { range, 'if-range': ifRange } }: IncomingMessage,
  size: number,
  etag: string,
): { readonly start: number; readonly end: number } | 'unsatisfiable' | undefined {
  if (method !== 'GET' || range === undefined) return undefined;
  if (ifRange !== undefined && ifRange !== etag) return undefined;
  const [, suffix] = /^bytes=-(\d+)$/.exec(range) ?? [];
  // The library reports a suffix longer than the photo as unsatisfiable.
  if (suffix !== undefined && Number(suffix) >= size) return { start: 0, end: size };
  const parsed = parseRange(size, range);
  if (parsed === -1) return range.startsWith('bytes=') ? 'unsatisfiable' : undefined;
  if (parsed === -2 || parsed.type !== 'bytes') return undefined;
  const [first, second] = parsed;
  if (first === undefined || second !== undefined) return undefined;
  return { start: first.start, end: first.end + 1 };
}

/**
 * Returns the SHA-256 digest of a `content-digest` header (RFC 9530) in hexadecimal, or undefined if it has none. Other algorithms are
 * ignored, as the standard allows.
 * @throws BAD_USER_INPUT if the digest is malformed
 */
export function sha256Of(contentDigest: string | string[] | undefined): string | undefined {
  const [, value] = /(?:^|,)\s*sha-256\s*=\s*([^,;\s]*)/i.exec(String(contentDigest ?? '')) ?? [];
  if (value === undefined) return undefined;
  const bytes = Buffer.from(value.slice(1, -1), 'base64');
  if (bytes.length !== 32 || value !== `:${bytes.toString('base64')}:`)
    throw invalid('Content-Digest', 'may be sha-256=:…:, with 32 bytes in base64 between the colons');
  return bytes.toString('hex');
}
