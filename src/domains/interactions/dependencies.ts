import type { Appender, EventIds, EventLog, Heads } from '../../eventlog/index.ts';
import type { ChangeStream, LogSubscriptions } from '../../realtime/index.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Logger } from '../../kernel/logger.ts';
import type { AgentPort } from '../shared/agent-port.ts';
import type { CompletedInteraction } from '../shared/completed-interaction.ts';
import type { InteractionState } from './model/index.ts';
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

export interface RoutingSettings {
  /** How long an agent may take to answer an offer, in milliseconds. */
  readonly offerTimeoutMs: number;
  /** How long an interaction is not offered again to an agent who did not accept it, in milliseconds. */
  readonly reofferDelayMs: number;
}

/** The routing state of this process. */
export interface RoutingState {
  /** The interactions being routed, by `tenant:interactionId`. */
  readonly runs: Map<string, RoutingRun>;
  /** The timers of open offers. */
  readonly timers: Set<NodeJS.Timeout>;
  stopped: boolean;
}

export interface RoutingRun {
  /** Whether routing was requested again during the run, which may have missed the latest change. */
  again: boolean;
  result: Promise<boolean>;
}

/** The dependencies of the projector. */
export interface ProjectorDependencies {
  readonly store: InteractionStore;
  readonly log: EventLog;
  readonly agents: AgentPort;
  readonly flows: FlowPort;
  readonly history: HistoryPort;
  readonly clock: Clock;
}

/** The dependencies of this domain's operations. */
export interface InteractionDependencies extends ProjectorDependencies {
  readonly streams: {
    readonly heads: Heads<InteractionState>;
    readonly appender: Appender<InteractionState>;
  };
  readonly subscriptions: LogSubscriptions<InteractionState>;
  readonly changeStream: ChangeStream;
  readonly ids: EventIds;
  readonly logger: Logger;
  readonly settings: RoutingSettings;
  readonly routing: RoutingState;
}
