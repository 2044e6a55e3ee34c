import type { Resolvers } from '../../generated/resolvers.ts';
import { referTo } from '../subgraph.ts';
import type { FeedOperations } from './operations.ts';

export const createFeedResolvers = (
  operations: FeedOperations,
): Pick<Resolvers, 'Query' | 'InteractionTraceRecord'> => ({
  Query: {
    traceRecord: (_, args, context, info) =>
      operations.readTraceRecord(context.caller, args, context.fields(info)),
  },
  InteractionTraceRecord: {
    agent: ({ agentUsername }) => (agentUsername === undefined ? null : referTo('Agent', agentUsername)),
    interaction: ({ interactionId }) =>
      interactionId === undefined ? null : referTo('Interaction', interactionId),
  },
});
