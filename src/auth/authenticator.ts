import { createRemoteJWKSet, errors, jwtVerify, type JWTPayload, type JWTVerifyOptions } from 'jose';
import { LRUCache } from 'lru-cache';
import type { Clock } from '../kernel/clock.ts';
import { DomainError, unauthenticated } from '../kernel/errors.ts';
import { importSecret, secretAlgorithm } from './secret.ts';
import { kindOf, type PrincipalKind } from './scopes.ts';

/**
 * The authenticated principal of a request. A principal is identified by tenant, kind and id: the customer `ann` is not the agent `ann`.
 * The tenant comes from the token only, never from an argument.
 */
export interface Caller {
  readonly tenant: string;
  readonly kind: PrincipalKind;
  readonly id: string;
  readonly scopes: ReadonlySet<string>;
  /** When the token stops being accepted, by `performance.now()`: that clock is not affected if the time of the host is set. */
  readonly expiresAt: number;
}

/** Returns the identifier of a principal within its tenant, as in `LogRecord.by`. */
export const principalOf = ({ kind, id }: Pick<Caller, 'kind' | 'id'>): string => `${kind}:${id}`;

/** Checks a tenant name of a token or the command line. Names are restricted because they are part of keys, paths and log messages. */
export const isTenantName = (name: string): boolean => /^[a-z0-9](?:[a-z0-9._-]{0,61}[a-z0-9])?$/i.test(name);

export interface AuthenticatorOptions {
  /** Judges the times in tokens. */
  readonly clock: Clock;
  /** The keys that verify tokens: a shared secret (HS256) or the public keys of an identity provider. */
  readonly keys: { readonly secret: string } | { readonly jwksUrl: URL };
  readonly issuer?: string | undefined;
  readonly audience?: string | undefined;
  readonly claims: { readonly username: string; readonly tenant: string; readonly scope: string };
  /** The tenants that are served. Undefined: all tenants. */
  readonly tenants?: ReadonlySet<string> | undefined;
}

export interface Authenticator {
  /**
   * Returns the caller of a request.
   * @param authorization the value of the `Authorization` header
   * @returns undefined if there is no header
   * @throws UNAUTHENTICATED for every invalid token, with the same message for every reason; UNAVAILABLE if the keys of the identity
   * provider cannot be read
   */
  authenticate(authorization: string | undefined): Promise<Caller | undefined>;
  /** Returns the token of a caller, to forward it to trusted subgraphs. It must not be logged or sent to clients. */
  tokenOf(caller: Caller): string | undefined;
}

const asymmetricAlgorithms = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
];
const maxTokenLength = 8192;
const maxCachedTokens = 10_000;
/** The clocks of the identity provider and of this system may differ this much: `exp` and `nbf` have this leeway. */
const leewaySeconds = 60;
/** The longest time for which a token stays valid after its key was withdrawn. */
const maxCachedMs = 5 * 60_000;

export async function createAuthenticator(options: AuthenticatorOptions): Promise<Authenticator> {
  const verify = await createVerifier(options);
  // Verifying a signature costs more than the rest of a small request, and clients send the same token with every request.
  const callers = new LRUCache<string, Caller>({
    max: maxCachedTokens,
    ttlResolution: 0,
    perf: { now: () => options.clock.now().getTime() },
  });
  // Not a property of the caller: code that receives a caller must not receive its token.
  const tokens = new WeakMap<Caller, string>();

  async function callerOf(token: string): Promise<Caller> {
    const cached = callers.get(token);
    if (cached !== undefined) return cached;
    const caller = toCaller(await verify(token), options);
    if (caller === undefined) throw unauthenticated();
    tokens.set(caller, token);
    const lifetimeMs = caller.expiresAt - performance.now();
    if (lifetimeMs > 0) callers.set(token, caller, { ttl: Math.min(lifetimeMs, maxCachedMs) });
    return caller;
  }

  return {
    async authenticate(authorization) {
      if (authorization === undefined) return undefined;
      const token = /^Bearer +(\S+)$/i.exec(authorization)?.[1];
      if (token === undefined || token.length > maxTokenLength) throw unauthenticated();
      return callerOf(token);
    },
    tokenOf: (caller) => tokens.get(caller),
  };
}

async function createVerifier(
  options: AuthenticatorOptions,
): Promise<(token: string) => Promise<JWTPayload>> {
  const checks: JWTVerifyOptions = { requiredClaims: ['exp'], clockTolerance: leewaySeconds };
  if (options.issuer !== undefined) checks.issuer = options.issuer;
  if (options.audience !== undefined) checks.audience = options.audience;

  // The kind of key determines the algorithms, not the token. Otherwise a public key could be used as an HMAC secret.
  if ('secret' in options.keys) {
    const key = await importSecret(options.keys.secret);
    checks.algorithms = [secretAlgorithm];
    return (token) =>
      jwtVerify(token, key, { ...checks, currentDate: options.clock.now() }).then(
        ({ payload }) => payload,
        () => {
          throw unauthenticated();
        },
      );
  }
  const keySet = createRemoteJWKSet(options.keys.jwksUrl, { timeoutDuration: 2000 });
  checks.algorithms = asymmetricAlgorithms;
  return (token) =>
    jwtVerify(token, keySet, { ...checks, currentDate: options.clock.now() }).then(
      ({ payload }) => payload,
      (error: unknown) => {
        throw isKeySetFailure(error) ? keysUnavailable(error) : unauthenticated();
      },
    );
}

const keysUnavailable = (cause: unknown): DomainError =>
  new DomainError(
    'UNAVAILABLE',
    "The identity provider's keys cannot be read; try again shortly.",
    {},
    cause,
  );

/** Whether the identity provider did not respond, or not with keys, so that the token is not at fault. */
const isKeySetFailure = (error: unknown): boolean =>
  !(error instanceof errors.JOSEError) ||
  error instanceof errors.JWKSTimeout ||
  error instanceof errors.JWKSInvalid ||
  error.code === 'ERR_JOSE_GENERIC';

function toCaller(payload: JWTPayload, { claims, tenants, clock }: AuthenticatorOptions): Caller | undefined {
  const id = claimOf(payload, claims.username);
  const tenant = claimOf(payload, claims.tenant);
  const scopes = scopesOf(claimOf(payload, claims.scope));
  if (typeof id !== 'string' || id === '' || id.length > 256) return undefined;
  if (typeof tenant !== 'string' || !isTenantName(tenant)) return undefined;
  if (tenants !== undefined && !tenants.has(tenant)) return undefined;
  const kind = kindOf(scopes);
  if (kind === undefined || payload.exp === undefined) return undefined;
  const lifetimeMs = (payload.exp + leewaySeconds) * 1000 - clock.now().getTime();
  return { tenant, kind, id, scopes, expiresAt: performance.now() + lifetimeMs };
}

/** Returns a claim. Identity providers use URLs as names (with dots) or nest claims (`realm_access.roles`): the whole name is tried first. */
function claimOf(payload: JWTPayload, name: string): unknown {
  if (Object.hasOwn(payload, name)) return payload[name];
  let value: unknown = payload;
  for (const part of name.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined;
    value = (value as Record<string, unknown>)[part];
  }
  return value;
}

/** Parses scopes. OAuth 2 defines one string with spaces between the scopes; some identity providers send a list. */
function scopesOf(claim: unknown): ReadonlySet<string> {
  const words: unknown[] = typeof claim === 'string' ? claim.split(' ') : Array.isArray(claim) ? claim : [];
  return new Set(words.filter((word): word is string => typeof word === 'string' && word !== ''));
}
