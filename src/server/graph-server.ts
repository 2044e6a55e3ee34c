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
import {
  getOperationAST,
  GraphQLError,
  OperationTypeNode,
  parse,
  type ExecutionResult,
  type GraphQLFormattedError,
} from 'graphql';
import type { Caller } from '../auth/index.ts';
import {
  executionRules,
  catchClientErrors,
  checkVariableDepth,
  introspects,
  structureRule,
  GraphContext,
  type ExecutionOptions,
  type GraphSource,
  type PreparedSubscription,
  type StructureLimits,
  type SubscriptionRequest,
} from '../graph/index.ts';
import { DomainError, invalid } from '../kernel/errors.ts';
import { yieldToRequests } from '../kernel/event-loop.ts';
import type { Logger } from '../kernel/logger.ts';
import { deprecatedFieldUses, httpStatuses, missingSubgraphHints } from './apollo-plugins.ts';

export interface GraphServerDeps extends StructureLimits {
  readonly source: GraphSource;
  /** Formats every error for clients, on all transports. */
  readonly formatError: ExecutionOptions['formatError'];
  readonly log: Logger;
  /** Called for each deprecated field of an operation. */
  readonly onDeprecatedField: (field: string, client: string | undefined) => void;
  readonly introspection: boolean;
  /** Whether introspection needs no token. */
  readonly anonymousIntrospection: boolean;
  readonly maxTokens: number;
}

/** The sender of an operation, and the abilities of its transport. */
export interface Sender {
  readonly principal: Caller | undefined;
  /** Counts an operation against the caller's rate. @throws RATE_LIMITED */
  readonly spend: () => void;
  /** Set if the transport can carry subscriptions. */
  readonly subscriptions?: SubscriptionTransport;
}

export interface SubscriptionTransport {
  /** Returns the caller with the current token: a client may renew it during a subscription. */
  readonly caller: () => Caller;
  /** @throws DomainError or GraphQLError if the connection has reached its limit of subscriptions */
  readonly admit: () => void;
}

export interface Operation {
  readonly query: string;
  readonly operationName?: string | null | undefined;
  readonly variables?: Record<string, unknown> | null | undefined;
  /** `lastEventId` resumes a subscription. Other entries are ignored. */
  readonly extensions?: Readonly<Record<string, unknown>> | null | undefined;
}

/** The result of an operation, or a subscription that is ready to open. The errors are formatted for clients. */
export interface OperationResult {
  readonly subscription?: PreparedSubscription;
  readonly data?: Record<string, unknown> | null | undefined;
  readonly errors?: readonly GraphQLFormattedError[] | undefined;
}

/** The graph for all transports: one document cache, one set of limits, one error format. */
export interface GraphServer {
  executeHttp(request: HTTPGraphQLRequest, sender: Sender): Promise<HTTPGraphQLResponse>;
  /** Executes an operation of a WebSocket or an event stream. */
  execute(operation: Operation, sender: Sender): Promise<OperationResult>;
  /** Returns the type of the operation that would be executed; undefined if it cannot be parsed or is not in the document. */
  operationTypeOf(operation: Operation): `${OperationTypeNode}` | undefined;
  readonly formatError: GraphServerDeps['formatError'];
  start(): Promise<void>;
  stop(): Promise<void>;
}

export function createGraphServer(deps: GraphServerDeps): GraphServer {
  const { source, formatError } = deps;
  const apollo = createApollo(deps);
  const contextOf = (sender: Sender, lastEventId?: string) =>
    new OperationContext(
      sender,
      new GraphContext(sender.principal, source.current.plan, sender.spend, lastEventId),
    );
  return {
    formatError,
    executeHttp: (httpGraphQLRequest, sender) =>
      apollo.executeHTTPGraphQLRequest({
        httpGraphQLRequest: withoutEmptyName(httpGraphQLRequest),
        context: () => Promise.resolve(contextOf(sender)),
      }),
    async execute({ query, operationName, variables, extensions }, sender) {
      const contextValue = contextOf(sender, lastEventIdIn(extensions));
      const { body } = await apollo.executeOperation(
        {
          query,
          ...(typeof operationName === 'string' && operationName !== '' ? { operationName } : {}),
          ...(variables ? { variables } : {}),
        },
        { contextValue },
      );
      if (body.kind !== 'single') throw new Error('Incremental delivery is not supported.');
      const { data, errors } = body.singleResult;
      const { subscription } = contextValue.output;
      if (subscription !== undefined) return { subscription };
      return { ...(errors === undefined ? {} : { errors }), ...(data === undefined ? {} : { data }) };
    },
    operationTypeOf: (operation) => operationTypeOf(operation, deps.maxTokens),
    start: () => apollo.start(),
    stop: () => apollo.stop(),
  };
}

/**
 * Removes an empty operation name, which is the same as none (GraphQL over HTTP, GET). Otherwise Apollo would not find the operation, and
 * could not check its type.
 */
function withoutEmptyName(request: HTTPGraphQLRequest): HTTPGraphQLRequest {
  const { method, body } = request;
  if (method === 'GET') {
    const search = new URLSearchParams(request.search);
    search.delete('operationName', '');
    return { ...request, search: `?${search.toString()}` };
  }
  return typeof body === 'object' && body !== null && 'operationName' in body && body.operationName === ''
    ? { ...request, body: { ...body, operationName: null } }
    : request;
}

function operationTypeOf(
  { query, operationName }: Operation,
  maxTokens: number,
): `${OperationTypeNode}` | undefined {
  try {
    const name = operationName === '' ? undefined : operationName;
    return getOperationAST(parse(query, { maxTokens, noLocation: true }), name)?.operation;
  } catch {
    return undefined;
  }
}

