import {
  Kind,
  type DocumentNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/**
 * A copy of the operation with each fragment written out where it is spread. The compiler writes into what it compiles, and mixes up
 * the conditions of a fragment that is spread twice; here each place has nodes of its own.
 * @returns nothing if it would have more than `maxNodes` selections: fragments can double with each level
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

  const copySet = (set: SelectionSetNode): SelectionSetNode => ({
    ...set,
    selections: set.selections.map(copy),
  });
  const copy = (selection: SelectionNode): SelectionNode => {
    if (left-- <= 0) throw new TooManyNodes();
    if (selection.kind !== Kind.FRAGMENT_SPREAD)
      return selection.selectionSet === undefined
        ? { ...selection }
        : ({ ...selection, selectionSet: copySet(selection.selectionSet) } as SelectionNode);
    const fragment = fragments.get(selection.name.value);
    if (fragment === undefined) throw new Error(`A valid document has no fragment ${selection.name.value}.`);
    return {
      kind: Kind.INLINE_FRAGMENT,
      typeCondition: fragment.typeCondition,
      ...(selection.directives === undefined ? {} : { directives: selection.directives }),
      selectionSet: copySet(fragment.selectionSet),
    };
  };

  try {
    return { ...operation, selectionSet: copySet(operation.selectionSet) };
  } catch (error) {
    if (error instanceof TooManyNodes) return undefined;
    throw error;
  }
}

class TooManyNodes extends Error {}
