import {
  Kind,
  type DirectiveNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/** Fragments that spread one another, one in the other, could overflow the stack. */
const maxNesting = 200;

/**
 * A copy of the operation with each fragment written out where it is spread. The compiler writes into what it compiles, and mixes up
 * the conditions of a fragment that is spread twice; here each place has nodes of its own, and no condition that is settled.
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

/** What decides whether the selection stands; other directives say nothing about that. */
const condition = ({ name, arguments: args }: DirectiveNode) =>
  name.value === 'skip' || name.value === 'include' ? args?.[0]?.value : undefined;

/** Conditions that are written out are decided here, and those that are left depend on a variable. */
const dependsOnVariable = (directive: DirectiveNode): boolean => condition(directive)?.kind === Kind.VARIABLE;

const mayBeIncluded = ({ directives = [] }: SelectionNode): boolean =>
  directives.every((directive) => {
    const value = condition(directive);
    return value?.kind !== Kind.BOOLEAN || value.value === (directive.name.value === 'include');
  });

class TooManyNodes extends Error {}
