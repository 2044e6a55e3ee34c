import type { ExecutionResult } from 'graphql';
import type { Caller } from '../auth/index.ts';
import type { GraphContext } from '../graph/index.ts';

/** What one request, or one event of a subscription, carries through the stitched graph. */
export interface GatewayContext {
  readonly graph: GraphContext;
  /** Who asks, as of the moment: a subscription outlives a token that is renewed. */
  readonly caller: () => Caller;
  /** What the guards of `enforce` look at. */
  readonly principal: GraphContext['principal'];
  /** Where a subscription is opened. */
  readonly opening?: SubscriptionOpening;
  /** What is to be joined: it came of a subscription that is open. */
  readonly event?: ExecutionResult;
}

export interface SubscriptionOpening {
  /** Events as a subgraph tells them, with nothing of the others. */
  events?: AsyncIterator<ExecutionResult>;
  /** Gets the place in the log of each event of ours, in order: the stitched graph itself knows nothing of places. */
  readonly positions: (string | undefined)[];
}

export const createGatewayContext = (
  graph: GraphContext,
  {
    caller = () => graph.caller,
    ...more
  }: Partial<Pick<GatewayContext, 'caller' | 'opening' | 'event'>> = {},
): GatewayContext => ({ graph, caller, principal: graph.principal, ...more });
