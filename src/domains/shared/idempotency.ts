import { createHash, randomUUID } from 'node:crypto';
import { principalOf, type Caller } from '../../auth/index.ts';
import { checkLength } from './input.ts';

const maxKeyLength = 128;

/**
 * The identity of one append. An append with the same key and hash is a repetition: it returns the outcome of the first one.
 * The same key with another hash is a conflict.
 */
export interface RequestKey {
  /** The principal, as `kind:id`. A key is unique in a stream for its principal. */
  readonly by: string;
  readonly key: string;
  /** Hash of the request's content. */
  readonly hash: string;
  /** Whether an earlier request may have used the key. False for random keys. */
  readonly isRepeatable: boolean;
}

export const checkIdempotencyKey = (field: string, key: string): string =>
  checkLength(field, key, 1, maxKeyLength);

/**
 * Returns the key of a client's request. Without a client key, the key is random and still makes the server's own retries safe.
 * @param field the argument that carries the client key; keys of different arguments never collide
 */
export function requestKey(
  caller: Caller,
  field: string,
  key: string | null | undefined,
  content: unknown,
): RequestKey {
  return derivedKey(caller, key == null ? null : clientKeyOf(field, key), content);
}

/** Checks the key of a client, and returns it with its argument as a prefix, so that keys of different arguments never collide. */
export const clientKeyOf = (field: string, key: string): string =>
  `${field}:${checkIdempotencyKey(field, key)}`;

/** Like `requestKey`, with a key that the server derives from the content; null for a random key. */
export const derivedKey = (caller: Caller, key: string | null, content: unknown): RequestKey => ({
  by: principalOf(caller),
  key: key ?? randomUUID(),
  hash: key === null ? '' : contentHash(content),
  isRepeatable: key !== null,
});

/** Returns the key of an append that the server makes by itself, such as the end of an offer. */
export const systemKey = (key: string): RequestKey => ({ by: 'system', key, hash: '', isRepeatable: true });

/** Returns the SHA-256 digest of a value's JSON. */
export const requestDigest = (content: unknown): Buffer =>
  createHash('sha256').update(JSON.stringify(content)).digest();

export const contentHash = (content: unknown): string => requestDigest(content).toString('base64url');
