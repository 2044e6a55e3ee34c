import TestSequencer from '@jest/test-sequencer';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

/** Test files that spend most of their time waiting for other processes, the slowest first. */
const slowFiles = [
  'test/chaos/chaos.test.ts',
  'test/docs/federation.test.ts',
  'test/domains/interactions/database-outage.test.ts',
  'test/cli/import-export.test.ts',
  'test/server/http/database-outage.test.ts',
  'test/cli/export.test.ts',
  'test/server/http/endpoints/export.test.ts',
  'test/cli/serve.test.ts',
  'test/client/follow.test.ts',
  'test/embedded-mongod/crash.test.ts',
  'test/demo/demo.test.ts',
  'test/client/examples.test.ts',
  'test/embedded-mongod/lifecycle.test.ts',
  'test/domains/interactions/routing.test.ts',
  'test/domains/interactions/recovery.test.ts',
];

/**
 * Spreads the slow files over the start of the run: one slow file, then three other files. A slow file that waits leaves its share of the
 * CPU to the other files, and no slow file runs alone at the end.
 */
export default class SlowFilesFirst extends TestSequencer {
  /** @throws if a listed file does not exist */
  sort(tests) {
    const missing = slowFiles.filter((file) => !existsSync(join(root, file)));
    if (missing.length > 0)
      throw new Error(
        `Correct slowFiles in test/support/slow-files-first.js. Missing: ${missing.join(', ')}.`,
      );
    const rank = ({ path }) => slowFiles.findIndex((file) => path.endsWith(`/${file}`));
    const slow = tests.filter((test) => rank(test) >= 0).sort((a, b) => rank(a) - rank(b));
    const others = super.sort(tests.filter((test) => rank(test) < 0));
    return others.flatMap((test, index) => [...slow.splice(0, index % 4 === 0 ? 1 : 0), test]).concat(slow);
  }
}
