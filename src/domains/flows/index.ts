import {
  createProjectionCatchUp,
  rebuildProjections,
  type EventIds,
  type EventLog,
  type Head,
  type RebuildOptions,
} from '../../eventlog/index.ts';
import type { Clock } from '../../kernel/clock.ts';
import { createLogSubscriptions, foldedStreams, type ChangeStream } from '../../realtime/index.ts';
import type { Storage } from '../../storage/index.ts';
import { createIntervalLoop, combineLoops } from '../../kernel/interval-loop.ts';
import { readSdl, type Entity, type Subgraph } from '../shared/subgraph.ts';
import { logFailure, type Logger } from '../../kernel/logger.ts';
import { createFlowImports } from './imports/index.ts';
import { foldFlow, initialFlow, type FlowState } from './model/index.ts';
import { createNumberPool, type ConfiguredNumber } from './numbers/pool.ts';
import { createNumberStore } from './numbers/store.ts';
import { createFlowOperations } from './operations.ts';
import { createFlowPhotos, type PhotoSettings } from './photos/index.ts';
import { createFlowPort } from './port.ts';
import { createFlowResolvers, flowPaths } from './resolvers.ts';
import type { FlowDependencies, FlowSettings } from './dependencies.ts';
import { projectFlow } from './projector.ts';
import { createFlowStore } from './store.ts';
import { sweepIdleFlows, sweepNumbers } from './sweeps.ts';

export type * from './records.ts';

export interface FlowOptions {
  readonly storage: Storage;
  readonly log: EventLog;
  readonly ids: EventIds;
  readonly changeStream: ChangeStream;
  readonly clock: Clock;
  readonly logger: Logger;
}

const sweepMs = 1000;
/** The interval of sweeps that only repair what dead processes left. */
const repairMs = 5000;

export function createFlows(
  { storage, log, ids, changeStream, clock, logger }: FlowOptions,
  settings: FlowSettings & PhotoSettings & { readonly numbers: readonly ConfiguredNumber[] },
) {
  const store = createFlowStore(storage);
  const numbers = createNumberPool(createNumberStore(storage), clock, settings.numbers);
  const project = (tenant: string, head: Head<FlowState>, overwrite?: boolean) =>
    projectFlow({ store, numbers }, tenant, head, overwrite);
  const streams = log.streams<FlowState>(
    { kind: 'flow', initial: initialFlow, fold: foldFlow, snapshot: (...named) => store.snapshot(...named) },
    { written: (tenant, _stream, head) => project(tenant, head) },
  );
  const subscriptions = createLogSubscriptions(log, foldedStreams(streams.heads), changeStream);
  const deps: FlowDependencies = { store, numbers, log, streams, subscriptions, ids, clock, settings };
  const operations = createFlowOperations(deps);
  const photos = createFlowPhotos({ storage, flows: operations, clock, settings });
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
      await project(tenant, await streams.heads.refresh(tenant, id, 'local'));
      return true;
    },
  });
  const onError = logFailure(logger, 'a sweep of flows failed; it will be repeated');

  return {
    subgraph,
    operations,
    photos,
    port: createFlowPort(deps),
    importer: createFlowImports({ storage, flows: store, clock, country: settings.country }),
    background: combineLoops(
      createIntervalLoop(repairMs, catchUp, onError),
      createIntervalLoop(sweepMs, () => sweepIdleFlows(deps, onError), onError),
      createIntervalLoop(repairMs, () => sweepNumbers(deps), onError),
      createIntervalLoop(repairMs, () => photos.sweep(), onError),
    ),
    rebuild: (options: RebuildOptions) =>
      rebuildProjections(log, streams.heads, (tenant, head) => project(tenant, head, true), options),
  };
}
