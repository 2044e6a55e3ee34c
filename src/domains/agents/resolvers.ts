import type { Resolvers } from '../../generated/resolvers.ts';
import type { AgentOperations } from './operations.ts';

export const createAgentResolvers = (operations: AgentOperations): Pick<Resolvers, 'Query' | 'Mutation'> => ({
  Query: {
    currentAgent: (_, __, context, info) => operations.readCurrentAgent(context.caller, context.fields(info)),
    agent: (_, { username }, context, info) =>
      operations.readAgent(context.caller, username, context.fields(info)),
    agents: (_, args, context, info) =>
      operations.listAgents(context.caller, args, context.connectionFields(info)),
  },
  Mutation: {
    upsertAgent: (_, { input }, { caller }) => operations.upsertAgent(caller, input),
  },
});
