import { Kind, type DocumentNode, type FieldDefinitionNode } from 'graphql';
import { hasFields, isObjectTypeNode } from './ast.ts';

/** Type of an SDL, merged from its definition and extensions. */
interface SdlType {
  readonly isObject: boolean;
  readonly fields: Map<string, FieldDefinitionNode>;
  readonly interfaces: Set<string>;
  /** Members of a union. */
  readonly members: Set<string>;
}

/** Objects, interfaces and unions of an SDL. A GraphQLSchema cannot represent extensions of a type that another subgraph defines. */
export type SdlTypes = ReadonlyMap<string, SdlType>;

export function readSdlTypes({ definitions }: DocumentNode): SdlTypes {
  const types = new Map<string, SdlType>();
  const typeOf = (name: string, isObject: boolean): SdlType => {
    const type = types.get(name) ?? {
      isObject,
      fields: new Map(),
      interfaces: new Set(),
      members: new Set(),
    };
    types.set(name, type);
    return type;
  };
  for (const node of definitions)
    if (hasFields(node)) {
      const { fields, interfaces } = typeOf(node.name.value, isObjectTypeNode(node));
      for (const field of node.fields ?? []) fields.set(field.name.value, field);
      for (const { name } of node.interfaces ?? []) interfaces.add(name.value);
    } else if (node.kind === Kind.UNION_TYPE_DEFINITION || node.kind === Kind.UNION_TYPE_EXTENSION) {
      const { members } = typeOf(node.name.value, false);
      for (const { name } of node.types ?? []) members.add(name.value);
    }
  return types;
}

/** Returns whether every value of the narrow type is also a value of the wide type. */
export const isSubtype = (types: SdlTypes, narrow: string, wide: string): boolean =>
  narrow === wide ||
  types.get(wide)?.members.has(narrow) === true ||
  types.get(narrow)?.interfaces.has(wide) === true;

/** Returns the object types that a value of the type can have. */
export const possibleObjectTypes = (types: SdlTypes, wide: string): readonly string[] =>
  [...types].flatMap(([name, { isObject }]) => (isObject && isSubtype(types, name, wide) ? [name] : []));
