import type { Storage } from '../../storage/index.ts';
import { readSdl } from '../sdl.ts';
import type { Entity, Subgraph } from '../subgraph.ts';
import { unknownAgent, type AgentRecord } from './model.ts';
import { createAgentOperations } from './operations.ts';
import { createAgentResolvers } from './resolvers.ts';
import { createAgentStore } from './store.ts';

export type { AgentRecord } from './model.ts';
export type { AgentPage } from './operations.ts';

export function createAgents(storage: Storage) {
  const operations = createAgentOperations(createAgentStore(storage));
  const agent: Entity<'Agent', AgentRecord> = {
    type: 'Agent',
    key: 'username',
    load: operations.readAgents,
    deletable: false,
    rootScopes: [['agent.view']],
    unknown: unknownAgent,
  };
  const subgraph: Subgraph = {
    name: 'agents',
    typeDefs: readSdl('agents'),
    resolvers: createAgentResolvers(operations),
    entities: [agent],
  };
  return { subgraph, operations };
}
