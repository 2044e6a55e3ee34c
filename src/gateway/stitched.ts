import { getStitchedSchemaFromSupergraphSdl } from '@graphql-tools/federation';
import type { Executor } from '@graphql-tools/utils';
import {
  createSourceEventStream,
  defaultFieldResolver,
  execute,
  parse,
  type ExecutionResult,
  type GraphQLError,
  type GraphQLSchema,
} from 'graphql';
import {
  compileCost,
  enforce,
  GraphContext,
  operationOf,
  perOperation,
  readAnnotations,
  refusing,
  tooDear,
  type Cost,
  type ExecutableGraph,
  type ExecutionOptions,
  type Follower,
  type OperationRequest,
  type SubscriptionRequest,
} from '../graph/index.ts';
import { graphNames } from './composition/graph-names.ts';
import { gatewayContext, type GatewayContext, type Opening } from './context.ts';
import { eventByEvent } from './event-by-event.ts';
import { createIsOurs } from './ours.ts';
import { checkLiterals, faultsOf } from './own-values.ts';
import { createScalarCheck } from './scalar-check.ts';
import { markForClients } from './subgraph-errors.ts';
import { openStitchedFeed } from './stitched-feed.ts';

export interface StitchedOptions {
  readonly supergraphSdl: string;
  /** Our own domains, and their name among the subgraphs. */
  readonly own: ExecutableGraph;
  readonly ownName: string;
  /** How each subgraph is asked, by its name. */
  readonly executors: ReadonlyMap<string, Executor>;
  readonly maxCost: number;
  readonly formatError: ExecutionOptions['formatError'];
}

/**
 * Our domains and other teams' subgraphs as one graph. What touches our domains alone runs as it does without the others; the rest is
 * planned, asked and joined by the library.
 */
export function stitch(options: StitchedOptions): ExecutableGraph {
  const { supergraphSdl, own, ownName, executors, maxCost, formatError } = options;
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
      subschema.executor = eventByEvent(
        executor,
        name === ownName ? (answer) => answer : createScalarCheck(name, subschema.schema, own.schema),
      );
    },
  });
  enforce(schema, annotations);
  countMutations(schema, own.schema);
  checkLiterals(schema, own.schema);
  const ownGraph = [...names].find(([, name]) => name === ownName)?.[0] ?? '';
  const isOurs = createIsOurs(supergraph, ownGraph, schema, own.schema);
  const costOf = perOperation<Cost>((document, operationName) =>
    compileCost(schema, annotations, document, operationOf(document, operationName)),
  );

  function refusalsOf({
    document,
    operationName,
    variables,
  }: Pick<OperationRequest, 'document' | 'operationName' | 'variables'>):
    readonly GraphQLError[] | undefined {
    const price = costOf(document, operationName)(variables);
    if (price > maxCost) return [tooDear(price, maxCost)];
    return faultsOf(variables, operationOf(document, operationName), own.schema);
  }

  function marked({ data, errors }: ExecutionResult): ExecutionResult {
    if (errors === undefined) return { ...(data === undefined ? {} : { data }) };
    // Where the library finds no way to an answer, there is none: graphql-js does not know this mark of its own executor.
    const isCritical = errors.some(({ extensions }) => extensions.CRITICAL_ERROR !== undefined);
    const shown = isCritical ? null : data;
    return { errors: errors.flatMap(markForClients), ...(shown !== undefined && { data: shown }) };
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
    const opening: Opening = { positions: [] };
    const context = (more: Partial<Pick<GatewayContext, 'opening' | 'event'>>) =>
      gatewayContext(new GraphContext(caller(), own.plan), { caller, ...more });
    const begin = (contextValue: GatewayContext) =>
      createSourceEventStream({ schema, document, operationName, variableValues: variables, contextValue });
    const source = await begin(context({ opening }));
    if (!(Symbol.asyncIterator in source)) return { errors: (source.errors ?? []).flatMap(markForClients) };
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
      subscription: { open: (follower: Follower) => openStitchedFeed({ events, positions, join }, follower) },
    };
  }

  return {
    schema,
    plan: own.plan,
    runner: {
      async run(request) {
        const { document, operationName, variables, context } = request;
        if (isOurs(document)) return own.runner.run(request);
        const refusals = refusalsOf(request);
        if (refusals !== undefined) return { errors: refusals };
        return marked(
          await execute({
            schema,
            document,
            operationName,
            variableValues: variables,
            contextValue: gatewayContext(context),
          }),
        );
      },
    },
    subscriber: {
      subscribe: (request) =>
        isOurs(request.document) ? own.subscriber.subscribe(request) : refusing(() => follow(request)),
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
