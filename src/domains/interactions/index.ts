import {
  rebuildProjections,
  type EventIds,
  type EventLog,
  type RebuildOptions,
} from '../../eventlog/index.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Logger } from '../../kernel/logger.ts';
import { createLogSubscriptions, foldedStreams, type ChangeStream } from '../../realtime/index.ts';
import type { Storage } from '../../storage/index.ts';
import type { AgentPort } from '../shared/agent-port.ts';
import { readSdl, type Entity, type Subgraph } from '../shared/subgraph.ts';
import type { FlowPort, HistoryPort, InteractionDependencies, RoutingSettings } from './dependencies.ts';
import { eventTypes, type EventRecord, type EventType } from './model/index.ts';
import { foldInteraction, initialInteraction, type InteractionState } from './model/index.ts';
import { createInteractionOperations } from './operations.ts';
import { projectInteraction, projectRecords } from './projector.ts';
import { createInteractionResolvers, paths } from './resolvers.ts';
import { createRoutingState, startRouting } from './routing/router.ts';
import { createSweeper } from './routing/sweeps.ts';
import { createInteractionStore } from './store.ts';

export { interactionIdOf } from './commands/conversation.ts';
export type * from './records.ts';

export interface InteractionOptions {
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

export function createInteractions({ storage, ...options }: InteractionOptions, settings: RoutingSettings) {
  const { log } = options;
  const store = createInteractionStore(storage);
  const projectorDeps = { store, ...options };
  const streams = log.streams<InteractionState>(
    {
      kind: 'interaction',
      initial: initialInteraction,
      fold: foldInteraction,
      snapshot: (...key) => store.snapshot(...key),
    },
    {
      written: (tenant, _stream, head, records) => projectRecords(projectorDeps, tenant, head, records),
    },
  );
  const deps: InteractionDependencies = {
    ...projectorDeps,
    streams,
    subscriptions: createLogSubscriptions(log, foldedStreams(streams.heads), options.changeStream),
    settings,
    routing: createRoutingState(),
  };
  startRouting(deps);
  const operations = createInteractionOperations(deps);
  const interaction: Entity<'Interaction', InteractionState> = {
    type: 'Interaction',
    key: 'interactionId',
    load: operations.readInteractions,
    deletable: true,
    isPersonal: () => true,
  };
  const events = eventTypes.map((type): Entity<EventType, EventRecord> => ({
    type,
    key: 'eventKey',
    load: (caller, keys) => operations.readEventsByKey(type, caller, keys),
    deletable: true,
    isPersonal: () => true,
  }));
  const subgraph: Subgraph = {
    name: 'interactions',
    typeDefs: readSdl('interactions'),
    resolvers: createInteractionResolvers(operations),
    entities: [interaction, ...events],
    paths,
  };
  return {
    subgraph,
    operations,
    background: createSweeper(deps),
    rebuild: (rebuildOptions: RebuildOptions) =>
      rebuildProjections(
        log,
        streams.heads,
        async (tenant, head) => {
          await store.project(tenant, head.state, deps.clock.now(), true);
          await projectInteraction(deps, tenant, head);
        },
        rebuildOptions,
      ),
  };
}
