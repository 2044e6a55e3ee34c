import {
  createProjectionCatchUp,
  rebuildProjections,
  type EventIds,
  type EventLog,
  type RebuildOptions,
} from '../../eventlog/index.ts';
import type { Clock } from '../../kernel/clock.ts';
import { LogSubscriptions, type ChangeStream } from '../../realtime/index.ts';
import type { Storage } from '../../storage/index.ts';
import { createIntervalLoop, combineLoops } from '../../kernel/interval-loop.ts';
import { readSdl } from '../shared/sdl.ts';
import type { Entity, Subgraph } from '../shared/subgraph.ts';
import { logFailure, type Logger } from '../../kernel/logger.ts';
import { createFlowImports } from './imports/index.ts';
import { foldFlow, notStarted, type FlowState } from './model/index.ts';
import { createNumberPool, type ConfiguredNumber } from './numbers/pool.ts';
import { createNumberStore } from './numbers/store.ts';
import { createFlowOperations } from './operations/index.ts';
import { createFlowPhotos, type PhotoSettings } from './photos/index.ts';
import { createFlowPort } from './port.ts';
import { createFlowResolvers, flowPaths } from './resolvers.ts';
import type { FlowDependencies, FlowSettings } from './dependencies.ts';
import { createProjector } from './projector.ts';
import { createFlowStore } from './store.ts';
import { createIdleSweep, createNumberSweep } from './sweeps.ts';

export type { FlowState, FlowStep, FlowSummary, FlowVariable, FlowVariableSet } from './model/index.ts';
export type { FlowPage } from './operations/index.ts';
export type { PhotoOfFlow } from './resolvers.ts';

/** What this domain lives on. */
export interface FlowSurroundings {
  readonly storage: Storage;
  readonly log: EventLog;
  readonly ids: EventIds;
  readonly changeStream: ChangeStream;
  readonly clock: Clock;
  readonly logger: Logger;
}

const sweepMs = 1000;
/** Rarer work: what only a process that died leaves. */
const mendMs = 5000;

export function createFlows(
  { storage, log, ids, changeStream, clock, logger }: FlowSurroundings,
  settings: FlowSettings & PhotoSettings & { readonly numbers: readonly ConfiguredNumber[] },
) {
  const store = createFlowStore(storage);
  const numbers = createNumberPool(createNumberStore(storage), clock, settings.numbers);
  const settle = createProjector(store, numbers);
  const streams = log.streams<FlowState>(
    { kind: 'flow', initial: notStarted, fold: foldFlow, snapshot: (...named) => store.snapshot(...named) },
    { written: (tenant, _stream, head) => settle(tenant, head) },
  );
  const subscriptions = new LogSubscriptions(log, streams.heads, changeStream);
  const room: FlowDependencies = { store, numbers, log, streams, subscriptions, ids, clock, settings };
  const operations = createFlowOperations(room);
  const photos = createFlowPhotos({ storage, appender: operations, clock, settings });
  const flow: Entity<'InteractionFlow', FlowState> = {
    type: 'InteractionFlow',
    key: 'interactionUniqueId',
    load: operations.readFlows,
    deletable: true,
  };
  const subgraph: Subgraph = {
    name: 'flows',
    typeDefs: readSdl('flows'),
    resolvers: createFlowResolvers(operations, photos),
    entities: [flow],
    paths: flowPaths,
  };
  const catchUp = createProjectionCatchUp(log, clock, {
    kind: 'flow',
    projectedSeq: (...named) => store.projectedSeq(...named),
    async reproject(tenant, id) {
      await settle(tenant, await streams.heads.refresh(tenant, id, 'local'));
      return true;
    },
  });
  const tryAgain = logFailure(logger, 'flows could not be looked after; trying again');

  return {
    subgraph,
    operations,
    photos,
    port: createFlowPort(room),
    importer: createFlowImports({ storage, flows: store, clock, country: settings.country }),
    background: combineLoops(
      createIntervalLoop(mendMs, catchUp, tryAgain),
      createIntervalLoop(sweepMs, createIdleSweep(room, tryAgain), tryAgain),
      createIntervalLoop(mendMs, createNumberSweep(room), tryAgain),
      createIntervalLoop(mendMs, () => photos.sweep(), tryAgain),
    ),
    rebuild: (options: RebuildOptions) =>
      rebuildProjections(log, streams.heads, (tenant, head) => settle(tenant, head, true), options),
  };
}
