import type { PrincipalKind } from './scopes.ts';

/**
 * Who asks. A principal is (tenant, kind, id): the customer `ann` is never the agent `ann`. The tenant comes from the token alone;
 * no argument names it.
 */
export interface Caller {
  readonly tenant: string;
  readonly kind: PrincipalKind;
  readonly id: string;
  readonly scopes: ReadonlySet<string>;
  /** When the token ends, in milliseconds since 1970. */
  readonly expiresAt: number;
}

/** A principal within its tenant, as the log names who did something. */
export const principalOf = ({ kind, id }: Pick<Caller, 'kind' | 'id'>): string => `${kind}:${id}`;

/** Tenants are named by tokens and on the command line; a name that could confuse a key, a path or a log is no name. */
export const isTenantName = (name: string): boolean => /^[a-z0-9](?:[a-z0-9._-]{0,61}[a-z0-9])?$/i.test(name);
