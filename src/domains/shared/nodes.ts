import { readSdl } from './sdl.ts';
import type { Subgraph } from './subgraph.ts';

/** The subgraph of `Query.node`, which the graph resolves from the entities of all domains. */
export const nodes: Subgraph = { name: 'nodes', typeDefs: readSdl('nodes'), resolvers: {}, entities: [] };
