import { composeServices } from '@theguild/federation-composition';
import { parse, print, type DocumentNode } from 'graphql';
import { messageOf } from '../kernel/error-message.ts';
import { expandRequires } from './composition/expand-requires.ts';
import { keepFirstDescriptions } from './composition/first-descriptions.ts';
import { repairSupergraph } from './composition/repair-supergraph.ts';

/** One subgraph as it goes into a supergraph. */
export interface SubgraphService {
  readonly name: string;
  readonly url: string;
  /** With federation's directives, as `_service` gives it. */
  readonly sdl: string;
}

/** The subgraphs do not make one graph. */
export class CompositionError extends Error {
  override readonly name = 'CompositionError';
  readonly reasons: readonly string[];

  constructor(reasons: readonly string[]) {
    super(`The subgraphs do not compose:\n${reasons.map((reason) => `- ${reason}`).join('\n')}`);
    this.reasons = reasons;
  }
}

/**
 * @param services of what several of them describe, the words of the first count
 * @throws CompositionError
 */
export function composeSupergraph(services: readonly SubgraphService[]): string {
  const subgraphs = keepFirstDescriptions(
    services.map(({ name, url, sdl }) => ({ name, url, typeDefs: expandRequires(parseSdl(name, sdl)) })),
  );
  const composed = orRefused(() => composeServices(subgraphs));
  if (composed.supergraphSdl === undefined)
    throw new CompositionError(composed.errors.map(({ message }) => message));
  const { supergraphSdl, supergraphDocumentNode: supergraph } = composed;
  const repaired = repairSupergraph(supergraph, subgraphs);
  return repaired === supergraph ? supergraphSdl : print(repaired);
}

const parseSdl = (name: string, sdl: string): DocumentNode => orRefused(() => parse(sdl), `[${name}] `);

/** The library throws some of its refusals. */
function orRefused<Result>(attempt: () => Result, prefix = ''): Result {
  try {
    return attempt();
  } catch (error) {
    throw new CompositionError([`${prefix}${messageOf(error)}`]);
  }
}
