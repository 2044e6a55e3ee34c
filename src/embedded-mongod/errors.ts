/** The user can remove the cause. The message names the cause and says what to install or set. */
export class EmbeddedMongodError extends Error {
  override readonly name = 'EmbeddedMongodError';
}

// Reads properties instead of using `instanceof`: in jest the errors of Node's own modules come from another realm.
const property = (error: unknown, name: 'code' | 'message' | 'stderr'): string | undefined => {
  if (typeof error !== 'object' || error === null) return undefined;
  const value: unknown = (error as Partial<Record<typeof name, unknown>>)[name];
  return typeof value === 'string' ? value : undefined;
};

export const errorCode = (error: unknown): string | undefined => property(error, 'code');

export const errorMessage = (error: unknown): string => (property(error, 'message') ?? String(error)).trim();

/** Returns the standard error output of a program. It is empty if the program printed nothing or did not start. */
export const errorOutput = (error: unknown): string => (property(error, 'stderr') ?? '').trim();
