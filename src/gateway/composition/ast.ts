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

export const isObject = (node: DefinitionNode): node is ObjectNode =>
  node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.OBJECT_TYPE_EXTENSION;
export const hasFields = (node: DefinitionNode): node is FieldsNode =>
  isObject(node) ||
  node.kind === Kind.INTERFACE_TYPE_DEFINITION ||
  node.kind === Kind.INTERFACE_TYPE_EXTENSION;

export const argumentOf = (
  { arguments: given = [] }: ConstDirectiveNode,
  name: string,
): ConstValueNode | undefined => given.find((one) => one.name.value === name)?.value;
export const argument = (name: string, value: ConstValueNode): ConstArgumentNode => ({
  kind: Kind.ARGUMENT,
  name: { kind: Kind.NAME, value: name },
  value,
});
export const textOf = (value: ConstValueNode | undefined): string | undefined =>
  value?.kind === Kind.STRING ? value.value : undefined;
export const text = (value: string): ConstValueNode => ({ kind: Kind.STRING, value });

export const namedTypeOf = (type: TypeNode): string =>
  type.kind === Kind.NAMED_TYPE ? type.name.value : namedTypeOf(type.type);

/** The same list, if all that is in it stays as it is: what a repair does not touch must not be made anew. */
export function mapped<Item>(items: readonly Item[], map: (item: Item) => Item): readonly Item[] {
  const others = items.map(map);
  return others.some((other, place) => other !== items[place]) ? others : items;
}

/** The same document, if every field of its objects and interfaces stays as it is. */
export function mapFields(
  document: DocumentNode,
  map: (field: FieldDefinitionNode, type: FieldsNode) => FieldDefinitionNode,
): DocumentNode {
  const definitions = mapped(document.definitions, (definition) => {
    if (!hasFields(definition) || definition.fields === undefined) return definition;
    const fields = mapped(definition.fields, (field) => map(field, definition));
    return fields === definition.fields ? definition : { ...definition, fields };
  });
  return definitions === document.definitions ? document : { ...document, definitions };
}
