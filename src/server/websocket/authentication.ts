import type { Authenticator, Caller } from '../../auth/index.ts';
import { DomainError } from '../../kernel/errors.ts';
import { closings, type Closing } from './close-codes.ts';

type Params = Readonly<Record<string, unknown>> | undefined;

/** Returns the `authorization` entry of a payload. Its name is case-insensitive, as a header's name is. */
export function authorizationIn(params: Params): string | undefined {
  for (const [name, value] of Object.entries(params ?? {}))
    if (name.toLowerCase() === 'authorization' && typeof value === 'string') return value;
  return undefined;
}

/** Identifies the caller of a connection. Returns the closing instead if the connection is refused. */
export async function authenticateConnection(
  authenticator: Authenticator,
  authorization: string | undefined,
): Promise<{ readonly caller: Caller } | { readonly closing: Closing }> {
  try {
    const caller = await authenticator.authenticate(authorization);
    return caller === undefined ? { closing: closings.unauthorized } : { caller };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { closing: error.code === 'UNAVAILABLE' ? closings.tryAgainLater : closings.unauthorized };
  }
}

/**
 * Verifies a new token for an open connection. Returns the caller with the new expiry and scopes; the old caller if the identity provider
 * cannot be reached; undefined if the token is invalid or belongs to another principal.
 */
export async function renewToken(
  authenticator: Authenticator,
  old: Caller,
  authorization: string,
): Promise<Caller | undefined> {
  try {
    const renewed = await authenticator.authenticate(authorization);
    return renewed?.tenant === old.tenant && renewed.kind === old.kind && renewed.id === old.id
      ? renewed
      : undefined;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return error.code === 'UNAVAILABLE' ? old : undefined;
  }
}
