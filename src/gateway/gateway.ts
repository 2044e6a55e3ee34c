import type { Executor } from '@graphql-tools/utils';
import { setImmediate, setTimeout } from 'node:timers/promises';
import {
  createExecutableGraph,
  type BuiltSubgraph,
  type ExecutableGraph,
  type ExecutionOptions,
  type GraphSource,
} from '../graph/index.ts';
import { messageOf } from '../kernel/errors.ts';
import { createIntervalLoop } from '../kernel/interval-loop.ts';
import type { Logger } from '../kernel/logger.ts';
import type { GatewayContext } from './context.ts';
import { createLocalExecutor } from './local-executor.ts';
import { createRemoteExecutor, readServiceSdl, type RemoteSubgraph } from './remote-executor.ts';
import { createStitchedGraph } from './stitched-graph.ts';
import type { SubgraphOutcome } from './subgraph-errors.ts';
import { composeSupergraph, CompositionError, type SubgraphService } from './supergraph.ts';

export interface GatewayOptions extends ExecutionOptions {
  /** Subgraph of the domains that this process serves. */
  readonly local: BuiltSubgraph;
  /** Whether the local subgraph has any domain. A gateway can serve remote subgraphs only. */
  readonly servesLocal: boolean;
  readonly remotes: readonly RemoteSubgraph[];
  /** Timeout of a request to a subgraph, in milliseconds. */
  readonly timeoutMs: number;
  /** Delay between two requests for a subgraph's schema, in milliseconds. */
  readonly pollMs: number;
  /** Returns the token to forward to a subgraph, or undefined to forward none. */
  readonly tokenFor: (subgraph: string, context: GatewayContext | undefined) => string | undefined;
  /** Called after each request that a client's operation caused. */
  readonly observe: (subgraph: string, outcome: SubgraphOutcome, seconds: number) => void;
  readonly log: Logger;
}

export interface Gateway extends GraphSource {
  /** Starts polling the schemas of the remote subgraphs. */
  start(): void;
  stop(): void;
}

type Sdls = ReadonlyMap<string, string>;

interface GatewayState {
  readonly options: GatewayOptions;
  readonly local: ExecutableGraph;
  readonly executors: ReadonlyMap<string, Executor>;
  readonly listeners: Set<() => void>;
  /** Remote subgraphs whose last request for the schema failed. */
  readonly failing: Set<string>;
  current: ExecutableGraph;
  /** SDLs of the remote subgraphs in the current graph. */
  accepted: Sdls;
  /** SDLs that did not compose with the accepted ones. They are not tried again until an SDL changes. */
  rejected: Sdls;
  stopped: boolean;
}

/** Name of the local subgraph. */
const localName = 'switchboard';

/**
 * Creates a graph of the local subgraph and the remote ones. A remote subgraph that does not answer is left out until it does. If the new
 * schema of a subgraph does not compose, the last one stays in use.
 * @throws if the signal aborts before there is any subgraph to serve
 */
export async function createGateway(options: GatewayOptions, signal: AbortSignal): Promise<Gateway> {
  const { servesLocal, remotes, pollMs, log } = options;
  const local = createExecutableGraph(options.local, options);
  const reachable = new Set<string>();
  const state: GatewayState = {
    options,
    local,
    executors: createExecutors(options, local, reachable),
    listeners: new Set(),
    failing: new Set(),
    current: local,
    accepted: new Map(),
    rejected: new Map(),
    stopped: false,
  };
  await refresh(state);
  // Serve a stitched graph without remote subgraphs too, so that clients see no difference.
  if (servesLocal && state.accepted.size === 0) await serve(state, state.accepted);
  while (!servesLocal && state.accepted.size === 0) {
    await setTimeout(pollMs, undefined, { signal });
    await refresh(state);
  }
  const namesWhere = (joined: boolean) =>
    remotes.flatMap(({ name }) => (state.accepted.has(name) === joined ? [name] : []));
  log.info({ joined: namesWhere(true), missing: namesWhere(false) }, 'subgraphs are joined');

  const polling = createIntervalLoop(
    pollMs,
    () => refresh(state),
    (err) => {
      log.error({ err }, 'the schemas of subgraphs cannot be refreshed');
    },
  );
  return {
    get current() {
      return state.current;
    },
    get remotes() {
      return remotes.map(({ name }) => ({
        name,
        joined: state.accepted.has(name),
        answers: reachable.has(name),
      }));
    },
    onChange(listener) {
      state.listeners.add(listener);
      return () => state.listeners.delete(listener);
    },
    start: polling.start,
    stop() {
      state.stopped = true;
      void polling.stop();
    },
  };
}

