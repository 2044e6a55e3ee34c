import { mergeTypeDefs } from '@graphql-tools/merge';
import { visit, type DocumentNode } from 'graphql';
import { describeRequirements, withoutDirectives } from './directives.ts';
import { isObjectTypeDefinition, isStub } from './stubs.ts';

/** The subgraphs' SDLs as one, as graphql-js and codegen read it. */
export function mergeSdl(documents: readonly DocumentNode[]): DocumentNode {
  const owned = new Set(
    documents.flatMap(({ definitions }) =>
      definitions.flatMap((definition) =>
        isObjectTypeDefinition(definition) && !isStub(definition) ? [definition.name.value] : [],
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
      if (!isStub(node) || !owned.has(node.name.value)) return undefined;
      const fields = node.fields?.map((field) => ({ ...field, description: undefined }));
      return { ...node, description: undefined, ...(fields === undefined ? {} : { fields }) };
    },
  });
