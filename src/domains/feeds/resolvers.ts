import { parseJson } from '../../kernel/json.ts';
import type { Resolvers } from '../../generated/resolvers.ts';
import { feedTranscriptId } from '../shared/feed-ports.ts';
import { transcriptIdOf } from '../shared/completed-interaction.ts';
import { succeeded } from '../shared/outcome.ts';
import { isChat } from '../shared/task.ts';
import { referTo } from '../shared/subgraph.ts';
import type { CompanyOperations } from './companies/operations.ts';
import type { ErasureOperations } from './erasure/operations.ts';
import type { IngestOperations } from './ingest/operations.ts';
import type { DeadLetterOperations } from './dead-letters/operations.ts';
import type { EventTypeOperations } from './event-type-settings/operations.ts';
import { sessionIdOf } from './identity.ts';
import type { TraceRecord } from './model.ts';
import type { FeedOperations } from './operations.ts';
import { originIdOf, relatedPaths } from './trace-records/related-records.ts';

/** The stored paths of fields that are not stored under their own name. */
export const feedPaths: Readonly<Record<string, readonly string[]>> = {
  ...relatedPaths,
  'InteractionTraceRecord.interaction': ['interactionId'],
  'InteractionTraceRecord.chatTranscript': ['interactionId', 'taskType', 'mediaLocation', 'gatewayTaskId'],
  'FeedEvent.raw': ['text'],
  'DeadLetter.event': ['text', 'isJson'],
};

export interface FeedResolverDependencies {
  readonly operations: FeedOperations;
  readonly ingest: IngestOperations;
  readonly deadLetters: DeadLetterOperations;
  readonly eventTypes: EventTypeOperations;
  readonly companies: CompanyOperations;
  readonly erasure: ErasureOperations;
}

export const createFeedResolvers = ({
  operations,
  ingest,
  deadLetters,
  eventTypes,
  companies,
  erasure,
}: FeedResolverDependencies): Pick<
  Resolvers,
  'Query' | 'Mutation' | 'InteractionTraceRecord' | 'WorkCode' | 'ConnectContact' | 'FeedEvent' | 'DeadLetter'
> => ({
  Query: {
    traceRecord: (_, { id }, context, info) =>
      operations.readTraceRecord(context.caller, id, context.fields(info)),
    traceRecordBy: (_, { key }, context, info) =>
      operations.readTraceRecordBy(context.caller, key, context.fields(info)),
    traceRecords: (_, args, context, info) =>
      operations.listTraceRecords(context.caller, args, context.connectionFields(info)),
    feedEvents: (_, args, context, info) =>
      operations.listEvents(context.caller, args, context.connectionFields(info)),
    deadLetters: (_, args, context, info) =>
      deadLetters.listDeadLetters(context.caller, args, context.connectionFields(info)),
    feedSwitches: (_, args, { caller }) => eventTypes.readSettings(caller, args),
    agentCompanies: (_, __, { caller }) => companies.readCompanies(caller),
  },
  Mutation: {
    ingestEvents: async (_, { events }, { caller }) =>
      succeeded({ report: await ingest.ingestEvents(caller, events) }),
    mendDeadLetter: async (_, args, { caller }) =>
      succeeded({ deadLetters: [await deadLetters.mendDeadLetter(caller, args)] }),
    replayDeadLetters: async (_, { ids }, { caller }) =>
      succeeded({ deadLetters: await deadLetters.replayDeadLetters(caller, ids) }),
    discardDeadLetter: async (_, { id }, { caller }) =>
      succeeded({ deadLetters: [await deadLetters.discardDeadLetter(caller, id)] }),
    setFeedSwitch: async (_, args, { caller }) =>
      succeeded({ feedSwitches: await eventTypes.setEventType(caller, args) }),
    setAgentCompany: async (_, args, { caller }) =>
      succeeded({ agentCompanies: await companies.setCompany(caller, args) }),
    eraseFeedData: async (_, args, { caller }) =>
      succeeded({ erasure: await erasure.eraseFeedData(caller, args) }),
  },
  InteractionTraceRecord: {
    agent: agentOf,
    interaction: ({ interactionId }) =>
      interactionId === undefined ? null : referTo('Interaction', interactionId),
    reportHierarchy: ({ reportHierarchy }) => reportHierarchy ?? [],
    isAhead: ({ isAhead }) => isAhead ?? false,
    workCodes: ({ workCodes }) => workCodes ?? [],
    attributes: ({ attributes }) => fromJson(attributes),
    timeInQueue,
    origin: (record) => {
      const id = originIdOf(record);
      return id === undefined ? null : referTo('InteractionTraceRecord', id);
    },
    transfers: ({ transfers = [] }) => transfers.map((id) => referTo('InteractionTraceRecord', id)),
    isTransferCycle: ({ isTransferCycle }) => isTransferCycle ?? false,
    chatTranscript: (record) => {
      const id = chatTranscriptIdOf(record);
      return id === undefined ? null : referTo('ChatTranscript', id);
    },
  },
  WorkCode: {
    agent: agentOf,
    reportHierarchy: ({ reportHierarchy }) => reportHierarchy ?? [],
  },
  ConnectContact: {
    agent: agentOf,
    attributes: ({ attributes }) => fromJson(attributes),
  },
  FeedEvent: {
    issues: ({ issues }) => issues ?? [],
    raw: ({ text }) => fromJson(text),
  },
  DeadLetter: {
    event: ({ text, isJson }) => (isJson === false ? null : fromJson(text)),
    mended: ({ mended }) => fromJson(mended),
  },
});

/** Returns no agent for the user name of another company's agent: the tenant's agent with that name is another person. */
const agentOf = ({
  agentUsername,
  hasForeignAgent,
}: Pick<TraceRecord, 'agentUsername' | 'hasForeignAgent'>) =>
  agentUsername === undefined || hasForeignAgent === true ? null : referTo('Agent', agentUsername);

const fromJson = (text: string | null | undefined): unknown => (text == null ? null : parseJson(text));

/** For tasks that Amazon Connect delivers, the trace record always has 0, and only the contact has the time. */
function timeInQueue({ contact, deliveryProvider, taskType, queuedDuration }: TraceRecord): number | null {
  if (contact !== undefined) return contact.queueDuration ?? null;
  const isFromConnect =
    deliveryProvider === 'AMAZON' || (deliveryProvider === undefined && taskType === 'VOICE');
  return isFromConnect ? null : (queuedDuration ?? null);
}

function chatTranscriptIdOf(record: TraceRecord): string | undefined {
  const { interactionId, taskType } = record;
  if (taskType !== undefined && taskType !== 'OTHER' && !isChat(taskType)) return undefined;
  if (interactionId !== undefined) return transcriptIdOf(interactionId);
  const sessionId = sessionIdOf(record);
  return sessionId === undefined ? undefined : feedTranscriptId(sessionId);
}
