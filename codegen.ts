import { readdirSync, readFileSync } from 'node:fs';
import type { CodegenConfig } from '@graphql-codegen/cli';
import { parse, print } from 'graphql';
import { mergeSdl } from './src/graph/merge-sdl.ts';

const subgraphs = readdirSync('schema').filter(
  (name) => name.endsWith('.graphql') && name !== 'supergraph.graphql',
);
const schema = print(mergeSdl(subgraphs.map((name) => parse(readFileSync(`schema/${name}`, 'utf8')))));

const record = (domain: string, name: string) =>
  `../domains/${domain}/${domain === 'customers' ? 'index' : 'records'}.ts#${name}`;

/** Types whose records have the same names and fields as in the graph. */
const engagementTypes = [
  'CartStatusAttribute',
  'CustomerInfoAttribute',
  'EngagementLine',
  'EngagementVisitorInfo',
  'LeadAttribute',
  'MarketingCampaignInfoAttribute',
  'OtherSdeAttribute',
  'PersonalInfoAttribute',
  'PurchaseAttribute',
  'SdeEvent',
  'ServiceActivityAttribute',
  'ViewedProductAttribute',
  'VisitorErrorAttribute',
];

const flowTypes = ['FlowSummary', 'FlowVariable', 'FlowVariableSet'];

/** Types with one record type, distinguished by `__typename`. */
const eventTypes = [
  'InteractionEvent',
  'ChatMessage',
  'ParticipantJoined',
  'ParticipantLeft',
  'StatusChanged',
  'OwnerChanged',
  'AttachedDataChanged',
];
const notificationTypes = ['AgentNotification', 'InteractionOffered', 'OfferWithdrawn', 'ChatHistory'];

/**
 * Generates the resolver types and the client's typed documents. Resolvers receive the records of the domains, and return records or
 * references.
 */
const config: CodegenConfig = {
  schema,
  generates: {
    'src/generated/resolvers.ts': {
      plugins: ['typescript', 'typescript-resolvers'],
      config: {
        contextType: '../domains/shared/subgraph.ts#RequestContext',
        resolverTypeWrapperSignature:
          "T | import('../domains/shared/subgraph.ts').ReferenceFor<T> | Promise<T | import('../domains/shared/subgraph.ts').ReferenceFor<T>>",
        mappers: {
          Agent: record('agents', 'AgentRecord'),
          AgentConnection: record('agents', 'AgentPage'),
          AgentCounts: record('agents', 'AgentCountsRecord'),
          AgentSession: record('agents', 'AgentSessionRecord'),
          AgentSessionConnection: record('agents', 'AgentSessionPage'),
          AgentStateChange: record('agents', 'StateChangeRecord'),
          AgentStateChangeConnection: record('agents', 'StateChangePage'),
          ChatTranscriptConnection: record('transcripts', 'TranscriptPage'),
          ChatTranscript: record('transcripts', 'TranscriptRecord'),
          Customer: record('customers', 'CustomerRecord'),
          Chatter: record('transcripts', 'ChatterRecord'),
          Engagement: record('engagements', 'StoredEngagement'),
          EngagementConnection: record('engagements', 'EngagementPage'),
          EngagementEdge: record('engagements', 'EngagementEdge as FoundEngagement'),
          EngagementFacets: record('engagements', 'EngagementFacets as FacetCounts'),
          EngagementPages: record('engagements', 'EngagementPages as PageLocations'),
          ...Object.fromEntries(
            engagementTypes.map((name) => [name, `${record('engagements', name)} as ${name}Record`]),
          ),
          ...Object.fromEntries(flowTypes.map((name) => [name, `${record('flows', name)} as ${name}Record`])),
          FlowStep: record('flows', 'FlowStepRecord'),
          InteractionFlow: record('flows', 'FlowState'),
          InteractionFlowConnection: record('flows', 'FlowPage'),
          FlowPhoto: record('flows', 'PhotoOfFlow'),
          FocusTask: record('agents', 'DisplayedTask'),
          Interaction: record('interactions', 'InteractionState'),
          InteractionConnection: record('interactions', 'InteractionPage'),
          InteractionParticipant: record('interactions', 'ParticipantRecord'),
          ...Object.fromEntries(eventTypes.map((name) => [name, record('interactions', 'EventRecord')])),
          ChatMessageConnection: record('interactions', 'EventPage'),
          InteractionEventConnection: record('interactions', 'EventPage'),
          ...Object.fromEntries(
            notificationTypes.map((name) => [name, record('interactions', 'NotificationRecord')]),
          ),
          TypingNotification: record('interactions', 'TypingRecord'),
          InteractionPayload: record('interactions', 'InteractionOutcome'),
          InteractionTraceRecord: record('feeds', 'TraceRecord'),
          InteractionTraceRecordConnection: record('feeds', 'TraceRecordPage'),
          ConnectContact: record('feeds', 'ContactRecord'),
          DeadLetter: record('feeds', 'DeadLetterRecord'),
          DeadLetterConnection: record('feeds', 'DeadLetterPage'),
          FeedErasure: record('feeds', 'ErasureReport'),
          FeedEvent: record('feeds', 'FeedEventRecord'),
          FeedSwitches: record('feeds', 'EventTypeSettings'),
          FeedEventConnection: record('feeds', 'FeedEventPage'),
          TranscriptEntry: record('transcripts', 'TranscriptEntryRecord'),
          WorkCode: record('feeds', 'WorkCodeRecord'),
        },
        scalars: {
          ID: { input: 'string', output: 'string' },
          DateTime: { input: 'Date', output: 'Date' },
          Milliseconds: 'number',
          JSON: 'unknown',
        },
        enumsAsTypes: true,
        immutableTypes: true,
        useTypeImports: true,
        makeResolverTypeCallable: true,
        avoidOptionals: {
          defaultValue: true,
          field: false,
          inputValue: false,
          object: false,
          resolvers: false,
        },
        noSchemaStitching: true,
        skipTypename: true,
      },
    },
    'src/client/generated/operations.ts': {
      documents: 'src/client/operations.graphql',
      plugins: ['typescript-operations', 'typed-document-node'],
      config: {
        // Documents are strings, so that browsers do not parse and print them.
        documentMode: 'string',
        scalars: { ID: 'string', DateTime: 'string', Milliseconds: 'number', JSON: 'unknown' },
        enumsAsTypes: true,
        immutableTypes: true,
        useTypeImports: true,
        skipTypename: true,
      },
    },
  },
};
export default config;
