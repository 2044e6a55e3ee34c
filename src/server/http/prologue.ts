import type { IncomingMessage } from 'node:http';
import type { Authenticator, Caller } from '../../auth/index.ts';
import { unauthenticated } from '../../kernel/errors.ts';
import type { PresencePort } from '../connections.ts';
import type { RateLimiter, RateAccount } from './rate-limit.ts';

/** The steps that come before every request and every operation: identify the caller, count against the rate limit, record presence. */
export interface Prologue {
  readonly authenticator: Authenticator;
  readonly limiter: RateLimiter;
  readonly presence: PresencePort;
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
  const { authenticator, limiter } = prologue;
  const address = request.socket.remoteAddress;
  const caller = await authenticator.authenticate(authorization).catch((error: unknown) => {
    // An invalid token counts against the address, so that tokens cannot be guessed at full speed.
    limiter.open(undefined, address);
    throw error;
  });
  return {
    caller,
    account: caller === undefined ? limiter.open(undefined, address) : admitCaller(prologue, caller),
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

/** Admits a request that needs no token, such as a signed link or a WebSocket upgrade. It counts against its address. @throws RATE_LIMITED */
export function admitAnonymous({ limiter }: Pick<Prologue, 'limiter'>, { socket }: IncomingMessage): void {
  limiter.open(undefined, socket.remoteAddress);
}
