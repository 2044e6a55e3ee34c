/**
 * The header that tells what the bytes are to come to (RFC 9530). None on pages that did not come over HTTPS, where browsers do not
 * reckon it out.
 */
export async function digestOf(body: Blob | Uint8Array<ArrayBuffer>): Promise<Record<string, string>> {
  const { subtle } = crypto as { readonly subtle?: SubtleCrypto };
  if (subtle === undefined) return {};
  const digest = await subtle.digest('SHA-256', body instanceof Uint8Array ? body : await body.arrayBuffer());
  return { 'content-digest': `sha-256=:${btoa(String.fromCharCode(...new Uint8Array(digest)))}:` };
}
