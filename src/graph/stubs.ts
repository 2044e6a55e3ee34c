import { Kind, type DefinitionNode, type ObjectTypeDefinitionNode } from 'graphql';

export const isObjectTypeDefinition = (definition: DefinitionNode): definition is ObjectTypeDefinitionNode =>
  definition.kind === Kind.OBJECT_TYPE_DEFINITION;

/** Whether a subgraph only refers to an entity: none of the keys that it gives can be resolved there. */
export function isStub({ directives = [] }: ObjectTypeDefinitionNode): boolean {
  const keys = directives.filter(({ name }) => name.value === 'key');
  return (
    keys.length > 0 &&
    keys.every(({ arguments: given = [] }) =>
      given.some(
        ({ name, value }) => name.value === 'resolvable' && value.kind === Kind.BOOLEAN && !value.value,
      ),
    )
  );
}
