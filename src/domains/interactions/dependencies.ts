import type { Appender, EventIds, EventLog, Heads } from '../../eventlog/index.ts';
import type { ChangeStream, LogSubscriptions } from '../../realtime/index.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { AgentPort } from '../shared/agent-port.ts';
import type { CompletedInteraction } from '../shared/completed-interaction.ts';
import type { InteractionState } from './model/index.ts';
import type { Routing } from './routing/router.ts';
import type { InteractionStore } from './store.ts';

/** The flows' operations that an interaction started from a flow uses. `app.ts` passes it in. */
export interface FlowPort {
  /** Returns whether the flow exists and this customer may start an interaction from it. */
  mayStartFrom(tenant: string, interactionUniqueId: string, customer: string): Promise<boolean>;
  /** Records on the flow that the interaction was started from it. Idempotent. */
  recordInteraction(tenant: string, interactionUniqueId: string, interactionId: string): Promise<void>;
}

/** The history of completed interactions in the other domains. `app.ts` passes it in. */
export interface HistoryPort {
  /** Idempotent. */
  record(tenant: string, completed: CompletedInteraction): Promise<void>;
}

/** The dependencies of this domain's operations. */
export interface InteractionDependencies {
  readonly store: InteractionStore;
  readonly log: EventLog;
  readonly streams: {
    readonly heads: Heads<InteractionState>;
    readonly appender: Appender<InteractionState>;
  };
  readonly subscriptions: LogSubscriptions<InteractionState>;
  readonly changeStream: ChangeStream;
  readonly ids: EventIds;
  readonly agents: AgentPort;
  readonly flows: FlowPort;
  readonly routing: Routing;
  readonly clock: Clock;
}
