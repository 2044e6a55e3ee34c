import { composeServices } from '@theguild/federation-composition';
import { parse, print, type DocumentNode, visit, type ASTNode } from 'graphql';
import { messageOf } from '../kernel/errors.ts';
import { expandRequires } from './composition/expand-requires.ts';
import { repairSupergraph } from './composition/repair-supergraph.ts';

/** Subgraph as input of composition. */
export interface SubgraphService {
  readonly name: string;
  readonly url: string;
  /** SDL with federation's directives, as in `_service`. */
  readonly sdl: string;
}

/** Thrown if the subgraphs do not compose. */
export class CompositionError extends Error {
  override readonly name = 'CompositionError';
  readonly reasons: readonly string[];

  constructor(reasons: readonly string[]) {
    super(`The subgraphs do not compose:\n${reasons.map((reason) => `- ${reason}`).join('\n')}`);
    this.reasons = reasons;
  }
}

/**
 * Composes subgraphs into the SDL of a supergraph.
 * @param services in order of precedence: of several descriptions of one type or field, the first is used
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

/** Converts a thrown error to a CompositionError. The library throws some composition errors and returns others. */
function orRefused<Result>(attempt: () => Result, prefix = ''): Result {
  try {
    return attempt();
  } catch (error) {
    throw new CompositionError([`${prefix}${messageOf(error)}`]);
  }
}

/**
 * Removes descriptions that an earlier subgraph gives already. The descriptions of the local subgraph are documentation, and a subgraph
 * that adds a field to a local type must not replace them. The library itself uses the description of the subgraph whose name sorts first.
 */
export function keepFirstDescriptions<Subgraph extends { readonly typeDefs: DocumentNode }>(
  subgraphs: readonly Subgraph[],
): Subgraph[] {
  const described = new Set<string>();
  return subgraphs.map((subgraph) => {
    const own: string[] = [];
    const typeDefs = visit(subgraph.typeDefs, {
      StringValue(_, key, parent, __, ancestors) {
        if (key !== 'description') return undefined;
        const place = [...ancestors, parent].map(nameOf).join('.');
        if (described.has(place)) return null;
        own.push(place);
        return undefined;
      },
    });
    for (const place of own) described.add(place);
    return { ...subgraph, typeDefs };
  });
}

const nameOf = (node: ASTNode | readonly ASTNode[] | undefined): string =>
  node !== undefined && 'name' in node ? node.name.value : '';
