import type { IncomingMessage } from 'node:http';
import type { Authenticator, Caller } from '../../auth/index.ts';
import { unauthenticated } from '../../kernel/errors.ts';
import type { PresencePort } from '../connections.ts';
import type { ClientAddress } from './client-address.ts';
import type { RateLimiter, RateAccount } from './rate-limit.ts';

/** The steps that come before every request and every operation: identify the caller, count against the rate limit, record presence. */
export interface Prologue {
  readonly authenticator: Authenticator;
  readonly limiter: RateLimiter;
  readonly presence: PresencePort;
  /** Called only for requests without a valid token. */
  readonly addressOf: ClientAddress;
}

export interface Admission {
  readonly caller: Caller | undefined;
  readonly account: RateAccount;
}

/**
 * Identifies the caller of a request. A request without a token is anonymous and counts against its address.
 * @param authorization the `authorization` header, or the value of the header that stands in for it
 * @throws UNAUTHENTICATED for an invalid token, UNAVAILABLE if the identity provider cannot be reached, RATE_LIMITED
 */
export async function admitRequest(
  prologue: Prologue,
  request: IncomingMessage,
  authorization = request.headers.authorization,
): Promise<Admission> {
  const { authenticator, limiter, addressOf } = prologue;
  const caller = await authenticator.authenticate(authorization).catch((error: unknown) => {
    // An invalid token counts against the address, so that tokens cannot be guessed at full speed.
    limiter.open(undefined, addressOf(request));
    throw error;
  });
  return {
    caller,
    account:
      caller === undefined ? limiter.open(undefined, addressOf(request)) : admitCaller(prologue, caller),
  };
}

/**
 * Admits a request that is itself one operation of an authenticated caller.
 * @throws UNAUTHENTICATED, UNAVAILABLE or RATE_LIMITED
 */
export async function admitOperation(
  prologue: Prologue,
  request: IncomingMessage,
  authorization?: string,
): Promise<Caller> {
  const { caller, account } = await admitRequest(prologue, request, authorization);
  if (caller === undefined) throw unauthenticated();
  account.spend();
  return caller;
}

/** Admits a message of a caller who has been identified before. @throws RATE_LIMITED */
export function admitCaller({ limiter, presence }: Prologue, caller: Caller): RateAccount {
  const account = limiter.open(caller, undefined);
  presence.touch(caller);
  return account;
}

/** Counts a request without a token against its address. @throws RATE_LIMITED */
export function admitAnonymous(
  { limiter, addressOf }: Pick<Prologue, 'limiter' | 'addressOf'>,
  request: IncomingMessage,
): void {
  limiter.open(undefined, addressOf(request));
}

/**
 * Admits a WebSocket upgrade. Browsers cannot send a token with it, so that the caller is known only after `connection_init`. Until then
 * the upgrade counts against its address, apart from anonymous requests. An upgrade with a valid token counts against nobody.
 * @param burst the number of upgrades without a caller that an address may have at once
 * @returns the function to call when the caller has been identified: the upgrade no longer counts
 * @throws RATE_LIMITED
 */
export async function admitUpgrade(
  { authenticator, limiter, addressOf }: Prologue,
  request: IncomingMessage,
  burst: number,
): Promise<() => void> {
  const { authorization } = request.headers;
  // The protocol reports an invalid token with a close code.
  const caller =
    authorization === undefined
      ? undefined
      : await authenticator.authenticate(authorization).catch(() => undefined);
  return caller === undefined ? limiter.take(`upgrade:${addressOf(request)}`, burst) : () => undefined;
}
