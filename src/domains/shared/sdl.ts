import { readFileSync } from 'node:fs';

/** The SDL of one subgraph, or `common`. It lies outside src/, where people look for the schema. */
export const readSdl = (name: string): string =>
  readFileSync(new URL(`../../../schema/${name}.graphql`, import.meta.url), 'utf8');
