import type { Caller } from '../auth/index.ts';
import type { GraphContext, PreparedSubscription } from '../graph/index.ts';

/** The sender of an operation, and the abilities of its transport. */
export interface Sender {
  readonly principal: Caller | undefined;
  /** Counts an operation against the caller's rate. @throws RATE_LIMITED */
  readonly spend: () => void;
  /** Set if the transport can carry subscriptions. */
  readonly subscriptions?: SubscriptionTransport;
}

export interface SubscriptionTransport {
  /** Returns the caller with the current token: a client may renew it during a subscription. */
  readonly caller: () => Caller;
  /** @throws DomainError or GraphQLError if the connection has reached its limit of subscriptions */
  readonly admit: () => void;
}

/** Apollo Server's context value. Apollo clones it for each operation, so results are returned in `output`, which the clones share. */
export class OperationContext {
  readonly sender: Sender;
  readonly graph: GraphContext;
  readonly output: { subscription?: PreparedSubscription } = {};

  constructor(sender: Sender, graph: GraphContext) {
    this.sender = sender;
    this.graph = graph;
  }
}
