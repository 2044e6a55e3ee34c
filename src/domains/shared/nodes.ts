import { readSdl } from './sdl.ts';
import type { Subgraph } from './subgraph.ts';

/** `Query.node` belongs to no domain: the graph answers it from the entities of all. */
export const nodes: Subgraph = { name: 'nodes', typeDefs: readSdl('nodes'), resolvers: {}, entities: [] };
