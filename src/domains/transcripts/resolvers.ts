import type { Resolvers } from '../../generated/resolvers.ts';
import { referIfKnown, referTo } from '../shared/subgraph.ts';
import { visibleTo } from '../shared/visibility.ts';
import type { TranscriptOperations } from './operations.ts';

export const createTranscriptResolvers = (
  operations: TranscriptOperations,
): Pick<Resolvers, 'Query' | 'Mutation' | 'ChatTranscript' | 'Chatter'> => ({
  Query: {
    chatTranscript: (_, { id }, context, info) =>
      operations.readTranscript(context.caller, id, context.fields(info)),
    chatTranscripts: (_, args, context, info) =>
      operations.listTranscripts(context.caller, args, context.connectionFields(info)),
  },
  Mutation: {
    createChatTranscript: (_, { input }, { caller }) => operations.createTranscript(caller, input),
    deleteChatTranscript: (_, { id }, { caller }) => operations.deleteTranscript(caller, id),
  },
  ChatTranscript: {
    transcript: ({ transcript }, _, { caller }) => visibleTo(caller, transcript),
    interaction: ({ interactionId }) =>
      interactionId == null ? null : referTo('Interaction', interactionId),
    engagement: ({ engagementId }) => (engagementId == null ? null : referTo('Engagement', engagementId)),
  },
  Chatter: {
    agent: ({ id, role, isName }) =>
      role === 'CUSTOMER' || isName === true ? null : referIfKnown('Agent', id),
  },
});
