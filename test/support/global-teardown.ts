import type { EmbeddedMongod } from '../../src/embedded-mongod/index.ts';
import { removeRunDirectory } from './run-directory.ts';

declare global {
  /** Passed from the global setup to the global teardown. Jest runs both in one process but loads them separately. */
  var switchboardTestMongod: EmbeddedMongod | undefined;
}

async function globalTeardown(): Promise<void> {
  await globalThis.switchboardTestMongod?.release();
  await removeRunDirectory();
}

export { globalTeardown as default };
