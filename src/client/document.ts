import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
import { print, type DocumentNode } from 'graphql';

/** An operation, as text or as a syntax tree. Those that codegen makes know the types of their answer and their variables. */
export type TypedDocument<Data, Variables> = DocumentTypeDecoration<Data, Variables> &
  (DocumentNode | { toString(): string });

/** Variables may be left out where none has to be given. */
export type VariablesOf<Variables> =
  Record<string, never> extends Variables ? [variables?: Variables] : [variables: Variables];

export const textOf = (document: TypedDocument<unknown, never>): string =>
  typeof document === 'object' && 'kind' in document ? print(document) : document.toString();

/** Reading twice is reading once. */
export const isQuery = (text: string): boolean => !/(^|[\s}])(mutation|subscription)\b/.test(text);
