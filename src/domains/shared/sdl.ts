import { readFileSync } from 'node:fs';

/** Reads the SDL of a subgraph, or `common`, from schema/. */
export const readSdl = (name: string): string =>
  readFileSync(new URL(`../../../schema/${name}.graphql`, import.meta.url), 'utf8');
