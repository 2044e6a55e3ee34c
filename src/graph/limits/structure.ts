import {
  GraphQLError,
  Kind,
  OperationTypeNode,
  type ASTVisitor,
  type DocumentNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValidationContext,
  type ValidationRule,
} from 'graphql';

export interface StructureLimits {
  readonly maxDepth: number;
  readonly maxAliases: number;
  readonly maxDirectives: number;
  readonly maxRootMutations: number;
}

/** How an operation is built, with its fragments counted where they are spread. */
export interface Structure {
  readonly depth: number;
  readonly aliases: number;
  readonly directives: number;
  readonly rootFields: number;
  /** All fields, expanded. */
  readonly fields: number;
}

/** Above this many expanded fields an operation is an attack, whatever the other limits are: fragments can double 80 times. */
export const maxExpandedFields = 5000;

/** @returns a rule that names each limit that the operation breaks, before any other rule has its say */
export const structureRule =
  (limits: StructureLimits): ValidationRule =>
  (context: ValidationContext): ASTVisitor => ({
    Document(document) {
      for (const operation of document.definitions) {
        if (operation.kind !== Kind.OPERATION_DEFINITION) continue;
        const faults = faultsOf(measureStructure(document, operation), operation, limits);
        if (faults.length > 0)
          context.reportError(
            new GraphQLError(faults.join(' '), {
              nodes: operation,
              extensions: { code: 'OPERATION_TOO_LARGE' },
            }),
          );
      }
    },
  });

const faultsOf = (
  { depth, aliases, directives, fields, rootFields }: Structure,
  { operation }: OperationDefinitionNode,
  limits: StructureLimits,
): readonly string[] => {
  const fault = (what: string, is: number, limit: number) =>
    is > limit ? [`The operation has ${what} ${is}; the limit is ${limit}.`] : [];
  return [
    ...fault('a depth of', depth, limits.maxDepth),
    ...fault('aliases:', aliases, limits.maxAliases),
    ...fault('directives:', directives, limits.maxDirectives),
    ...fault('fields, with its fragments expanded:', fields, maxExpandedFields),
    ...(operation === OperationTypeNode.MUTATION
      ? fault('mutations:', rootFields, limits.maxRootMutations)
      : []),
  ];
};

/**
 * Each fragment is measured once, so doubling fragments cost nothing to measure. Introspection is not counted in depth: GraphiQL's
 * own query is deeper than any useful one.
 */
export function measureStructure(document: DocumentNode, operation: OperationDefinitionNode): Structure {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  const measured = new Map<string, Structure | 'underway'>();

  const ofFragment = (name: string): Structure => {
    const known = measured.get(name);
    // A cycle is reported by graphql's own rule; here it only must not loop.
    if (known !== undefined) return known === 'underway' ? nothing : known;
    const fragment = fragments.get(name);
    if (fragment === undefined) return nothing;
    measured.set(name, 'underway');
    const structure = ofSelections(fragment.selectionSet);
    measured.set(name, structure);
    return structure;
  };

  const ofSelections = ({ selections }: SelectionSetNode): Structure => {
    let total = nothing;
    for (const selection of selections) {
      const directives = selection.directives?.length ?? 0;
      let part: Structure;
      if (selection.kind === Kind.FIELD) {
        const inner = selection.selectionSet === undefined ? nothing : ofSelections(selection.selectionSet);
        const introspects = selection.name.value.startsWith('__');
        part = {
          depth: introspects ? 0 : inner.depth + 1,
          aliases: inner.aliases + (selection.alias === undefined ? 0 : 1),
          directives: inner.directives,
          rootFields: 1,
          fields: inner.fields + 1,
        };
      } else
        part =
          selection.kind === Kind.FRAGMENT_SPREAD
            ? ofFragment(selection.name.value)
            : ofSelections(selection.selectionSet);
      total = {
        depth: Math.max(total.depth, part.depth),
        aliases: total.aliases + part.aliases,
        directives: total.directives + part.directives + directives,
        rootFields: total.rootFields + part.rootFields,
        fields: total.fields + part.fields,
      };
    }
    return total;
  };

  const structure = ofSelections(operation.selectionSet);
  return { ...structure, directives: structure.directives + (operation.directives?.length ?? 0) };
}

const nothing: Structure = { depth: 0, aliases: 0, directives: 0, rootFields: 0, fields: 0 };
