import { invalid } from '../../../kernel/errors.ts';

/**
 * What a body's SHA-256 is to be, in hexadecimal; undefined if the header does not say (RFC 9530). Other digests are passed over: who
 * reads may choose.
 */
export function sha256Of(contentDigest: string | string[] | undefined): string | undefined {
  const [, value] = /(?:^|,)\s*sha-256\s*=\s*([^,;\s]*)/i.exec(String(contentDigest ?? '')) ?? [];
  if (value === undefined) return undefined;
  const bytes = Buffer.from(value.slice(1, -1), 'base64');
  if (bytes.length !== 32 || value !== `:${bytes.toString('base64')}:`)
    throw invalid('Content-Digest', 'may be sha-256=:…:, with 32 bytes in base64 between the colons');
  return bytes.toString('hex');
}