/** @throws BAD_USER_INPUT */
function lastEventIdIn(extensions: Operation['extensions']): string | undefined {
  const lastEventId = extensions?.lastEventId ?? undefined;
  if (lastEventId === undefined || typeof lastEventId === 'string') return lastEventId;
  throw invalid('extensions.lastEventId', 'is not a string');
}

/** Apollo Server's context value. Apollo clones it for each operation, so results are returned in `output`, which the clones share. */
class OperationContext {
  readonly sender: Sender;
  readonly graph: GraphContext;
  readonly output: { subscription?: PreparedSubscription } = {};

  constructor(sender: Sender, graph: GraphContext) {
    this.sender = sender;
    this.graph = graph;
  }
}

/** The number of parsed documents that are cached. Compiled operations are attached to their documents, so their number is the limit, not their size. */
const maxCachedDocuments = 1000;

const createApollo = (deps: GraphServerDeps): ApolloServer<OperationContext> =>
  new ApolloServer<OperationContext>({
    gateway: createGateway(deps),
    introspection: deps.introspection,
    hideSchemaDetailsFromClientErrors: true,
    csrfPrevention: { requestHeaders: preflightedHeaders },
    includeStacktraceInErrorResponses: false,
    parseOptions: { maxTokens: deps.maxTokens },
    validationOptions: { maxErrors: 20 },
    validationRules: [structureRule(deps), ...executionRules],
    persistedQueries: false,
    documentStore: new InMemoryLRUCache({ max: maxCachedDocuments }),
    formatError: deps.formatError,
    stringifyResult: (result) => JSON.stringify(result),
    logger: apolloLogger(deps.log),
    // The application stops the server itself, in its own order.
    stopOnTerminationSignals: false,
    plugins: [
      // Cache control would wrap every resolver.
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ...(deps.source.remotes.length > 0 ? [missingSubgraphHints(deps.source)] : []),
      deprecatedFieldUses(deps.onDeprecatedField),
      httpStatuses,
    ],
  });

/**
 * Headers that a page of another origin cannot send without a preflight. A GET with one of them is not forged. A bearer token is never sent
 * by the browser itself.
 */
const preflightedHeaders = ['authorization', 'apollo-require-preflight', 'x-apollo-operation-name'];

type Gateway = ApolloServerOptionsWithGateway<OperationContext>['gateway'];
type Executor = NonNullable<Awaited<ReturnType<Gateway['load']>>['executor']>;

/** Apollo Server's gateway interface is its documented way to replace the executor and to update the schema at run time. */
const createGateway = (deps: GraphServerDeps): Gateway => ({
  load: () => Promise.resolve({ executor: (request) => executeForApollo(deps, request) }),
  onSchemaLoadOrUpdate(listener) {
    const { source } = deps;
    const publish = () => {
      listener({ apiSchema: source.current.schema, coreSupergraphSdl: '' });
    };
    publish();
    return source.onChange(publish);
  },
  stop: () => Promise.resolve(),
});

async function executeForApollo(
  { source, anonymousIntrospection }: GraphServerDeps,
  { document, operation, request, context }: Parameters<Executor>[0],
): Promise<ExecutionResult> {
  if (!(context instanceof OperationContext)) throw new Error('The operation has another context.');
  const { operationName, variables = {} } = request;
  const operationRequest = { document, operationName, variables };
  // Undefined if no operation has the requested name, unlike in Apollo's type.
  const kind = (operation as typeof operation | undefined)?.operation;
  const tooDeep = checkVariableDepth(variables);
  if (tooDeep !== undefined) return { errors: [tooDeep] };
  return catchClientErrors<ExecutionResult>(async () => {
    if (introspects(document)) {
      if (context.sender.principal === undefined && !anonymousIntrospection)
        throw new DomainError('UNAUTHENTICATED', 'Introspection needs a valid bearer token.');
      // Each takes up to a tenth of a second, so that several at once must not run in one turn.
      await yieldToRequests();
    }
    // The fields of a mutation count one by one.
    if (kind !== undefined && kind !== OperationTypeNode.MUTATION) context.sender.spend();
    return kind === OperationTypeNode.SUBSCRIPTION
      ? subscribe(source, context, operationRequest)
      : source.current.operationRunner.run({ ...operationRequest, context: context.graph });
  });
}

/** Prepares a subscription. Apollo has parsed and validated it like every operation, and returns it in the context instead of the result. */
async function subscribe(
  source: GraphSource,
  { sender, graph, output }: OperationContext,
  request: Omit<SubscriptionRequest, 'caller' | 'lastEventId'>,
): Promise<ExecutionResult> {
  if (sender.subscriptions === undefined) return { errors: [needsStream()] };
  const { admit, caller } = sender.subscriptions;
  admit();
  const { lastEventId } = graph;
  const { subscription, errors } = await source.current.subscriptionRunner.subscribe({
    ...request,
    caller,
    lastEventId,
  });
  if (errors !== undefined) return { errors };
  output.subscription = subscription;
  return { data: null };
}

const needsStream = () =>
  new GraphQLError(
    'A subscription needs a connection that stays: a WebSocket, or a request that accepts text/event-stream or multipart/mixed;subscriptionSpec=1.0.',
    { extensions: { code: 'BAD_REQUEST' } },
  );

const apolloLogger = (log: Logger) => ({
  debug: () => undefined,
  info: () => undefined,
  warn: (text: unknown) => {
    log.warn({ text }, 'apollo');
  },
  error: (text: unknown) => {
    log.error({ text }, 'apollo');
  },
});
