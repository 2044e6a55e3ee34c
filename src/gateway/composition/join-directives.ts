import {
  Kind,
  type ConstDirectiveNode,
  type ConstValueNode,
  type DocumentNode,
  type FieldDefinitionNode,
} from 'graphql';
import { argumentNode, argumentValue, stringValue } from './ast.ts';

/** Declaration of a supergraph's field in one subgraph. */
export interface FieldDeclaration {
  /** Name of the subgraph in the enum `join__Graph`. */
  readonly graph: string;
  readonly field: FieldDefinitionNode;
  /** Whether the parent type is an object type in the subgraph. */
  readonly isOfObject: boolean;
  /** Returns a federation directive of the field, under any name that the subgraph imports it as. */
  readonly directive: (name: 'external' | 'provides' | 'requires') => ConstDirectiveNode | undefined;
}

const isJoin = ({ name }: ConstDirectiveNode): boolean => name.value === 'join__field';

/**
 * Returns the `@join__field` directives of a field by subgraph. The field has none if all subgraphs of its type declare it in the same way.
 */
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

/** @param old directive whose other arguments are kept */
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

/** Returns the names of the subgraphs by value of the enum `join__Graph`, for example `crm` for `CRM`. */
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
