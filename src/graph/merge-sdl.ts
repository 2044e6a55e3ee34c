import { mergeTypeDefs } from '@graphql-tools/merge';
import { Kind, visit, type DefinitionNode, type DocumentNode, type ObjectTypeDefinitionNode } from 'graphql';
import { describeRequirements, withoutDirectives } from './directives.ts';

/** The subgraphs' SDLs as one, as graphql-js and codegen read it. */
export function mergeSdl(documents: readonly DocumentNode[]): DocumentNode {
  const owned = new Set(
    documents.flatMap(({ definitions }) =>
      definitions.flatMap((definition) =>
        isObjectTypeDefinition(definition) && !isEntityStub(definition) ? [definition.name.value] : [],
      ),
    ),
  );
  return mergeTypeDefs(
    documents.map((document) => withoutDirectives(describeRequirements(silent(document, owned)))),
  );
}

/** Of several descriptions merging takes the last; what an entity is, its owner says, wherever its owner stands. */
const silent = (document: DocumentNode, owned: ReadonlySet<string>): DocumentNode =>
  visit(document, {
    ObjectTypeDefinition(node) {
      if (!isEntityStub(node) || !owned.has(node.name.value)) return undefined;
      const fields = node.fields?.map((field) => ({ ...field, description: undefined }));
      return { ...node, description: undefined, ...(fields === undefined ? {} : { fields }) };
    },
  });

export const isObjectTypeDefinition = (definition: DefinitionNode): definition is ObjectTypeDefinitionNode =>
  definition.kind === Kind.OBJECT_TYPE_DEFINITION;

/** Whether a subgraph only refers to an entity: none of the keys that it gives can be resolved there. */
export function isEntityStub({ directives = [] }: ObjectTypeDefinitionNode): boolean {
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
