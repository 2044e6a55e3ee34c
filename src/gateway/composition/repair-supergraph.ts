import { Kind, type DocumentNode } from 'graphql';
import { mapFields } from './ast.ts';
import { directiveNames } from './directive-names.ts';
import { graphNames } from './graph-names.ts';
import { joinInterfaceObjects } from './interface-object-joins.ts';
import type { Declaration } from './joins.ts';
import { readTypes } from './sdl-types.ts';
import { widenFieldType } from './widen-field-type.ts';

const directives = ['external', 'provides', 'requires'] as const;

/**
 * What the subgraphs said and the library did not write down, for each field that several of them have.
 *
 * @returns the same document if it is right
 */
export function repairSupergraph(
  supergraph: DocumentNode,
  subgraphs: readonly { readonly name: string; readonly typeDefs: DocumentNode }[],
): DocumentNode {
  const types = readTypes(supergraph);
  const documents = new Map(subgraphs.map(({ name, typeDefs }) => [name, typeDefs]));
  const graphs = [...graphNames(supergraph)].flatMap(([graph, name]) => {
    const document = documents.get(name);
    if (document === undefined) return [];
    const names = new Map<string, ReadonlySet<string>>(
      directives.map((one) => [one, directiveNames(document, one)]),
    );
    return [{ graph, names, types: readTypes(document) }];
  });

  const declarationsOf = (typeName: string, fieldName: string): readonly Declaration[] =>
    graphs.flatMap(({ graph, names, types: own }) => {
      const type = own.get(typeName);
      const field = type?.fields.get(fieldName);
      if (type === undefined || field === undefined) return [];
      const directive: Declaration['directive'] = (name) =>
        field.directives?.find((one) => names.get(name)?.has(one.name.value));
      return [{ graph, field, isOfObject: type.isObject, directive }];
    });

  return mapFields(supergraph, (field, { kind, name }) => {
    const declarations = declarationsOf(name.value, field.name.value);
    if (declarations.length < 2) return field;
    const joined =
      kind === Kind.INTERFACE_TYPE_DEFINITION ? joinInterfaceObjects(field, declarations) : field;
    return widenFieldType(joined, declarations, types);
  });
}
