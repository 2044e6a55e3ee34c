import type { Appender, EventIds, EventLog, Heads } from '../../eventlog/index.ts';
import type { ChangeStream, LogSubscriptions } from '../../realtime/index.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { InteractionState } from './model/index.ts';
import type { AgentPort, FlowPort } from './ports.ts';
import type { Routing } from './routing.ts';
import type { InteractionStore } from './store.ts';

/** What the operations of this domain share; made in index.ts. */
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
