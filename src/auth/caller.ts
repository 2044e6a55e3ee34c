import type { PrincipalKind } from './scopes.ts';

/**
 * The authenticated principal of a request. A principal is identified by tenant, kind and id: the customer `ann` is not the agent `ann`.
 * The tenant comes from the token only, never from an argument.
 */
export interface Caller {
  readonly tenant: string;
  readonly kind: PrincipalKind;
  readonly id: string;
  readonly scopes: ReadonlySet<string>;
  /** When the token expires, in milliseconds since 1970. */
  readonly expiresAt: number;
}

/** Returns the identifier of a principal within its tenant, as in `LogRecord.by`. */
export const principalOf = ({ kind, id }: Pick<Caller, 'kind' | 'id'>): string => `${kind}:${id}`;

/** Checks a tenant name of a token or the command line. Names are restricted because they are part of keys, paths and log messages. */
export const isTenantName = (name: string): boolean => /^[a-z0-9](?:[a-z0-9._-]{0,61}[a-z0-9])?$/i.test(name);
