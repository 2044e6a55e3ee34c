import {
  rebuildProjections,
  type EventIds,
  type EventLog,
  type RebuildOptions,
} from '../../eventlog/index.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Logger } from '../../kernel/logger.ts';
import { LogSubscriptions, type ChangeStream } from '../../realtime/index.ts';
import type { Storage } from '../../storage/index.ts';
import { readSdl } from '../shared/sdl.ts';
import type { Entity, Subgraph } from '../shared/subgraph.ts';
import { foldInteraction, notStarted, type InteractionState } from './model/index.ts';
import { createInteractionOperations, refusalPayload } from './operations/index.ts';
import type { AgentPort } from '../shared/agent-port.ts';
import type { FlowPort, HistoryPort } from './dependencies.ts';
import { createInteractionResolvers, paths } from './resolvers.ts';
import { createRouting, type RoutingSettings } from './routing/router.ts';
import { createProjector } from './projector.ts';
import { createInteractionStore } from './store.ts';
import { createSweeper } from './routing/sweeps.ts';

export type { EventRecord, ParticipantRecord } from './events.ts';
export type { InteractionState } from './model/index.ts';
export type {
  InteractionPage,
  MessagePage,
  NotificationRecord,
  OperationOutcome,
  TypingRecord,
} from './operations/index.ts';

/** What this domain lives on. */
export interface InteractionSurroundings {
  readonly storage: Storage;
  readonly log: EventLog;
  readonly ids: EventIds;
  readonly changeStream: ChangeStream;
  readonly agents: AgentPort;
  readonly flows: FlowPort;
  readonly history: HistoryPort;
  readonly clock: Clock;
  readonly logger: Logger;
}

export function createInteractions(surroundings: InteractionSurroundings, settings: RoutingSettings) {
  const { storage, log, ids, changeStream, agents, flows, history, clock, logger } = surroundings;
  const store = createInteractionStore(storage);
  const settler = createProjector(store, log, { agents, flows, history }, clock);
  const streams = log.streams<InteractionState>(
    {
      kind: 'interaction',
      initial: notStarted,
      fold: foldInteraction,
      snapshot: (...named) => store.snapshot(...named),
    },
    settler,
  );
  const routing = createRouting(store, streams, settler, agents, clock, logger, settings);
  const subscriptions = new LogSubscriptions(log, streams.heads, changeStream);
  const operations = createInteractionOperations({
    store,
    log,
    streams,
    subscriptions,
    changeStream,
    ids,
    agents,
    flows,
    routing,
    clock,
  });
  const interaction: Entity<'Interaction', InteractionState> = {
    type: 'Interaction',
    key: 'interactionId',
    load: operations.readInteractions,
    deletable: true,
  };
  const subgraph: Subgraph = {
    name: 'interactions',
    typeDefs: readSdl('interactions'),
    resolvers: createInteractionResolvers(operations),
    entities: [interaction],
    paths,
    refusalPayloads: { OperationPayload: refusalPayload },
  };
  return {
    subgraph,
    operations,
    background: createSweeper(store, log, routing, clock, logger),
    rebuild: (options: RebuildOptions) =>
      rebuildProjections(
        log,
        streams.heads,
        async (tenant, head) => {
          await store.project(tenant, head.state, clock.now(), true);
          await settler.project(tenant, head);
        },
        options,
      ),
  };
}
