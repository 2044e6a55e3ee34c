export { openEmbeddedMongod } from './embedded-mongod.ts';
export type { EmbeddedMongod, EmbeddedMongodOptions } from './embedded-mongod.ts';
export { EmbeddedMongodError } from './errors.ts';
