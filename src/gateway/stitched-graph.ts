import { getStitchedSchemaFromSupergraphSdl } from '@graphql-tools/federation';
import {
  getOperationASTFromRequest,
  isAsyncIterable,
  type ExecutionRequest,
  type Executor,
} from '@graphql-tools/utils';
import {
  createSourceEventStream,
  defaultFieldResolver,
  execute,
  OperationTypeNode,
  parse,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLError,
  type GraphQLSchema,
} from 'graphql';
import {
  addAuthorization,
  catchClientErrors,
  compileCost,
  GraphContext,
  memoizeByOperation,
  operationOf,
  operationTooCostly,
  readAnnotations,
  resumeExtensions,
  toPlainVariables,
  type CostFunction,
  type ExecutableGraph,
  type ExecutionOptions,
  type OperationRequest,
  type PayloadSink,
  type SubscriptionRequest,
} from '../graph/index.ts';
import { graphNames } from './composition/join-directives.ts';
import { createGatewayContext, type GatewayContext, type SubscriptionOpening } from './context.ts';
import { createLocalOperationCheck } from './local-operations.ts';
import {
  createResultValidator,
  validateScalarLiterals,
  validateVariables,
  type ResultValidator,
} from './scalar-validation.ts';
import { deliverJoinedEvents } from './joined-events.ts';
import { toClientFacingErrors } from './subgraph-errors.ts';

export interface StitchedGraphOptions {
  readonly supergraphSdl: string;
  /** Graph of the local subgraph. */
  readonly local: ExecutableGraph;
  readonly localName: string;
  /** Executors of the subgraphs, by name. */
  readonly executors: ReadonlyMap<string, Executor>;
  readonly maxCost: number;
  readonly formatError: ExecutionOptions['formatError'];
}

interface StitchedDeps extends Pick<StitchedGraphOptions, 'local' | 'maxCost' | 'formatError'> {
  readonly schema: GraphQLSchema;
  readonly costOf: (document: DocumentNode, operationName: string | undefined) => CostFunction;
}

/**
 * Creates a graph of the local subgraph and the remote ones. Operations that need the local subgraph only are executed by the local graph.
 * The stitching library executes the others.
 */
export function createStitchedGraph(options: StitchedGraphOptions): ExecutableGraph {
  const { local, localName, maxCost, formatError } = options;
  const supergraph = parse(options.supergraphSdl, { noLocation: true });
  const annotations = readAnnotations([supergraph]);
  const names = graphNames(supergraph);
  const schema = createStitchedSchema(supergraph, names, options);
  addAuthorization(schema, annotations);
  countMutations(schema, local.schema);
  validateScalarLiterals(schema, local.schema);
  const localGraph = [...names].find(([, name]) => name === localName)?.[0] ?? '';
  const isLocal = createLocalOperationCheck(supergraph, localGraph, schema, local.schema);
  const costOf = memoizeByOperation((document, operationName) =>
    compileCost(schema, annotations, document, operationOf(document, operationName)),
  );
  const deps: StitchedDeps = { schema, local, maxCost, formatError, costOf };
  return {
    schema,
    plan: local.plan,
    operationRunner: {
      run: (request) =>
        isLocal(request.document)
          ? local.operationRunner.run(request)
          : run(deps, { ...request, variables: toPlainVariables(schema, request) }),
    },
    subscriptionRunner: {
      subscribe: (request) =>
        isLocal(request.document)
          ? local.subscriptionRunner.subscribe(request)
          : catchClientErrors(() =>
              subscribe(deps, { ...request, variables: toPlainVariables(schema, request) }),
            ),
    },
  };
}

function createStitchedSchema(
  supergraph: DocumentNode,
  names: ReadonlyMap<string, string>,
  { local, localName, executors }: StitchedGraphOptions,
): GraphQLSchema {
  return getStitchedSchemaFromSupergraphSdl({
    supergraphSdl: supergraph,
    batch: true,
    onSubschemaConfig(subschema) {
      const name = names.get(subschema.name) ?? '';
      const executor = executors.get(name);
      if (executor === undefined) throw new Error(`The subgraph ${subschema.name} has no executor.`);
      subschema.executor = withEventJoining(
        executor,
        name === localName ? (answer) => answer : createResultValidator(name, subschema.schema, local.schema),
      );
    },
  });
}

/** Counts mutation fields of remote subgraphs against the caller's rate. The local graph counts its own. */
function countMutations(schema: GraphQLSchema, local: GraphQLSchema): void {
  const localFields = local.getMutationType()?.getFields() ?? {};
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    if (field.name in localFields) continue;
    const { resolve = defaultFieldResolver } = field;
    field.resolve = (source, args, context: GatewayContext, info) => {
      context.graph.spend();
      return resolve(source, args, context, info);
    };
  }
}

