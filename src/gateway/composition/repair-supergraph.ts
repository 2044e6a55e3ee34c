import { Kind, print, type DocumentNode, type FieldDefinitionNode, type TypeNode } from 'graphql';
import { argumentValue, mapFields, namedTypeName, stringNode, directiveNames } from './ast.ts';
import { createJoin, graphNames, joinsByGraph, withJoins, type FieldDeclaration } from './join-directives.ts';
import { isSubtype, readSdlTypes, type SdlTypes } from './sdl-types.ts';

const directives = ['external', 'provides', 'requires'] as const;

/**
 * Corrects errors of the composition library in fields that several subgraphs declare.
 * @returns the same document if it has no such error
 */
export function repairSupergraph(
  supergraph: DocumentNode,
  subgraphs: readonly { readonly name: string; readonly typeDefs: DocumentNode }[],
): DocumentNode {
  const types = readSdlTypes(supergraph);
  const documents = new Map(subgraphs.map(({ name, typeDefs }) => [name, typeDefs]));
  const graphs = [...graphNames(supergraph)].flatMap(([graph, name]) => {
    const document = documents.get(name);
    if (document === undefined) return [];
    const names = new Map<string, ReadonlySet<string>>(
      directives.map((one) => [one, directiveNames(document, one)]),
    );
    return [{ graph, names, types: readSdlTypes(document) }];
  });

  const declarationsOf = (typeName: string, fieldName: string): readonly FieldDeclaration[] =>
    graphs.flatMap(({ graph, names, types: own }) => {
      const type = own.get(typeName);
      const field = type?.fields.get(fieldName);
      if (type === undefined || field === undefined) return [];
      const directive: FieldDeclaration['directive'] = (name) =>
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

/**
 * Adds `@join__field` directives with `external`, `requires` and `provides` to a field of an interface that is an `@interfaceObject` in one
 * subgraph. @theguild/federation-composition 0.27.0 omits them if all subgraphs of the interface have the field. Routers would then request
 * an `@external` field from the subgraph with the `@interfaceObject`.
 */
function joinInterfaceObjects(
  field: FieldDefinitionNode,
  declarations: readonly FieldDeclaration[],
): FieldDefinitionNode {
  if (joinsByGraph(field).size > 0 || !declarations.some(({ isOfObject }) => isOfObject)) return field;
  const joins = declarations.map(({ graph, field: { type }, directive }) => {
    const fieldsOf = (name: 'requires' | 'provides') => {
      const one = directive(name);
      return one && argumentValue(one, 'fields');
    };
    return createJoin(graph, {
      type: print(type) === print(field.type) ? undefined : stringNode(print(type)),
      requires: fieldsOf('requires'),
      provides: fieldsOf('provides'),
      external: directive('external') && { kind: Kind.BOOLEAN, value: true },
    });
  });
  return joins.some(({ arguments: given = [] }) => given.length > 1) ? withJoins(field, joins) : field;
}

/**
 * Sets the type of a field with different types in its subgraphs to the type that includes all of them. @theguild/federation-composition
 * 0.27.0 takes the first type, or a nullable one: `book: Book` in one subgraph hides the songs of `book: Media` in another. It also omits
 * the types of the subgraphs from fields of Query, so that routers request fields that a subgraph does not have.
 */
function widenFieldType(
  field: FieldDefinitionNode,
  declarations: readonly FieldDeclaration[],
  types: SdlTypes,
): FieldDefinitionNode {
  const declared = declarations
    .filter(({ directive }) => directive('external') === undefined)
    .map((one) => one.field.type);
  const names = [...new Set(declared.map(namedTypeName))];
  const wide = names.find((name) => names.every((one) => isSubtype(types, one, name)));
  if (names.length < 2 || wide === undefined) return field;
  const joins = joinsByGraph(field);
  const areTyped = joins.size > 0 && [...joins.values()].every((join) => argumentValue(join, 'type'));
  const type = typeOver(declared, wide);
  if (type === undefined || (areTyped && print(type) === print(field.type))) return field;
  return withJoins(
    { ...field, type },
    declarations
      // A subgraph without a join is overridden if others have one.
      .filter(({ graph }) => joins.size === 0 || joins.has(graph))
      .map(({ graph, field: own }) =>
        createJoin(graph, { type: stringNode(print(own.type)) }, joins.get(graph)),
      ),
  );
}

/** Returns the type with the given name and the lists of all types. It is nullable where one of the types is. */
function typeOver(types: readonly TypeNode[], name: string): TypeNode | undefined {
  const bare = types.map((type) => (type.kind === Kind.NON_NULL_TYPE ? type.type : type));
  const items = bare.flatMap((type) => (type.kind === Kind.LIST_TYPE ? [type.type] : []));
  if (items.length > 0 && items.length < types.length) return undefined;
  const item = items.length > 0 ? typeOver(items, name) : undefined;
  if (items.length > 0 && item === undefined) return undefined;
  const type =
    item === undefined
      ? ({ kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: name } } as const)
      : ({ kind: Kind.LIST_TYPE, type: item } as const);
  return types.every(({ kind }) => kind === Kind.NON_NULL_TYPE) ? { kind: Kind.NON_NULL_TYPE, type } : type;
}
