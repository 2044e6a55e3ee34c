import { ApolloServer, HeaderMap, type ApolloServerOptionsWithGateway } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { GraphQLError, OperationTypeNode } from 'graphql';
import { InMemoryLRUCache } from '@apollo/utils.keyvaluecache';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Authenticator } from '../auth/index.ts';
import {
  createErrorEdge,
  createOperationRunner,
  executionRules,
  GraphContext,
  structureRule,
  type Graph,
  type StructureLimits,
} from '../graph/index.ts';
import { DomainError } from '../kernel/errors.ts';
import type { Logger } from '../kernel/logger.ts';
import { BodyError, readJsonBody } from './request-body.ts';
import { respondWithError, respondWithRefusal, respondWithText } from './respond.ts';

export interface GraphqlOptions extends StructureLimits {
  readonly graph: Graph;
  readonly authenticator: Authenticator;
  readonly log: Logger;
  readonly compile: boolean;
  readonly introspection: boolean;
  readonly maxCost: number;
  readonly maxTokens: number;
  readonly maxBodyBytes: number;
}

const maxKnownOperations = 1000;

export interface GraphqlEndpoint {
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

export function createGraphqlEndpoint(options: GraphqlOptions): GraphqlEndpoint {
  const { graph, authenticator, log, maxBodyBytes } = options;
  const apollo = createApollo(options);

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      if (request.method !== 'POST' && request.method !== 'GET') {
        respondWithError(response, 405, 'METHOD_NOT_ALLOWED', 'The graph takes POST, and GET for queries.', {
          allow: 'GET, POST',
        });
        return;
      }
      const principal = await authenticator.authenticate(request.headers.authorization);
      const body = request.method === 'POST' ? await readJsonBody(request, maxBodyBytes) : undefined;
      const answer = await apollo.executeHTTPGraphQLRequest({
        httpGraphQLRequest: {
          method: request.method,
          headers: headersOf(request),
          search: searchOf(request),
          body,
        },
        context: () => Promise.resolve(new GraphContext(principal, graph.plan)),
      });
      if (answer.body.kind !== 'complete')
        throw new Error('An answer in parts, though nothing asks for one.');
      const { string } = answer.body;
      const status = statusOf(answer.status ?? 200, answer.headers.get('content-type'), string);
      respondWithText(response, status, string, Object.fromEntries(answer.headers));
    } catch (error) {
      if (error instanceof DomainError) {
        if (error.code === 'UNAVAILABLE') log.warn({ err: error.cause }, error.message);
        respondWithRefusal(response, error);
      } else if (error instanceof BodyError) {
        // What is left of a body that is too large is not read.
        respondWithError(response, error.status, error.code, error.message, { connection: 'close' });
      } else throw error;
    }
  }
  return { handle, start: () => apollo.start(), stop: () => apollo.stop() };
}

function createApollo(options: GraphqlOptions): ApolloServer<GraphContext> {
  const { graph, log } = options;
  const runner = createOperationRunner(graph, options);
  // Apollo's way to hand in an executor of one's own: this process is its gateway.
  const gateway: ApolloServerOptionsWithGateway<GraphContext>['gateway'] = {
    load: () =>
      Promise.resolve({
        executor: ({ document, operation, request, context }) =>
          // Apollo's type says otherwise, but there is none if the operation's name is wrong.
          ((operation as typeof operation | undefined)?.operation === OperationTypeNode.SUBSCRIPTION
            ? Promise.resolve({ errors: [notOverHttp()] })
            : runner.run({
                document,
                operationName: request.operationName,
                variables: request.variables ?? {},
                context: context as unknown as GraphContext,
              })) as never,
      }),
    onSchemaLoadOrUpdate(listener) {
      listener({ apiSchema: graph.schema, coreSupergraphSdl: '' });
      return () => undefined;
    },
    stop: () => Promise.resolve(),
  };
  return new ApolloServer<GraphContext>({
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
    formatError: createErrorEdge(log),
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
    ],
  });
}

function headersOf(request: IncomingMessage): HeaderMap {
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers))
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  return headers;
}

const searchOf = ({ url = '' }: IncomingMessage): string => {
  const mark = url.indexOf('?');
  return mark < 0 ? '' : url.slice(mark);
};

const notOverHttp = () =>
  new GraphQLError('A subscription needs a connection that stays; a request is answered once.', {
    extensions: { code: 'BAD_REQUEST' },
  });

/** A request that is well formed, and whose operation is not. */
const operationFailures = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'OPERATION_TOO_COSTLY',
  'OPERATION_TOO_LARGE',
  'BAD_USER_INPUT',
]);

/**
 * GraphQL over HTTP: under `application/json` an operation that fails is still 200, since whatever stands between speaks that media
 * type too; under `application/graphql-response+json` it is 400.
 */
function statusOf(status: number, contentType: string | undefined, body: string): number {
  // Apollo takes an operation that was refused after validation for a fault of the server.
  if (status !== 400 && status !== 500) return status;
  const { errors } = JSON.parse(body) as { errors?: { extensions?: { code?: string } }[] };
  if (!operationFailures.has(errors?.[0]?.extensions?.code ?? '')) return status;
  return contentType?.startsWith('application/json') === true ? 200 : 400;
}
