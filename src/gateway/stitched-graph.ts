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
  type ExecutionResult,
  type GraphQLError,
  type GraphQLSchema,
} from 'graphql';
import {
  compileCost,
  addAuthorization,
  GraphContext,
  operationOf,
  memoizeByOperation,
  readAnnotations,
  catchClientErrors,
  operationTooCostly,
  type CostFunction,
  type ExecutableGraph,
  type ExecutionOptions,
  type PayloadSink,
  type OperationRequest,
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
import { toClientFacingErrors } from './subgraph-errors.ts';
import { deliverJoinedEvents } from './joined-events.ts';

export interface StitchedGraphOptions {
  readonly supergraphSdl: string;
  /** Our own domains, and their name among the subgraphs. */
  readonly local: ExecutableGraph;
  readonly localName: string;
  /** How each subgraph is asked, by its name. */
  readonly executors: ReadonlyMap<string, Executor>;
  readonly maxCost: number;
  readonly formatError: ExecutionOptions['formatError'];
}

/**
 * Our domains and other teams' subgraphs as one graph. What touches our domains alone runs as it does without the others; the rest is
 * planned, asked and joined by the library.
 */
export function createStitchedGraph(options: StitchedGraphOptions): ExecutableGraph {
  const { supergraphSdl, local, localName, executors, maxCost, formatError } = options;
  const supergraph = parse(supergraphSdl, { noLocation: true });
  const annotations = readAnnotations([supergraph]);
  const names = graphNames(supergraph);
  const schema = getStitchedSchemaFromSupergraphSdl({
    supergraphSdl: supergraph,
    batch: true,
    onSubschemaConfig(subschema) {
      const name = names.get(subschema.name) ?? '';
      const executor = executors.get(name);
      if (executor === undefined) throw new Error(`Nobody answers for the subgraph ${subschema.name}.`);
      subschema.executor = withEventJoining(
        executor,
        name === localName ? (answer) => answer : createResultValidator(name, subschema.schema, local.schema),
      );
    },
  });
  addAuthorization(schema, annotations);
  countMutations(schema, local.schema);
  validateScalarLiterals(schema, local.schema);
  const ownGraph = [...names].find(([, name]) => name === localName)?.[0] ?? '';
  const isOurs = createLocalOperationCheck(supergraph, ownGraph, schema, local.schema);
  const costOf = memoizeByOperation<CostFunction>((document, operationName) =>
    compileCost(schema, annotations, document, operationOf(document, operationName)),
  );

  function refusalsOf({
    document,
    operationName,
    variables,
  }: Pick<OperationRequest, 'document' | 'operationName' | 'variables'>):
    readonly GraphQLError[] | undefined {
    const price = costOf(document, operationName)(variables);
    if (price > maxCost) return [operationTooCostly(price, maxCost)];
    return validateVariables(variables, operationOf(document, operationName), local.schema);
  }

  function marked({ data, errors }: ExecutionResult): ExecutionResult {
    if (errors === undefined) return { ...(data === undefined ? {} : { data }) };
    // Where the library finds no way to an answer, there is none: graphql-js does not know this mark of its own executor.
    const isCritical = errors.some(({ extensions }) => extensions.CRITICAL_ERROR !== undefined);
    const shown = isCritical ? null : data;
    return { errors: errors.flatMap(toClientFacingErrors), ...(shown !== undefined && { data: shown }) };
  }

  function serialise(result: ExecutionResult): Buffer {
    const { data = null, errors } = marked(result);
    return Buffer.from(
      JSON.stringify(
        errors === undefined
          ? { data }
          : { errors: errors.map((error) => formatError(error.toJSON(), error)), data },
      ),
    );
  }

  async function follow({ document, operationName, variables, caller }: SubscriptionRequest) {
    const refusals = refusalsOf({ document, operationName, variables });
    if (refusals !== undefined) return { errors: refusals };
    const opening: SubscriptionOpening = { positions: [] };
    const context = (more: Partial<Pick<GatewayContext, 'opening' | 'event'>>) =>
      createGatewayContext(new GraphContext(caller(), local.plan), { caller, ...more });
    const begin = (contextValue: GatewayContext) =>
      createSourceEventStream({ schema, document, operationName, variableValues: variables, contextValue });
    const source = await begin(context({ opening }));
    if (!(Symbol.asyncIterator in source))
      return { errors: (source.errors ?? []).flatMap(toClientFacingErrors) };
    const { events, positions } = opening;
    if (events === undefined) throw new Error('A subscription that no subgraph has opened.');

    /** In a context of its own: what was read for the last one may be out of date. */
    async function join(event: ExecutionResult): Promise<Buffer> {
      const contextValue = context({ event });
      const joined = await begin(contextValue);
      if (!(Symbol.asyncIterator in joined)) throw (joined.errors ?? [])[0] ?? new Error('No event.');
      const { value: rootValue } = (await joined[Symbol.asyncIterator]().next()) as { value: unknown };
      return serialise(
        await execute({
          schema,
          document,
          operationName,
          rootValue,
          variableValues: variables,
          contextValue,
        }),
      );
    }
    return {
      subscription: {
        open: (follower: PayloadSink) => deliverJoinedEvents({ events, positions, join }, follower),
      },
    };
  }

  return {
    schema,
    plan: local.plan,
    operationRunner: {
      async run(request) {
        const { document, operationName, variables, context } = request;
        if (isOurs(document)) return local.operationRunner.run(request);
        const refusals = refusalsOf(request);
        if (refusals !== undefined) return { errors: refusals };
        return marked(
          await execute({
            schema,
            document,
            operationName,
            variableValues: variables,
            contextValue: createGatewayContext(context),
          }),
        );
      },
    },
    subscriptionRunner: {
      subscribe: (request) =>
        isOurs(request.document)
          ? local.subscriptionRunner.subscribe(request)
          : catchClientErrors(() => follow(request)),
    },
  };
}

/** Ours count themselves against the caller's rate. */
function countMutations(schema: GraphQLSchema, own: GraphQLSchema): void {
  const ours = own.getMutationType()?.getFields() ?? {};
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    if (field.name in ours) continue;
    const { resolve = defaultFieldResolver } = field;
    field.resolve = (source, args, context: GatewayContext, info) => {
      context.graph.spend();
      return resolve(source, args, context, info);
    };
  }
}

/**
 * Opens a subscription and hands its events out, and takes them back one by one to have them joined.
 * @param check what is joined, answers and events, goes through it
 */
const withEventJoining = (executor: Executor, check: ResultValidator): Executor =>
  (async (request: ExecutionRequest<Record<string, unknown>, GatewayContext>) => {
    const { context } = request;
    if (
      context?.event !== undefined &&
      getOperationASTFromRequest(request).operation === OperationTypeNode.SUBSCRIPTION
    )
      return only(check(context.event, request));
    const answer = await executor(request);
    if (!isAsyncIterable(answer)) return check(answer, request);
    if (context?.opening !== undefined)
      context.opening.events = answer[Symbol.asyncIterator]() as AsyncIterator<ExecutionResult>;
    return answer;
  }) as Executor;

// eslint-disable-next-line @typescript-eslint/require-await -- what the library takes for a subscription
async function* only<Event>(event: Event): AsyncGenerator<Event> {
  yield event;
}
