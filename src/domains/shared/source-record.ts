import { hash } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { minify } from '../../intake/index.ts';

/** What a source sent, kept beside the model that was made of it: export gives it back to the letter. */
export interface StoredSourceRecord {
  /** Tells whether a record has changed since: over its text without white space between the parts. */
  readonly hash: string;
  /** The text as it came, deflated. Absent for what was created here. */
  readonly record?: Uint8Array;
}

export const textHash = (text: string): string => hash('sha256', text, 'base64url');

export const toStoredSource = (text: string): StoredSourceRecord => ({
  hash: textHash(minify(text)),
  // The usual level takes more than twice as long, for 4 % less.
  record: deflateRawSync(text, { level: 3 }),
});

/** @param kept what MongoDB gave back: bytes, or the driver's wrapper around them */
export const sourceText = (kept: Uint8Array | { readonly buffer: Uint8Array }): string =>
  inflateRawSync(kept instanceof Uint8Array ? kept : kept.buffer).toString('utf8');
