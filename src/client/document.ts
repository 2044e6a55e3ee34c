import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
import { print, type DocumentNode } from 'graphql';

/** An operation, as text or as a syntax tree. Documents from codegen carry the types of their result and variables. */
export type TypedDocument<Data, Variables> = DocumentTypeDecoration<Data, Variables> &
  (DocumentNode | { toString(): string });

/** The variables argument, optional where no variable is required. */
export type VariablesOf<Variables> =
  Record<string, never> extends Variables ? [variables?: Variables] : [variables: Variables];

export const documentText = (document: TypedDocument<unknown, never>): string =>
  typeof document === 'object' && 'kind' in document ? print(document) : document.toString();

/** Returns whether a document holds queries only, so that it can be sent again without an effect. */
export const isQuery = (text: string): boolean => !/(^|[\s}])(mutation|subscription)\b/.test(text);
