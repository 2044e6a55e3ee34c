import type { Resolvers } from '../../generated/resolvers.ts';
import { naturalIdOf } from '../../kernel/global-id.ts';
import { parseJson } from '../../kernel/json.ts';
import { engagementIdOf, traceRecordIdOf, transcriptIdOf } from '../shared/completed-interaction.ts';
import { live, startArguments } from '../shared/live-source.ts';
import { referIfKnown, referTo } from '../shared/subgraph.ts';
import type { EventRecord, EventType } from './model/index.ts';
import { participantById } from './model/index.ts';
import type { InteractionOperations } from './operations.ts';

type Resolver = Pick<
  Resolvers,
  | 'Query'
  | 'Mutation'
  | 'Subscription'
  | 'Interaction'
  | 'InteractionParticipant'
  | 'InteractionEvent'
  | EventType
  | 'AgentNotification'
  | 'InteractionPayload'
>;

const json = (text: string | null | undefined): unknown => (text == null ? null : parseJson(text));

const eventResolvers = {
  interaction: ({ interactionId }: EventRecord) =>
    referIfKnown('Interaction', naturalIdOf('Interaction', interactionId)),
};

export const createInteractionResolvers = (operations: InteractionOperations): Resolver => ({
  Query: {
    interaction: (_, { id }, context, info) =>
      operations.readInteraction(context.caller, id, context.fields(info)),
    interactions: (_, args, context, info) =>
      operations.listInteractions(context.caller, args, context.connectionFields(info)),
  },
  Mutation: {
    startInteraction: (_, { input }, context) => operations.startInteraction(context.caller, input),
    leaveInteraction: (_, { id, idempotencyKey }, context) =>
      operations.leaveInteraction(context.caller, id, idempotencyKey),
    sendMessage: (_, { id, text, clientMessageId, visibility }, context) =>
      operations.sendMessage(context.caller, id, { text, visibility, clientMessageId }),
    sendStartTypingNotification: (_, { id }, context) => operations.sendTyping(context.caller, id, true),
    sendStopTypingNotification: (_, { id }, context) => operations.sendTyping(context.caller, id, false),
    acceptInteraction: (_, { id, nickname, idempotencyKey }, context) =>
      operations.acceptInteraction(context.caller, id, nickname, idempotencyKey),
    rejectInteraction: (_, { id, idempotencyKey }, context) =>
      operations.rejectInteraction(context.caller, id, idempotencyKey),
    inviteUser: (_, { id, agentId, idempotencyKey }, context) =>
      operations.inviteUser(context.caller, id, agentId, idempotencyKey),
    leaveConference: (_, { id, agentId, idempotencyKey }, context) =>
      operations.leaveConference(context.caller, id, agentId, idempotencyKey),
    singleStepTransfer: (_, { id, to, idempotencyKey }, context) =>
      operations.singleStepTransfer(context.caller, id, to, idempotencyKey),
    endChatSession: (_, { id, idempotencyKey }, context) =>
      operations.endChatSession(context.caller, id, idempotencyKey),
    updateAttachedData: (_, { id, attributes, idempotencyKey }, context) =>
      operations.updateAttachedData(context.caller, id, attributes, idempotencyKey),
    completeInteraction: (_, { id, workCodes, idempotencyKey }, context) =>
      operations.completeInteraction(context.caller, id, workCodes, idempotencyKey),
    requestChatHistory: (_, { id, eventId }, context) =>
      operations.requestChatHistory(context.caller, id, eventId),
  },
  Subscription: {
    interactionEvents: live((_, args, { currentCaller, lastEventId }) =>
      operations.subscribeToEvents(currentCaller, startArguments(args, lastEventId)),
    ),
    messageAdded: live((_, args, { currentCaller, lastEventId }) =>
      operations.subscribeToEvents(currentCaller, startArguments(args, lastEventId), 'ChatMessage'),
    ),
    typing: live((_, { id }, { currentCaller }) => operations.subscribeToTyping(currentCaller, id)),
    notifications: live((_, __, { caller }) => operations.subscribeToNotifications(caller)),
  },
  Interaction: {
    attributes: (state, _, { caller }) => json(operations.attachedDataFor(caller, state)),
    owner: (state) => {
      const owner = participantById(state, state.owner);
      return owner === undefined ? null : referTo('Agent', owner.principal);
    },
    customer: ({ customer }) => (customer === '' ? null : referTo('Customer', customer)),
    messages: (state, args, context, info) =>
      operations.readMessagePage(context.caller, state, args, context.connectionFields(info)),
    events: (state, args, context, info) =>
      operations.readEventPage(context.caller, state, args, context.connectionFields(info)),
    flow: ({ flow }) => (flow === null ? null : referTo('InteractionFlow', flow)),
    chatTranscript: ({ interactionId, status }) =>
      status === 'COMPLETED' ? referTo('ChatTranscript', transcriptIdOf(interactionId)) : null,
    engagement: ({ interactionId, status }) =>
      status === 'COMPLETED' ? referTo('Engagement', engagementIdOf(interactionId)) : null,
    traceRecord: ({ interactionId, status }) =>
      status === 'COMPLETED' ? referTo('InteractionTraceRecord', traceRecordIdOf(interactionId)) : null,
  },
  InteractionParticipant: {
    participantId: ({ id }) => id,
    agent: ({ role, principal }) => (role === 'AGENT' ? referTo('Agent', principal) : null),
    customer: ({ role, principal }) => (role === 'CUSTOMER' ? referTo('Customer', principal) : null),
  },
  InteractionEvent: { __resolveType: ({ __typename }) => __typename },
  ChatMessage: eventResolvers,
  ParticipantJoined: eventResolvers,
  ParticipantLeft: eventResolvers,
  StatusChanged: eventResolvers,
  OwnerChanged: eventResolvers,
  AttachedDataChanged: { ...eventResolvers, attributes: ({ attributes }) => json(attributes) },
  AgentNotification: { __resolveType: ({ __typename }) => __typename },
  InteractionPayload: {
    interaction: ({ interactionId }) =>
      interactionId === undefined ? null : referIfKnown('Interaction', interactionId),
  },
});

/** The stored paths that fields of `Interaction` read, where they differ from the field's name. */
export const paths = {
  'Interaction.attributes': ['attributes', 'initialAttributes'],
  'Interaction.owner': ['owner', 'participants'],
  'Interaction.participants': ['participants'],
  'Interaction.messages': [],
  'Interaction.events': [],
  'Interaction.chatTranscript': ['status'],
  'Interaction.engagement': ['status'],
  'Interaction.traceRecord': ['status'],
};
