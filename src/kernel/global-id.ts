import { invalid } from './errors.ts';

/**
 * The content of a global id, which is base64url of `Type:naturalId`. Because it is derived from the natural id, a reference to an entity
 * of another domain needs no lookup.
 */
export interface GlobalId {
  readonly type: string;
  readonly naturalId: string;
}

export const toGlobalId = (type: string, naturalId: string): string =>
  Buffer.from(`${type}:${naturalId}`, 'utf8').toString('base64url');

/** Returns the content of a global id, or undefined if the id is not a valid global id. */
export function parseGlobalId(id: string): GlobalId | undefined {
  const text = Buffer.from(id, 'base64url').toString('utf8');
  const colon = text.indexOf(':');
  if (colon <= 0) return undefined;
  const parsed = { type: text.slice(0, colon), naturalId: text.slice(colon + 1) };
  // Node.js decodes leniently. Only the canonical encoding is accepted, so that an entity has exactly one global id.
  return /^[A-Z][A-Za-z0-9]*$/.test(parsed.type) && toGlobalId(parsed.type, parsed.naturalId) === id
    ? parsed
    : undefined;
}

/** Returns the natural id of an argument that accepts global and natural ids of one type. */
export function naturalIdOf(type: string, id: string): string {
  const parsed = parseGlobalId(id);
  return parsed?.type === type ? parsed.naturalId : id;
}

/** Longer ids of clients are rejected before they reach an index. */
const maxIdLength = 512;

export function checkedId(field: string, id: string): string {
  if (id.length === 0 || id.length > maxIdLength)
    throw invalid(field, `must have 1 to ${maxIdLength} characters`);
  return id;
}
