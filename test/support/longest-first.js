import TestSequencer from '@jest/test-sequencer';

/**
 * Those that take long for their size, since they wait for other processes. Without a cache, as on a fresh clone, jest begins with the
 * largest files: one of these would be begun late, and the other workers would have nothing left to do beside it.
 */
const longest = [
  'test/attack/away.test.ts',
  'test/cli/import-export.test.ts',
  'test/server/database-away.test.ts',
  'test/domains/engagements/search/property.test.ts',
  'test/cli/export.test.ts',
  'test/server/export.test.ts',
  'test/cli/serve.test.ts',
  'test/client/follow.test.ts',
  'test/storage/embedded/crash.test.ts',
  'test/demo/demo.test.ts',
  'test/client/docs.test.ts',
  'test/storage/embedded/lifecycle.test.ts',
  'test/domains/interactions/routing.test.ts',
  'test/chaos/chaos.test.ts',
  'test/graph/execution/equal-answers.test.ts',
];

export default class LongestFirst extends TestSequencer {
  sort(tests) {
    const place = ({ path }) => {
      const index = longest.findIndex((file) => path.endsWith(`/${file}`));
      return index === -1 ? longest.length : index;
    };
    return super.sort(tests).sort((a, b) => place(a) - place(b));
  }
}
