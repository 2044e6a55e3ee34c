import { mergeTypeDefs } from '@graphql-tools/merge';
import type { DocumentNode } from 'graphql';
import { describeRequirements, withoutDirectives } from './directives.ts';

/** The subgraphs' SDLs as one, as graphql-js and codegen read it. */
export const mergeSdl = (documents: readonly DocumentNode[]): DocumentNode =>
  mergeTypeDefs(documents.map((document) => withoutDirectives(describeRequirements(document))));
