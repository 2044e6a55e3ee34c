import {
  getNamedType,
  GraphQLError,
  isAbstractType,
  isObjectType,
  Kind,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';
import type { Caller } from '../../auth/index.ts';
import type { GraphContext } from '../context.ts';
import { operationOf } from '../execution/executor.ts';
import { createRootAuthorizer, type RootAuthorizer } from '../authorization.ts';
import { compileCost, type CostFunction } from '../limits/cost.ts';
import type { BuiltGraph } from '../build-graph.ts';

/** Prepared operation of a subscription, shared by all subscriptions with the same document. */
export interface EventOperation {
  /** Unique number. Part of the cache keys of payloads. */
  readonly id: number;
  readonly operationName: string | undefined;
  readonly cost: CostFunction;
  /** Checks access to the root field. Called again when a token is renewed, because its scopes can change. */
  readonly authorize: RootAuthorizer;
  /** Document executed for each event: the operation without the arguments of its root field. */
  readonly document: DocumentNode;
  /** Reports whether it selects an entity of which the caller's id decides what the caller sees. The caller then shares no payload. */
  readonly isPersonal: (caller: Caller) => boolean;
  /** Names of the variables in `document`. */
  readonly variables: readonly string[];
}

let lastId = 0;

/** @throws GraphQLError if the document has no such subscription */
export function prepareEventOperation(
  graph: BuiltGraph,
  document: DocumentNode,
  operationName: string | undefined,
): EventOperation {
  const { schema, annotations } = graph;
  const operation = operationOf(document, operationName);
  const found = new Set<string>();
  const stripped = withoutRootArguments(schema, document, found);
  const definitions = operation.variableDefinitions ?? [];
  const used = variablesIn(stripped);
  const variables = definitions.map(({ variable }) => variable.name.value).filter((name) => used.has(name));
  const executed: DocumentNode = {
    ...stripped,
    definitions: stripped.definitions
      .filter(
        (definition) =>
          definition.kind !== Kind.OPERATION_DEFINITION || definition.name?.value === operation.name?.value,
      )
      .map((definition) =>
        definition.kind === Kind.OPERATION_DEFINITION
          ? {
              ...definition,
              variableDefinitions: definitions.filter(({ variable }) => used.has(variable.name.value)),
            }
          : definition,
      ),
  };
  return {
    id: ++lastId,
    operationName,
    cost: compileCost(schema, annotations, document, operation),
    authorize: createAuthorizer(graph, found),
    isPersonal: createPersonalCheck(graph, executed),
    document: executed,
    variables,
  };
}

/** @param found receives the names of the root fields */
function withoutRootArguments(
  schema: GraphQLSchema,
  document: DocumentNode,
  found: Set<string>,
): DocumentNode {
  const types = new TypeInfo(schema);
  const root = schema.getSubscriptionType();
  return visit(
    document,
    visitWithTypeInfo(types, {
      Field(node) {
        if (types.getParentType() !== root) return undefined;
        found.add(node.name.value);
        return { ...node, arguments: [] };
      },
    }),
  );
}

/** Returns the function that reports whether a field below the root field can return an entity that is personal to the caller. */
function createPersonalCheck(
  { schema, personalTypes }: BuiltGraph,
  document: DocumentNode,
): EventOperation['isPersonal'] {
  const types = new TypeInfo(schema);
  const root = schema.getSubscriptionType();
  const checks = new Set<EventOperation['isPersonal']>();
  const addChecks = (type: GraphQLNamedType) => {
    for (const { name } of isAbstractType(type) ? schema.getPossibleTypes(type) : [type]) {
      const check = personalTypes.get(name);
      if (check !== undefined) checks.add(check);
    }
  };
  visit(
    document,
    visitWithTypeInfo(types, {
      Field() {
        const type = getNamedType(types.getType());
        if (types.getParentType() !== root && type) addChecks(type);
      },
    }),
  );
  return (caller) => [...checks].some((check) => check(caller));
}

function variablesIn(document: DocumentNode): ReadonlySet<string> {
  const names = new Set<string>();
  visit(document, {
    VariableDefinition: () => false,
    Variable({ name }) {
      names.add(name.value);
    },
  });
  return names;
}

function createAuthorizer({ schema, annotations }: BuiltGraph, names: ReadonlySet<string>): RootAuthorizer {
  const root = schema.getSubscriptionType();
  if (!isObjectType(root)) throw new GraphQLError('There is nothing to subscribe to.');
  const authorizers = [...names].flatMap((name) => {
    const field = root.getFields()[name] as GraphQLField<unknown, GraphContext> | undefined;
    return (field && createRootAuthorizer(annotations, root, field)) ?? [];
  });
  return (principal: Caller | undefined) => {
    for (const authorize of authorizers) authorize(principal);
  };
}
