import {
  GraphQLError,
  Kind,
  OperationTypeNode,
  type ASTVisitor,
  type DirectiveNode,
  type DocumentNode,
  type SelectionSetNode,
  type ValidationContext,
} from 'graphql';

/**
 * What a subscription follows cannot depend on a variable; later editions of GraphQL say so. The rule that graphql-js has for
 * subscriptions does not survive such a condition, so it is taken out of the document, which is refused anyway, before any rule looks.
 */
export function subscriptionConditionsRule(context: ValidationContext): ASTVisitor {
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
