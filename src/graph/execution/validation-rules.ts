import {
  getNamedType,
  GraphQLError,
  isInputObjectType,
  Kind,
  OperationTypeNode,
  type ASTVisitor,
  type DirectiveNode,
  type DocumentNode,
  type SelectionSetNode,
  type ValidationContext,
  type ValidationRule,
  type VariableDefinitionNode,
} from 'graphql';

/**
 * The one field of a `@oneOf` input must have a value: a variable there must be declared non-null, or it could bring null past
 * validation.
 */
function oneOfVariablesRule(context: ValidationContext): ASTVisitor {
  let definitions: readonly VariableDefinitionNode[] = [];
  return {
    OperationDefinition({ variableDefinitions = [] }) {
      definitions = variableDefinitions;
    },
    ObjectValue(node) {
      const input = context.getInputType();
      const type = input && getNamedType(input);
      if (!isInputObjectType(type) || !type.isOneOf) return;
      for (const { value, name } of node.fields) {
        if (value.kind !== Kind.VARIABLE) continue;
        const definition = definitions.find(({ variable }) => variable.name.value === value.name.value);
        if (definition && definition.type.kind !== Kind.NON_NULL_TYPE)
          context.reportError(
            new GraphQLError(
              `Variable "$${value.name.value}" must be non-null: it is the one field "${name.value}" of ${type.name}.`,
              { nodes: [value, definition] },
            ),
          );
      }
    },
  };
}

/**
 * What a subscription follows cannot depend on a variable; later editions of GraphQL say so. The rule that graphql-js has for
 * subscriptions does not survive such a condition, so it is taken out of the document, which is refused anyway, before any rule looks.
 */
function subscriptionConditionsRule(context: ValidationContext): ASTVisitor {
  const document = context.getDocument();
  for (const operation of document.definitions) {
    if (
      operation.kind !== Kind.OPERATION_DEFINITION ||
      operation.operation !== OperationTypeNode.SUBSCRIPTION
    )
      continue;
    for (const node of conditionalNodes(document, operation.selectionSet, new Set())) {
      context.reportError(
        new GraphQLError('What a subscription follows cannot depend on @skip or @include.', { nodes: node }),
      );
      (node as { directives: readonly DirectiveNode[] }).directives = [];
    }
  }
  return {};
}

type SelectionNode = SelectionSetNode['selections'][number];

/** Those of the root that have a condition, through its fragments. */
function* conditionalNodes(
  document: DocumentNode,
  { selections }: SelectionSetNode,
  spread: Set<string>,
): Generator<SelectionNode> {
  for (const selection of selections) {
    if (selection.directives?.some(({ name }) => name.value === 'skip' || name.value === 'include'))
      yield selection;
    if (selection.kind === Kind.INLINE_FRAGMENT)
      yield* conditionalNodes(document, selection.selectionSet, spread);
    if (selection.kind !== Kind.FRAGMENT_SPREAD || spread.has(selection.name.value)) continue;
    spread.add(selection.name.value);
    for (const definition of document.definitions)
      if (definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === selection.name.value)
        yield* conditionalNodes(document, definition.selectionSet, spread);
  }
}

/** What documents must hold beyond GraphQL's own rules before they are executed. */
export const executionRules: readonly ValidationRule[] = [oneOfVariablesRule, subscriptionConditionsRule];
