import {
  GraphQLError,
  Kind,
  OperationTypeNode,
  type ASTVisitor,
  type DocumentNode,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValidationContext,
  type ValidationRule,
} from 'graphql';
import { fragmentsOf } from './introspection.ts';

export interface StructureLimits {
  readonly maxDepth: number;
  readonly maxAliases: number;
  readonly maxDirectives: number;
  readonly maxRootMutations: number;
}

/** Measurements of an operation. Fragments are counted at each spread. */
interface Structure {
  readonly depth: number;
  readonly aliases: number;
  readonly directives: number;
  readonly rootFields: number;
  /** Number of fields after expansion of fragments. */
  readonly fields: number;
}

/** Limit of expanded fields. Fragments that double with each level reach it; no useful operation does. */
const maxExpandedFields = 5000;

/** Creates the validation rule that reports each exceeded limit. It visits the document node, so it runs before other rules. */
export const structureRule =
  (limits: StructureLimits): ValidationRule =>
  (context: ValidationContext): ASTVisitor => ({
    Document(document) {
      for (const operation of document.definitions) {
        if (operation.kind !== Kind.OPERATION_DEFINITION) continue;
        const messages = exceededLimits(measureStructure(document, operation), operation, limits);
        if (messages.length > 0)
          context.reportError(
            new GraphQLError(messages.join(' '), {
              nodes: operation,
              extensions: { code: 'OPERATION_TOO_LARGE' },
            }),
          );
      }
    },
  });

const exceededLimits = (
  { depth, aliases, directives, fields, rootFields }: Structure,
  { operation }: OperationDefinitionNode,
  limits: StructureLimits,
): readonly string[] => {
  const check = (what: string, value: number, limit: number) =>
    value > limit ? [`The operation has ${what} ${value}; the limit is ${limit}.`] : [];
  return [
    ...check('a depth of', depth, limits.maxDepth),
    ...check('aliases:', aliases, limits.maxAliases),
    ...check('directives:', directives, limits.maxDirectives),
    ...check('fields, with its fragments expanded:', fields, maxExpandedFields),
    ...(operation === OperationTypeNode.MUTATION
      ? check('mutations:', rootFields, limits.maxRootMutations)
      : []),
  ];
};

/**
 * Measures an operation. Each fragment is measured once, so fragments that double are cheap to measure. The depth does not include
 * `ofType`: introspection queries nest it nine times, and the schema ends it after three.
 */
function measureStructure(document: DocumentNode, operation: OperationDefinitionNode): Structure {
  const fragments = fragmentsOf(document);
  const measured = new Map<string, Structure | 'underway'>();

  const ofFragment = (name: string): Structure => {
    const known = measured.get(name);
    // graphql-js has a rule that reports cycles. Here a cycle only must not loop.
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
        part = {
          depth: inner.depth + (selection.name.value === 'ofType' ? 0 : 1),
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
