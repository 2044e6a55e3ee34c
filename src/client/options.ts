import type { Token } from './token-source.ts';

export interface SwitchboardOptions {
  /** Of the graph, as `https://switchboard.example/graphql`. On a page, a path alone is one on its own server. */
  readonly url: string;
  /** A token, or what gets one: it is called again before a token ends, and when the server does not take it. */
  readonly token: Token;
  /** The constructor of WebSockets, where the platform has none: `ws` for Node 20. */
  readonly webSocketImpl?: unknown;
  /** In place of the platform's own `fetch`. */
  readonly fetch?: typeof fetch;
  /** How often an operation is sent at most, 8 if left out: for about ten seconds. Subscriptions try for as long as they are wanted. */
  readonly attempts?: number;
  /** How long one answer may take, in milliseconds; 10,000 if left out. */
  readonly timeoutMs?: number;
  /** How often an open socket is asked whether the server is still there, in milliseconds; 10,000 if left out. */
  readonly keepAliveMs?: number;
  /** How many events a subscription keeps for who asks for them; 256 if left out. */
  readonly buffer?: number;
}

export interface KeyOption {
  /** The operation's key, to repeat it later with. One is made, if left out. */
  readonly key?: string;
}

export interface SignalOption {
  /** Ends the subscription, as leaving the loop does. */
  readonly signal?: AbortSignal;
}

export interface FollowOptions extends SignalOption {
  /** The last event that is known: only what came after it. */
  readonly after?: string | undefined;
  /** Begin with the interaction's first event. */
  readonly fromStart?: boolean;
}
