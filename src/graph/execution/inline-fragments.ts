import {
  Kind,
  type DirectiveNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/** Bounds the recursion: deeply nested fragments could overflow the stack. */
const maxNesting = 200;

/**
 * Copies an operation and replaces each fragment spread with the fragment's selection. The compiler modifies the operation, and confuses
 * the conditions of a fragment that is spread twice. In the copy, each position has its own nodes, and constant conditions are removed.
 * @returns undefined if the copy would have more than `maxNodes` selections: fragments can double with each level
 */
export function inlineFragments(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  maxNodes: number,
): OperationDefinitionNode | undefined {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  let left = maxNodes;

  const copySet = (set: SelectionSetNode, depth: number): SelectionSetNode => ({
    ...set,
    selections: set.selections.filter(mayBeIncluded).map((selection) => copy(selection, depth)),
  });
  const copy = (selection: SelectionNode, depth: number): SelectionNode => {
    if (left-- <= 0 || depth > maxNesting) throw new TooManyNodes();
    const directives = selection.directives?.filter(dependsOnVariable) ?? [];
    if (selection.kind !== Kind.FRAGMENT_SPREAD)
      return selection.selectionSet === undefined
        ? { ...selection, directives }
        : { ...selection, directives, selectionSet: copySet(selection.selectionSet, depth + 1) };
    const fragment = fragments.get(selection.name.value);
    if (fragment === undefined) throw new Error(`A valid document has no fragment ${selection.name.value}.`);
    return {
      kind: Kind.INLINE_FRAGMENT,
      typeCondition: fragment.typeCondition,
      directives,
      selectionSet: copySet(fragment.selectionSet, depth + 1),
    };
  };

  try {
    return { ...operation, selectionSet: copySet(operation.selectionSet, 0) };
  } catch (error) {
    if (error instanceof TooManyNodes) return undefined;
    throw error;
  }
}

/** Returns the argument of `@skip` or `@include`. Other directives have no effect on the selection. */
const condition = ({ name, arguments: args }: DirectiveNode) =>
  name.value === 'skip' || name.value === 'include' ? args?.[0]?.value : undefined;

const dependsOnVariable = (directive: DirectiveNode): boolean => condition(directive)?.kind === Kind.VARIABLE;

const mayBeIncluded = ({ directives = [] }: SelectionNode): boolean =>
  directives.every((directive) => {
    const value = condition(directive);
    return value?.kind !== Kind.BOOLEAN || value.value === (directive.name.value === 'include');
  });

class TooManyNodes extends Error {}
