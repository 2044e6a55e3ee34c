/** A cause that the person who starts the server can remove: the message names it, and says what to install or set. */
export class EmbeddedMongodError extends Error {
  override readonly name = 'EmbeddedMongodError';
}

// By their properties, not by `instanceof`: in jest the errors of Node's own modules come from another realm.
const property = (error: unknown, name: 'code' | 'message' | 'stderr'): string | undefined => {
  if (typeof error !== 'object' || error === null) return undefined;
  const value: unknown = (error as Partial<Record<typeof name, unknown>>)[name];
  return typeof value === 'string' ? value : undefined;
};

export const errorCode = (error: unknown): string | undefined => property(error, 'code');

export const errorMessage = (error: unknown): string => (property(error, 'message') ?? String(error)).trim();

/** Of a program that was run; empty where it said nothing, or did not even begin. */
export const errorOutput = (error: unknown): string => (property(error, 'stderr') ?? '').trim();
