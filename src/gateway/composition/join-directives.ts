import {
  Kind,
  type ConstDirectiveNode,
  type ConstValueNode,
  type DocumentNode,
  type FieldDefinitionNode,
} from 'graphql';
import { argumentNode, argumentValue, stringValue } from './ast.ts';

/** What one subgraph says of a field of the supergraph. */
export interface FieldDeclaration {
  /** The subgraph, as the supergraph writes it. */
  readonly graph: string;
  readonly field: FieldDefinitionNode;
  /** Whether it is of an object type there. */
  readonly isOfObject: boolean;
  /** Its directive of federation, whatever the subgraph calls it. */
  readonly directive: (name: 'external' | 'provides' | 'requires') => ConstDirectiveNode | undefined;
}

const isJoin = ({ name }: ConstDirectiveNode): boolean => name.value === 'join__field';

/** A field's `@join__field`, by subgraph. It has none where all subgraphs of its type have it, and have it alike. */
export function joinsByGraph({
  directives = [],
}: FieldDefinitionNode): ReadonlyMap<string, ConstDirectiveNode> {
  return new Map(
    directives.filter(isJoin).flatMap((join) => {
      const graph = argumentValue(join, 'graph');
      return graph?.kind === Kind.ENUM ? [[graph.value, join]] : [];
    }),
  );
}

export const withJoins = (
  field: FieldDefinitionNode,
  joins: readonly ConstDirectiveNode[],
): FieldDefinitionNode => ({
  ...field,
  directives: [...(field.directives ?? []).filter((directive) => !isJoin(directive)), ...joins],
});

/** @param old whose other arguments it keeps */
export function createJoin(
  graph: string,
  given: Readonly<Record<string, ConstValueNode | undefined>>,
  old?: ConstDirectiveNode,
): ConstDirectiveNode {
  const all = new Map<string, ConstValueNode | undefined>([
    ['graph', { kind: Kind.ENUM, value: graph }],
    ...(old?.arguments ?? []).map(({ name, value }) => [name.value, value] as const),
    ...Object.entries(given),
  ]);
  return {
    kind: Kind.DIRECTIVE,
    name: { kind: Kind.NAME, value: 'join__field' },
    arguments: [...all].flatMap(([name, value]) => (value === undefined ? [] : [argumentNode(name, value)])),
  };
}

/** The names of subgraphs by how the supergraph writes them: `CRM` is `crm`. */
export function graphNames({ definitions }: DocumentNode): ReadonlyMap<string, string> {
  const graphs = definitions.find(
    (definition) => definition.kind === Kind.ENUM_TYPE_DEFINITION && definition.name.value === 'join__Graph',
  );
  const values = graphs?.kind === Kind.ENUM_TYPE_DEFINITION ? (graphs.values ?? []) : [];
  return new Map(
    values.flatMap(({ name, directives = [] }) =>
      directives.map((join) => [name.value, stringValue(argumentValue(join, 'name')) ?? ''] as const),
    ),
  );
}
