import type { Resolvers } from '../../generated/resolvers.ts';
import { toGlobalId } from '../../kernel/global-id.ts';
import { succeeded } from '../shared/outcome.ts';
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
    createChatTranscript: async (_, { input }, { caller }) =>
      succeeded({ chatTranscript: await operations.createTranscript(caller, input) }),
    async deleteChatTranscript(_, { id }, { caller }) {
      const transcriptId = await operations.deleteTranscript(caller, id);
      return succeeded({
        deletedId: transcriptId === null ? null : toGlobalId('ChatTranscript', transcriptId),
      });
    },
  },
  ChatTranscript: {
    transcript: ({ transcript }, _, { caller }) => visibleTo(caller, transcript),
    interaction: ({ interactionId }) =>
      interactionId == null ? null : referTo('Interaction', interactionId),
    engagement: ({ engagementId }) => (engagementId == null ? null : referTo('Engagement', engagementId)),
  },
  Chatter: {
    agent: ({ chatterId, role, isName }) =>
      role === 'CUSTOMER' || isName === true ? null : referIfKnown('Agent', chatterId),
  },
});
