import { invalid } from './errors.ts';

/**
 * A global id is base64url of `Type:naturalId`. It follows from the natural id, so naming an entity that lives in another
 * domain costs no look-up.
 */
export interface GlobalId {
  readonly type: string;
  readonly naturalId: string;
}

export const toGlobalId = (type: string, naturalId: string): string =>
  Buffer.from(`${type}:${naturalId}`, 'utf8').toString('base64url');

/** What the id names, or undefined if it is no global id of ours. */
export function parseGlobalId(id: string): GlobalId | undefined {
  const text = Buffer.from(id, 'base64url').toString('utf8');
  const colon = text.indexOf(':');
  if (colon <= 0) return undefined;
  const parsed = { type: text.slice(0, colon), naturalId: text.slice(colon + 1) };
  // Node decodes leniently: only the one canonical spelling counts, so that two ids never name one thing.
  return /^[A-Z][A-Za-z0-9]*$/.test(parsed.type) && toGlobalId(parsed.type, parsed.naturalId) === id
    ? parsed
    : undefined;
}

/** An argument that is named for one type takes the global or the natural id. */
export function naturalIdOf(type: string, id: string): string {
  const parsed = parseGlobalId(id);
  return parsed?.type === type ? parsed.naturalId : id;
}

/** Ids come from outside: an absurdly long one is refused before it reaches an index. */
const maxIdLength = 512;

export function checkedId(field: string, id: string): string {
  if (id.length === 0 || id.length > maxIdLength)
    throw invalid(field, `must have 1 to ${maxIdLength} characters`);
  return id;
}