/** @param reachable receives the remote subgraphs that answered their last request */
function createExecutors(
  options: GatewayOptions,
  local: ExecutableGraph,
  reachable: Set<string>,
): ReadonlyMap<string, Executor> {
  const remotes = options.remotes.map((remote): [string, Executor] => [
    remote.name,
    createRemoteExecutor(remote, {
      timeoutMs: options.timeoutMs,
      tokenOf: (context) => options.tokenFor(remote.name, context),
      onRequest({ outcome, seconds, forClient }) {
        if (outcome === 'answered') reachable.add(remote.name);
        else reachable.delete(remote.name);
        if (forClient) options.observe(remote.name, outcome, seconds);
      },
    }),
  ]);
  return new Map([[localName, createLocalExecutor(local, options.formatError) as Executor], ...remotes]);
}

/** Requests the schemas of the remote subgraphs and serves those that changed. */
async function refresh(state: GatewayState): Promise<void> {
  const changed = new Map<string, string>();
  await Promise.all(
    state.options.remotes.map(async ({ name }) => {
      const sdl = await readSdl(state, name);
      if (sdl !== undefined && sdl !== state.accepted.get(name)) changed.set(name, sdl);
    }),
  );
  if (state.stopped || [...changed].every(([name, sdl]) => state.rejected.get(name) === sdl)) return;
  // If one of several does not compose, try each of them alone.
  if (!(await tryToServe(state, changed)) && changed.size > 1)
    for (const [name, sdl] of changed) await tryToServe(state, new Map([[name, sdl]]));
}

/** @returns undefined if the subgraph does not answer with an SDL */
async function readSdl(
  { options: { log }, executors, failing }: GatewayState,
  name: string,
): Promise<string | undefined> {
  try {
    const sdl = await readServiceSdl(executors.get(name));
    if (failing.delete(name)) log.info({ subgraph: name }, 'the schema of a subgraph can be read again');
    return sdl;
  } catch (error) {
    if (!failing.has(name))
      log.warn({ subgraph: name, reason: messageOf(error) }, 'the schema of a subgraph cannot be read');
    failing.add(name);
    return undefined;
  }
}

/** @returns whether the changed SDLs compose with the accepted ones and are now served */
async function tryToServe(state: GatewayState, changed: Sdls): Promise<boolean> {
  const { log } = state.options;
  try {
    await serve(state, new Map([...state.accepted, ...changed]));
  } catch (error) {
    const reasons = error instanceof CompositionError ? error.reasons : [messageOf(error)];
    if (changed.size === 1)
      for (const subgraph of changed.keys())
        log.warn(
          { subgraph, reasons },
          `a subgraph does not compose with the others, and is ${state.accepted.has(subgraph) ? 'served as it was before' : 'left out'}`,
        );
    state.rejected = new Map([...state.rejected, ...changed]);
    return false;
  }
  for (const name of changed.keys())
    log.info({ subgraph: name }, 'a subgraph is served with the schema that it has now');
  return true;
}

/** @throws CompositionError */
async function serve(state: GatewayState, sdls: Sdls): Promise<void> {
  const { options, local, executors } = state;
  const services: SubgraphService[] = options.remotes.flatMap(({ name, url }) => {
    const sdl = sdls.get(name);
    return sdl === undefined ? [] : [{ name, url, sdl }];
  });
  if (options.servesLocal) services.unshift({ name: localName, url: 'local', sdl: options.local.sdl });
  const supergraphSdl = composeSupergraph(services);
  // Composing and stitching block the event loop. Handle waiting requests in between.
  await setImmediate();
  state.current = createStitchedGraph({ ...options, supergraphSdl, local, localName, executors });
  state.accepted = sdls;
  state.rejected = new Map();
  for (const listener of state.listeners) listener();
}
