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

/** Requires that a variable in a `@oneOf` input is declared non-null. A nullable variable could pass null, which `@oneOf` forbids. */
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
 * Forbids `@skip` and `@include` on the root field of a subscription, as later editions of GraphQL do. The graphql-js rule for
 * subscriptions throws for such a condition, so this rule removes it from the document, which is rejected in any case, before other rules
 * run.
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
        new GraphQLError('The root field of a subscription cannot have @skip or @include.', { nodes: node }),
      );
      (node as { directives: readonly DirectiveNode[] }).directives = [];
    }
  }
  return {};
}

type SelectionNode = SelectionSetNode['selections'][number];

/** Yields the selections at the root that have a condition, including those in fragments. */
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

/** Validation rules in addition to those of GraphQL. The executor requires them. */
export const executionRules: readonly ValidationRule[] = [oneOfVariablesRule, subscriptionConditionsRule];
