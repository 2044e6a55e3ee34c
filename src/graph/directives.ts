import {
  Kind,
  visit,
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type ValueNode,
} from 'graphql';
import type { ScopeGroups } from '../kernel/errors.ts';

/** Access rules and cost of a type or a field, read from directives in the subgraphs' SDL. */
export interface Annotation {
  readonly authenticated: boolean;
  readonly scopes: ScopeGroups | undefined;
  readonly staffOnly: boolean;
  readonly cost: number | undefined;
  readonly listSize: ListSize | undefined;
}

export interface ListSize {
  readonly assumedSize: number | undefined;
  readonly slicingArguments: readonly string[];
  readonly sizedFields: readonly string[];
}

/** Annotations by coordinate: `Type` or `Type.field`. */
export type Annotations = ReadonlyMap<string, Annotation>;

const annotationDirectives = new Set(['authenticated', 'requiresScopes', 'staffOnly', 'cost', 'listSize']);
const federationDirectives = new Set([
  'key',
  'shareable',
  'external',
  'requires',
  'provides',
  'link',
  'inaccessible',
  'tag',
]);

/**
 * Reads the annotations of all subgraphs. Reads each SDL before the SDLs are merged, because a merge keeps contradictory directives, and
 * only the owner of a type declares its scopes.
 */
export function readAnnotations(documents: readonly DocumentNode[]): Annotations {
  const annotations = new Map<string, Annotation>();
  const note = (name: string, directives: readonly ConstDirectiveNode[] | undefined) => {
    const found = directives?.filter((directive) => annotationDirectives.has(directive.name.value)) ?? [];
    if (found.length > 0) annotations.set(name, toAnnotation(found));
  };
  for (const document of documents)
    for (const definition of document.definitions) {
      if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.OBJECT_TYPE_EXTENSION)
        continue;
      note(definition.name.value, definition.directives);
      for (const field of definition.fields ?? [])
        note(`${definition.name.value}.${field.name.value}`, field.directives);
    }
  return annotations;
}

function toAnnotation(directives: readonly ConstDirectiveNode[]): Annotation {
  const named = (name: string) => directives.find((directive) => directive.name.value === name);
  const argument = (directive: string, name: string) =>
    named(directive)?.arguments?.find((candidate) => candidate.name.value === name)?.value;
  const scopes = argument('requiresScopes', 'scopes');
  return {
    authenticated: named('authenticated') !== undefined,
    scopes: scopes === undefined ? undefined : listOf(scopes).map((group) => listOf(group).map(textOf)),
    staffOnly: named('staffOnly') !== undefined,
    cost: numberOf(argument('cost', 'weight')),
    listSize:
      named('listSize') === undefined
        ? undefined
        : {
            assumedSize: numberOf(argument('listSize', 'assumedSize')),
            slicingArguments: listOf(argument('listSize', 'slicingArguments')).map(textOf),
            sizedFields: listOf(argument('listSize', 'sizedFields')).map(textOf),
          },
  };
}

const listOf = (node: ValueNode | undefined): readonly ValueNode[] =>
  node?.kind === Kind.LIST ? node.values : [];
const textOf = (node: ValueNode): string => (node.kind === Kind.STRING ? node.value : '');
const numberOf = (node: ValueNode | undefined): number | undefined =>
  node?.kind === Kind.INT || node?.kind === Kind.STRING ? Number(node.value) : undefined;

/** Removes federation's directives and the annotations from an SDL, so that graphql-js can build a schema from it. */
export function withoutDirectives(document: DocumentNode): DocumentNode {
  return visit(document, {
    Directive: (node) =>
      annotationDirectives.has(node.name.value) || federationDirectives.has(node.name.value)
        ? null
        : undefined,
    DirectiveDefinition: (node) => (annotationDirectives.has(node.name.value) ? null : undefined),
    // `extend schema @link(…)` is empty without the link.
    SchemaExtension: () => null,
  });
}

/** Adds the required scopes of each field to its description. */
export function describeRequirements(document: DocumentNode): DocumentNode {
  const described = (node: FieldDefinitionNode): FieldDefinitionNode | undefined => {
    const annotation = toAnnotation(
      node.directives?.filter(({ name }) => annotationDirectives.has(name.value)) ?? [],
    );
    const notes = [
      annotation.scopes &&
        `Needs the scope ${annotation.scopes.map((group) => `\`${group.join('` and `')}\``).join(' or ')}.`,
      annotation.staffOnly && 'Null to customers.',
    ].filter((text) => typeof text === 'string');
    if (notes.length === 0) return undefined;
    const text = [node.description?.value.trim(), ...notes].filter(Boolean).join('\n\n');
    return { ...node, description: { kind: Kind.STRING, value: text, block: true } };
  };
  return visit(document, { FieldDefinition: described });
}
