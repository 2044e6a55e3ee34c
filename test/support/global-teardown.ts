import type { EmbeddedMongod } from '../../src/embedded-mongod/index.ts';
import { removeRunDirectory } from './run-directory.ts';

declare global {
  /** From the global set-up to the global teardown, which jest runs in one process but loads apart. */
  var switchboardTestMongod: EmbeddedMongod | undefined;
}

async function globalTeardown(): Promise<void> {
  await globalThis.switchboardTestMongod?.release();
  await removeRunDirectory();
}

export { globalTeardown as default };
