import { SwitchboardError } from './errors.ts';

/** A token, or a function that returns one. The function is called again shortly before the last token expires. */
export type Token = string | (() => string | Promise<string>);

/** A token is renewed when this share of its lifetime is left, but no earlier than `maxMarginMs` before it expires. */
const renewalShare = 0.2;
const maxMarginMs = 60_000;

/** Caches a token until it is about to expire. The expiry is read from the token without a check of its signature. */
export class TokenSource {
  readonly #token: Token;
  #cached: { readonly token: string; readonly renewAt: number } | undefined;
  #pending: Promise<string> | undefined;

  constructor(token: Token) {
    this.#token = token;
  }

  get isRenewable(): boolean {
    return typeof this.#token === 'function';
  }

  /** @throws NO_TOKEN */
  async current(): Promise<string> {
    const getToken = this.#token;
    if (typeof getToken === 'string') return getToken;
    if (this.#cached !== undefined && Date.now() < this.#cached.renewAt) return this.#cached.token;
    // Concurrent callers share one request.
    this.#pending ??= this.#request(getToken).finally(() => {
      this.#pending = undefined;
    });
    return this.#pending;
  }

  /** Time of the next renewal in milliseconds since 1970; undefined for a token without an expiry. */
  get renewAt(): number | undefined {
    return this.#cached?.renewAt;
  }

  /** Drops the cached token after the server has rejected it. */
  invalidate(): void {
    this.#cached = undefined;
  }

  async #request(getToken: () => string | Promise<string>): Promise<string> {
    let token;
    try {
      token = await getToken();
    } catch (cause) {
      throw new SwitchboardError('NO_TOKEN', 'The token function failed.', { cause });
    }
    const expiresAt = expiryOf(token);
    if (expiresAt === undefined) this.#cached = undefined;
    else {
      const now = Date.now();
      const margin = Math.min(maxMarginMs, (expiresAt - now) * renewalShare);
      this.#cached = { token, renewAt: expiresAt - margin };
    }
    return token;
  }
}

/** Returns the `exp` of a JWT in milliseconds since 1970; undefined if there is none or the token is not a JWT. */
function expiryOf(token: string): number | undefined {
  try {
    const [, payload = ''] = token.split('.');
    // `atob` suffices: `exp` is ASCII.
    const claims = JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/'))) as { exp?: unknown };
    return typeof claims.exp === 'number' ? claims.exp * 1000 : undefined;
  } catch {
    return undefined;
  }
}
