import type { ExecutionResult } from 'graphql';
import type { Caller } from '../auth/index.ts';
import type { GraphContext } from '../graph/index.ts';

/** Context of one request, or of one event of a subscription, in the stitched graph. */
export interface GatewayContext {
  readonly graph: GraphContext;
  /** Returns the current caller. It changes when the client renews its token during a subscription. */
  readonly caller: () => Caller;
  /** Read by the checks of `addAuthorization`. */
  readonly principal: GraphContext['principal'];
  /** Present while a subscription is opened. */
  readonly opening?: SubscriptionOpening;
  /** Event of an open subscription that is to be joined. */
  readonly event?: ExecutionResult;
}

export interface SubscriptionOpening {
  /** Events of the subgraph, without the fields of other subgraphs. */
  events?: AsyncIterator<ExecutionResult>;
  /** Positions of the local subgraph's events, in order. They have no place in a GraphQL result. */
  readonly positions: (string | undefined)[];
  /** The position at which the client resumes. */
  readonly lastEventId: string | undefined;
}

export const createGatewayContext = (
  graph: GraphContext,
  {
    caller = () => graph.caller,
    ...more
  }: Partial<Pick<GatewayContext, 'caller' | 'opening' | 'event'>> = {},
): GatewayContext => ({ graph, caller, principal: graph.principal, ...more });
