import {
  ApolloServer,
  type ApolloServerOptionsWithGateway,
  type HTTPGraphQLRequest,
  type HTTPGraphQLResponse,
} from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { InMemoryLRUCache } from '@apollo/utils.keyvaluecache';
import { GraphQLError, OperationTypeNode, type ExecutionResult, type GraphQLFormattedError } from 'graphql';
import type { Caller } from '../auth/index.ts';
import {
  executionRules,
  GraphContext,
  catchClientErrors,
  structureRule,
  type ExecutionOptions,
  type GraphSource,
  type StructureLimits,
  type PreparedSubscription,
  type SubscriptionRequest,
} from '../graph/index.ts';
import type { Logger } from '../kernel/logger.ts';
import { nameMissingSubgraphs } from './missing-subgraphs.ts';

export interface GraphServerOptions extends StructureLimits {
  readonly source: GraphSource;
  /** The error edge: what leaves any transport has come through it. */
  readonly formatError: ExecutionOptions['formatError'];
  readonly log: Logger;
  readonly introspection: boolean;
  readonly maxTokens: number;
}

/** Who sends an operation, and over what. */
export interface Sender {
  readonly principal: Caller | undefined;
  /** Counts an operation against the caller's rate. @throws RATE_LIMITED */
  readonly spend: () => void;
  /** Whether a subscription can be had here, and by whom it is followed from moment to moment. */
  readonly follow?: Follow;
}

export interface Follow {
  readonly caller: () => Caller;
  /** @throws DomainError or GraphQLError if this connection has no room for one more */
  readonly admit: () => void;
}

export interface Operation {
  readonly query: string;
  readonly operationName?: string | null | undefined;
  readonly variables?: Record<string, unknown> | null | undefined;
}

/** What an operation came to: an answer, or a subscription that may begin. Errors are as clients see them. */
export interface Outcome {
  readonly subscription?: PreparedSubscription;
  readonly data?: Record<string, unknown> | null | undefined;
  readonly errors?: readonly GraphQLFormattedError[] | undefined;
}

/** The graph as all transports have it: one cache of documents, one set of limits, one edge for errors. */
export interface GraphServer {
  answerHttp(request: HTTPGraphQLRequest, sender: Sender): Promise<HTTPGraphQLResponse>;
  run(operation: Operation, sender: Sender): Promise<Outcome>;
  readonly formatError: ExecutionOptions['formatError'];
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** What goes through Apollo with one operation. */
interface Passage {
  readonly sender: Sender;
  readonly graph: GraphContext;
  /** Apollo hands on a copy of what it is given, so what comes back is put in here. */
  readonly begun: { subscription?: PreparedSubscription };
}

const maxKnownOperations = 1000;

export function createGraphServer(options: GraphServerOptions): GraphServer {
  const { source, formatError } = options;
  const apollo = createApollo(options);
  const passageOf = (sender: Sender): Passage => ({
    sender,
    graph: new GraphContext(sender.principal, source.current.plan, sender.spend),
    begun: {},
  });
  return {
    formatError,
    answerHttp: (httpGraphQLRequest, sender) =>
      apollo.executeHTTPGraphQLRequest({
        httpGraphQLRequest,
        context: () => Promise.resolve(passageOf(sender)),
      }),
    async run({ query, operationName, variables }, sender) {
      const passage = passageOf(sender);
      const { body } = await apollo.executeOperation(
        {
          query,
          ...(typeof operationName === 'string' ? { operationName } : {}),
          ...(variables ? { variables } : {}),
        },
        { contextValue: passage },
      );
      if (body.kind !== 'single') throw new Error('An answer in parts, though nothing asks for one.');
      const { data, errors } = body.singleResult;
      const { subscription } = passage.begun;
      if (subscription !== undefined) return { subscription };
      return { ...(errors === undefined ? {} : { errors }), ...(data === undefined ? {} : { data }) };
    },
    start: () => apollo.start(),
    stop: () => apollo.stop(),
  };
}

function createApollo(options: GraphServerOptions): ApolloServer<Passage> {
  const { source, log, formatError } = options;
  // Apollo's way to hand in an executor of one's own: this process is its gateway.
  const gateway: ApolloServerOptionsWithGateway<Passage>['gateway'] = {
    load: () =>
      Promise.resolve({
        executor: ({ document, operation, request, context }) => {
          const passage = context as unknown as Passage;
          const asked = {
            document,
            operationName: request.operationName,
            variables: request.variables ?? {},
          };
          // Apollo's type says otherwise, but there is none if the operation's name is wrong.
          const kind = (operation as typeof operation | undefined)?.operation;
          return catchClientErrors<ExecutionResult>(() => {
            // The fields of a mutation count one by one.
            if (kind !== undefined && kind !== OperationTypeNode.MUTATION) passage.sender.spend();
            return kind === OperationTypeNode.SUBSCRIPTION
              ? follow(passage, asked)
              : source.current.operationRunner.run({ ...asked, context: passage.graph });
          }) as never;
        },
      }),
    onSchemaLoadOrUpdate(listener) {
      const tell = () => {
        listener({ apiSchema: source.current.schema, coreSupergraphSdl: '' });
      };
      tell();
      return source.onChange(tell);
    },
    stop: () => Promise.resolve(),
  };

  /** Parsed and validated like any other operation, a subscription leaves beside the answer. */
  async function follow(
    passage: Passage,
    asked: Omit<SubscriptionRequest, 'caller'>,
  ): Promise<{ data: null } | { errors: readonly GraphQLError[] }> {
    if (passage.sender.follow === undefined) return { errors: [needsAStream()] };
    const { admit, caller } = passage.sender.follow;
    admit();
    const { subscription, errors } = await source.current.subscriptionRunner.subscribe({ ...asked, caller });
    if (errors !== undefined) return { errors };
    passage.begun.subscription = subscription;
    return { data: null };
  }

  return new ApolloServer<Passage>({
    gateway,
    introspection: options.introspection,
    hideSchemaDetailsFromClientErrors: true,
    includeStacktraceInErrorResponses: false,
    parseOptions: { maxTokens: options.maxTokens },
    // Who sends a hundred faults has read the first.
    validationOptions: { maxErrors: 20 },
    validationRules: [structureRule(options), ...executionRules],
    persistedQueries: false,
    // What an operation is compiled to hangs on its document, so documents are counted, not measured.
    documentStore: new InMemoryLRUCache({ max: maxKnownOperations }),
    formatError,
    stringifyResult: (result) => JSON.stringify(result),
    logger: {
      debug: () => undefined,
      info: () => undefined,
      warn: (text: unknown) => {
        log.warn({ text }, 'apollo');
      },
      error: (text: unknown) => {
        log.error({ text }, 'apollo');
      },
    },
    // Stopping is done by the app, in its order; caching hints would wrap every resolver.
    stopOnTerminationSignals: false,
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ...(source.remotes.length > 0 ? [nameMissingSubgraphs(source)] : []),
    ],
  });
}

const needsAStream = () =>
  new GraphQLError(
    'A subscription needs a connection that stays: a WebSocket, or a request that accepts text/event-stream.',
    { extensions: { code: 'BAD_REQUEST' } },
  );
