import { mergeTypeDefs } from '@graphql-tools/merge';
import { Kind, visit, type DefinitionNode, type DocumentNode, type ObjectTypeDefinitionNode } from 'graphql';
import { describeRequirements, withoutDirectives } from './directives.ts';

/** Merges the subgraphs' SDLs into one for graphql-js and codegen. */
export function mergeSdl(documents: readonly DocumentNode[]): DocumentNode {
  const owned = new Set(
    documents.flatMap(({ definitions }) =>
      definitions.flatMap((definition) =>
        isObjectTypeDefinition(definition) && !isEntityStub(definition) ? [definition.name.value] : [],
      ),
    ),
  );
  return mergeTypeDefs(
    documents.map((document) =>
      withoutDirectives(describeRequirements(withoutStubDescriptions(document, owned))),
    ),
  );
}

/** Removes the descriptions of stubs. A merge keeps the last description of a type, and the owner's description must win in any order. */
const withoutStubDescriptions = (document: DocumentNode, owned: ReadonlySet<string>): DocumentNode =>
  visit(document, {
    ObjectTypeDefinition(node) {
      if (!isEntityStub(node) || !owned.has(node.name.value)) return undefined;
      const fields = node.fields?.map((field) => ({ ...field, description: undefined }));
      return { ...node, description: undefined, ...(fields === undefined ? {} : { fields }) };
    },
  });

export const isObjectTypeDefinition = (definition: DefinitionNode): definition is ObjectTypeDefinitionNode =>
  definition.kind === Kind.OBJECT_TYPE_DEFINITION;

/** Returns whether the type is a stub: a subgraph without a resolvable key only refers to the entity. */
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
