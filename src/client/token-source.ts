import { SwitchboardError } from './errors.ts';

/** A token, or where to get one: asked again when the last one is about to end. */
export type Token = string | (() => string | Promise<string>);

/** A token is renewed when this share of its time is left, and at the latest so long before its end. */
const lastShare = 0.2;
const longestMarginMs = 60_000;

/** Keeps a token for as long as it is good. What it says of itself is believed: the server has the last word. */
export class TokenSource {
  readonly #token: Token;
  #kept: { readonly token: string; readonly renewAt: number } | undefined;
  #asked: Promise<string> | undefined;

  constructor(token: Token) {
    this.#token = token;
  }

  /** Whether another one can be had. */
  get isRenewable(): boolean {
    return typeof this.#token === 'function';
  }

  /** @throws NO_TOKEN */
  async current(): Promise<string> {
    const give = this.#token;
    if (typeof give === 'string') return give;
    if (this.#kept !== undefined && Date.now() < this.#kept.renewAt) return this.#kept.token;
    // Who asks while another one waits gets the same.
    this.#asked ??= this.#ask(give).finally(() => {
      this.#asked = undefined;
    });
    return this.#asked;
  }

  /** When to look for the next one; nothing for one that does not say when it ends. */
  get renewAt(): number | undefined {
    return this.#kept?.renewAt;
  }

  /** The server does not take it any more: clocks differ, and keys change. */
  spent(): void {
    this.#kept = undefined;
  }

  async #ask(give: () => string | Promise<string>): Promise<string> {
    let token;
    try {
      token = await give();
    } catch (cause) {
      throw new SwitchboardError('NO_TOKEN', 'No token could be had.', { cause });
    }
    const expiresAt = expiryOf(token);
    if (expiresAt === undefined) this.#kept = undefined;
    else {
      const now = Date.now();
      const margin = Math.min(longestMarginMs, (expiresAt - now) * lastShare);
      this.#kept = { token, renewAt: expiresAt - margin };
    }
    return token;
  }
}

/** The `exp` of a JWT, in milliseconds since 1970. Nothing for what is no JWT, or has none. */
function expiryOf(token: string): number | undefined {
  try {
    const [, payload = ''] = token.split('.');
    // Only its ASCII matters here.
    const claims = JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/'))) as { exp?: unknown };
    return typeof claims.exp === 'number' ? claims.exp * 1000 : undefined;
  } catch {
    return undefined;
  }
}