async function run(deps: StitchedDeps, request: OperationRequest): Promise<ExecutionResult> {
  const { document, operationName, variables, context } = request;
  const errors = checkRequest(deps, request);
  if (errors !== undefined) return { errors };
  return toClientFacingResult(
    await execute({
      schema: deps.schema,
      document,
      operationName,
      variableValues: variables,
      contextValue: createGatewayContext(context),
    }),
  );
}

/** @returns the errors of a request that costs too much or has invalid variables */
function checkRequest(
  { local, maxCost, costOf }: StitchedDeps,
  { document, operationName, variables }: Pick<OperationRequest, 'document' | 'operationName' | 'variables'>,
): readonly GraphQLError[] | undefined {
  const cost = costOf(document, operationName)(variables);
  if (cost > maxCost) return [operationTooCostly(cost, maxCost)];
  return validateVariables(variables, operationOf(document, operationName), local.schema);
}

function toClientFacingResult({ data, errors }: ExecutionResult): ExecutionResult {
  if (errors === undefined) return { ...(data === undefined ? {} : { data }) };
  // The library marks errors after which there is no data. Only its own executor knows the mark, not graphql-js.
  const isCritical = errors.some(({ extensions }) => extensions.CRITICAL_ERROR !== undefined);
  const remaining = isCritical ? null : data;
  return {
    errors: errors.flatMap(toClientFacingErrors),
    ...(remaining !== undefined && { data: remaining }),
  };
}

async function subscribe(deps: StitchedDeps, request: SubscriptionRequest) {
  const errors = checkRequest(deps, request);
  if (errors !== undefined) return { errors };
  const opening: SubscriptionOpening = { positions: [], lastEventId: request.lastEventId };
  const source = await createSource(deps, request, createEventContext(deps, request, { opening }));
  if (!(Symbol.asyncIterator in source))
    return { errors: (source.errors ?? []).flatMap(toClientFacingErrors) };
  const { events, positions } = opening;
  if (events === undefined) throw new Error('No subgraph has opened the subscription.');
  const join = (event: ExecutionResult, position: string | undefined) =>
    joinEvent(deps, request, event, position);
  return {
    subscription: { open: (sink: PayloadSink) => deliverJoinedEvents({ events, positions, join }, sink) },
  };
}

const createEventContext = (
  { local }: StitchedDeps,
  { caller }: SubscriptionRequest,
  more: Partial<Pick<GatewayContext, 'opening' | 'event'>>,
): GatewayContext => createGatewayContext(new GraphContext(caller(), local.plan), { caller, ...more });

const createSource = (
  { schema }: StitchedDeps,
  { document, operationName, variables }: SubscriptionRequest,
  contextValue: GatewayContext,
) => createSourceEventStream({ schema, document, operationName, variableValues: variables, contextValue });

/**
 * Adds the fields of other subgraphs to an event. Each event has its own context, because entities loaded for the last one can be stale.
 */
async function joinEvent(
  deps: StitchedDeps,
  request: SubscriptionRequest,
  event: ExecutionResult,
  position: string | undefined,
): Promise<Buffer> {
  const { document, operationName, variables } = request;
  const contextValue = createEventContext(deps, request, { event });
  const source = await createSource(deps, request, contextValue);
  if (!(Symbol.asyncIterator in source)) throw (source.errors ?? [])[0] ?? new Error('No event.');
  const { value: rootValue } = (await source[Symbol.asyncIterator]().next()) as { value: unknown };
  const result = await execute({
    schema: deps.schema,
    document,
    operationName,
    rootValue,
    variableValues: variables,
    contextValue,
  });
  const { data = null, errors } = toClientFacingResult(result);
  const formatted = errors?.map((error) => deps.formatError(error.toJSON(), error));
  return Buffer.from(
    JSON.stringify({ ...(formatted && { errors: formatted }), data, ...resumeExtensions(position) }),
  );
}

/**
 * Wraps the executor of a subgraph so that events are joined one by one. The first call of a subscription stores the subgraph's events in
 * `opening`. For each event, a call with the event in its context answers with that event.
 * @param validate applied to answers and events
 */
const withEventJoining = (executor: Executor, validate: ResultValidator): Executor =>
  (async (request: ExecutionRequest<Record<string, unknown>, GatewayContext>) => {
    const { context } = request;
    if (
      context?.event !== undefined &&
      getOperationASTFromRequest(request).operation === OperationTypeNode.SUBSCRIPTION
    )
      return only(validate(context.event, request));
    const answer = await executor(request);
    if (!isAsyncIterable(answer)) return validate(answer, request);
    if (context?.opening !== undefined)
      context.opening.events = answer[Symbol.asyncIterator]() as AsyncIterator<ExecutionResult>;
    return answer;
  }) as Executor;

// oxlint-disable-next-line typescript/require-await -- the library requires an async iterable
async function* only<Event>(event: Event): AsyncGenerator<Event> {
  yield event;
}
