import {
  Kind,
  type ConstArgumentNode,
  type ConstDirectiveNode,
  type ConstValueNode,
  type DefinitionNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type InterfaceTypeDefinitionNode,
  type InterfaceTypeExtensionNode,
  type ObjectTypeDefinitionNode,
  type ObjectTypeExtensionNode,
  type TypeNode,
} from 'graphql';

type ObjectNode = ObjectTypeDefinitionNode | ObjectTypeExtensionNode;
export type FieldsNode = ObjectNode | InterfaceTypeDefinitionNode | InterfaceTypeExtensionNode;

export const isObjectTypeNode = (node: DefinitionNode): node is ObjectNode =>
  node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.OBJECT_TYPE_EXTENSION;
export const hasFields = (node: DefinitionNode): node is FieldsNode =>
  isObjectTypeNode(node) ||
  node.kind === Kind.INTERFACE_TYPE_DEFINITION ||
  node.kind === Kind.INTERFACE_TYPE_EXTENSION;

export const argumentValue = (
  { arguments: given = [] }: ConstDirectiveNode,
  name: string,
): ConstValueNode | undefined => given.find((one) => one.name.value === name)?.value;
export const argumentNode = (name: string, value: ConstValueNode): ConstArgumentNode => ({
  kind: Kind.ARGUMENT,
  name: { kind: Kind.NAME, value: name },
  value,
});
export const stringValue = (value: ConstValueNode | undefined): string | undefined =>
  value?.kind === Kind.STRING ? value.value : undefined;
export const stringNode = (value: string): ConstValueNode => ({ kind: Kind.STRING, value });

export const namedTypeName = (type: TypeNode): string =>
  type.kind === Kind.NAMED_TYPE ? type.name.value : namedTypeName(type.type);

/** Maps a list. Returns the same list if no item changes, so that callers can detect that by identity. */
export function mapPreservingIdentity<Item>(
  items: readonly Item[],
  map: (item: Item) => Item,
): readonly Item[] {
  const results = items.map(map);
  return results.some((result, index) => result !== items[index]) ? results : items;
}

/** Maps the fields of objects and interfaces. Returns the same document if no field changes. */
export function mapFields(
  document: DocumentNode,
  map: (field: FieldDefinitionNode, type: FieldsNode) => FieldDefinitionNode,
): DocumentNode {
  const definitions = mapPreservingIdentity(document.definitions, (definition) => {
    if (!hasFields(definition) || definition.fields === undefined) return definition;
    const fields = mapPreservingIdentity(definition.fields, (field) => map(field, definition));
    return fields === definition.fields ? definition : { ...definition, fields };
  });
  return definitions === document.definitions ? document : { ...document, definitions };
}

/** Returns the names of a federation directive in an SDL. `@link` can import it under another name, or all directives under a prefix. */
export function directiveNames(document: DocumentNode, directive: string): ReadonlySet<string> {
  const names = new Set([directive, `federation__${directive}`]);
  for (const link of federationLinks(document)) {
    const prefix = stringValue(argumentValue(link, 'as'));
    if (prefix !== undefined) names.add(`${prefix}__${directive}`);
    const imports = argumentValue(link, 'import');
    for (const one of imports?.kind === Kind.LIST ? imports.values : []) {
      const name = textIn(one, 'as');
      if (name !== undefined && textIn(one, 'name') === `@${directive}`) names.add(name.slice(1));
    }
  }
  return names;
}

const federationLinks = ({ definitions }: DocumentNode): readonly ConstDirectiveNode[] =>
  definitions
    .flatMap((node) =>
      node.kind === Kind.SCHEMA_DEFINITION || node.kind === Kind.SCHEMA_EXTENSION
        ? (node.directives ?? [])
        : [],
    )
    .filter(
      (one) =>
        one.name.value === 'link' &&
        stringValue(argumentValue(one, 'url'))?.includes('/federation/v') === true,
    );

const textIn = (value: ConstValueNode, name: string): string | undefined =>
  value.kind === Kind.OBJECT
    ? stringValue(value.fields.find((field) => field.name.value === name)?.value)
    : undefined;
