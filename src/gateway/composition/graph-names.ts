import { Kind, type DocumentNode } from 'graphql';
import { argumentOf, textOf } from './ast.ts';

/** The names of subgraphs by how the supergraph writes them: `CRM` is `crm`. */
export function graphNames({ definitions }: DocumentNode): ReadonlyMap<string, string> {
  const graphs = definitions.find(
    (definition) => definition.kind === Kind.ENUM_TYPE_DEFINITION && definition.name.value === 'join__Graph',
  );
  const values = graphs?.kind === Kind.ENUM_TYPE_DEFINITION ? (graphs.values ?? []) : [];
  return new Map(
    values.flatMap(({ name, directives = [] }) =>
      directives.map((join) => [name.value, textOf(argumentOf(join, 'name')) ?? ''] as const),
    ),
  );
}
