import type { Executor } from '@graphql-tools/utils';
import { setTimeout as setTimer } from 'node:timers';
import { setImmediate, setTimeout } from 'node:timers/promises';
import {
  createExecutableGraph,
  type ExecutionOptions,
  type GraphSource,
  type BuiltSubgraph,
} from '../graph/index.ts';
import type { Logger } from '../kernel/logger.ts';
import { messageOf } from '../kernel/error-message.ts';
import type { GatewayContext } from './context.ts';
import { createLocalExecutor } from './local-executor.ts';
import { createRemoteExecutor, readServiceSdl, type RemoteSubgraph } from './remote-executor.ts';
import { createStitchedGraph } from './stitched-graph.ts';
import type { SubgraphOutcome } from './subgraph-errors.ts';
import { composeSupergraph, CompositionError, type SubgraphService } from './supergraph.ts';

export interface GatewayOptions extends ExecutionOptions {
  readonly local: BuiltSubgraph;
  /** Whether there is anything in it: others' subgraphs can be joined alone. */
  readonly servesLocal: boolean;
  readonly remotes: readonly RemoteSubgraph[];
  /** How long a subgraph may take to answer. */
  readonly timeoutMs: number;
  /** How often each is asked for its schema. */
  readonly pollMs: number;
  /** The token of a request that a subgraph is to have. */
  readonly tokenFor: (subgraph: string, context: GatewayContext) => string | undefined;
  /** Told of each time that a subgraph was asked for a client. */
  readonly observe: (subgraph: string, outcome: SubgraphOutcome, seconds: number) => void;
  readonly log: Logger;
}

export interface Gateway extends GraphSource {
  /** Asks the subgraphs for their schemas again, now and then. */
  start(): void;
  stop(): void;
}

/** What our domains are called among the subgraphs. */
export const localName = 'switchboard';

/**
 * Our graph with other teams' subgraphs joined to it, for as long as they are there: who does not answer is left out until it does, and
 * whose new schema does not compose is kept as it was.
 * @throws if there is nothing to serve once the signal has said that nobody waits any longer
 */
export async function createGateway(options: GatewayOptions, signal: AbortSignal): Promise<Gateway> {
  const { local: graph, servesLocal, remotes, pollMs, log } = options;
  const own = createExecutableGraph(graph, options);
  /** Those that answered when they were last asked. */
  const answering = new Set<string>();
  const executors = new Map<string, Executor>([
    [localName, createLocalExecutor(own, options.formatError) as Executor],
    ...remotes.map((remote): [string, Executor] => [
      remote.name,
      createRemoteExecutor(remote, {
        timeoutMs: options.timeoutMs,
        tokenOf: (context) => options.tokenFor(remote.name, context),
        onRequest({ outcome, seconds, forClient }) {
          if (outcome === 'answered') answering.add(remote.name);
          else answering.delete(remote.name);
          if (forClient) options.observe(remote.name, outcome, seconds);
        },
      }),
    ]),
  ]);
  const listeners = new Set<() => void>();
  /** What is being served, by subgraph. */
  let accepted: ReadonlyMap<string, string> = new Map();
  let current = own;
  /** What did not compose with what is being served: it need not be tried again every few seconds. */
  let refused: ReadonlyMap<string, string> = new Map();
  let stopped = false;
  /** Those that did not tell their schema when they were last asked for it. */
  const silent = new Set<string>();

  /** @throws CompositionError */
  async function serve(sdls: ReadonlyMap<string, string>): Promise<void> {
    const services: SubgraphService[] = remotes.flatMap(({ name, url }) => {
      const sdl = sdls.get(name);
      return sdl === undefined ? [] : [{ name, url, sdl }];
    });
    if (servesLocal) services.unshift({ name: localName, url: 'local', sdl: graph.sdl });
    const supergraphSdl = composeSupergraph(services);
    // Either takes a while in which nothing else is done, so requests that wait are answered in between.
    await setImmediate();
    current = createStitchedGraph({ ...options, supergraphSdl, local: own, localName, executors });
    accepted = sdls;
    refused = new Map();
    for (const listener of listeners) listener();
  }

  /** @returns whether they were taken */
  async function offer(changed: ReadonlyMap<string, string>): Promise<boolean> {
    try {
      await serve(new Map([...accepted, ...changed]));
    } catch (error) {
      if (changed.size === 1)
        for (const name of changed.keys())
          log.warn(
            {
              subgraph: name,
              reasons: error instanceof CompositionError ? error.reasons : [messageOf(error)],
            },
            `a subgraph does not compose with the others, and is ${accepted.has(name) ? 'served as it was before' : 'left out'}`,
          );
      refused = new Map([...refused, ...changed]);
      return false;
    }
    for (const name of changed.keys())
      log.info({ subgraph: name }, 'a subgraph is served with the schema that it has now');
    return true;
  }

  async function refresh(): Promise<void> {
    const changed = new Map<string, string>();
    await Promise.all(
      remotes.map(async ({ name }) => {
        try {
          const sdl = await readServiceSdl(executors.get(name));
          if (sdl !== accepted.get(name)) changed.set(name, sdl);
          if (silent.delete(name)) log.info({ subgraph: name }, 'a subgraph tells its schema again');
        } catch (error) {
          if (silent.has(name)) return;
          silent.add(name);
          log.warn({ subgraph: name, reason: messageOf(error) }, 'a subgraph does not tell its schema');
        }
      }),
    );
    if (stopped || [...changed].every(([name, sdl]) => refused.get(name) === sdl)) return;
    // One that is wrong must not hold up the others.
    if (!(await offer(changed)) && changed.size > 1)
      for (const [name, sdl] of changed) await offer(new Map([[name, sdl]]));
  }

  await refresh();
  // What clients see of ours is the same with and without the others.
  if (servesLocal && accepted.size === 0) await serve(accepted);
  while (!servesLocal && accepted.size === 0) await setTimeout(pollMs, undefined, { signal }).then(refresh);

  const namesOf = (isJoined: boolean) =>
    remotes.flatMap(({ name }) => (accepted.has(name) === isJoined ? [name] : []));
  log.info({ joined: namesOf(true), missing: namesOf(false) }, 'subgraphs are joined');

  let timer: NodeJS.Timeout | undefined;
  function refreshLater(): void {
    timer = setTimer(() => {
      void refresh().finally(() => {
        if (!stopped) refreshLater();
      });
    }, pollMs).unref();
  }
  return {
    get current() {
      return current;
    },
    get remotes() {
      return remotes.map(({ name }) => ({
        name,
        joined: accepted.has(name),
        answers: answering.has(name),
      }));
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    start: refreshLater,
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
