import {
  Kind,
  visit,
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type ValueNode,
} from 'graphql';

/** Scopes as `@requiresScopes` writes them: any of the groups, all of a group. */
export type ScopeGroups = readonly (readonly string[])[];

/** What the subgraphs' SDL says of a type or a field, beyond its shape. */
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

/** By `Type` or `Type.field`. */
export type Annotations = ReadonlyMap<string, Annotation>;

const annotating = new Set(['authenticated', 'requiresScopes', 'staffOnly', 'cost', 'listSize']);
const federating = new Set([
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
 * Directives are read from each subgraph's own SDL before the SDLs are merged: merging keeps contradictory ones, and a type's
 * scopes stand with its owner alone.
 */
export function readAnnotations(documents: readonly DocumentNode[]): Annotations {
  const annotations = new Map<string, Annotation>();
  const note = (name: string, directives: readonly ConstDirectiveNode[] | undefined) => {
    const found = directives?.filter((directive) => annotating.has(directive.name.value)) ?? [];
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

/** The SDL as graphql-js reads it: without federation's directives and those that we enforce ourselves. */
export function withoutDirectives(document: DocumentNode): DocumentNode {
  return visit(document, {
    Directive: (node) =>
      annotating.has(node.name.value) || federating.has(node.name.value) ? null : undefined,
    DirectiveDefinition: (node) => (annotating.has(node.name.value) ? null : undefined),
    // `extend schema @link(…)` says nothing once the link is gone.
    SchemaExtension: () => null,
  });
}

/** The documentation shows clients what a field asks of them. */
export function describeRequirements(document: DocumentNode): DocumentNode {
  const described = (node: FieldDefinitionNode): FieldDefinitionNode | undefined => {
    const annotation = toAnnotation(node.directives?.filter(({ name }) => annotating.has(name.value)) ?? []);
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
