import TestSequencer from '@jest/test-sequencer';

/** Those that take long for their size, since they wait for other processes; the longest first. */
const waiting = [
  'test/docs/federation.test.ts',
  'test/domains/interactions/database-outage.test.ts',
  'test/cli/import-export.test.ts',
  'test/server/http/database-away.test.ts',
  'test/cli/export.test.ts',
  'test/server/http/endpoints/export.test.ts',
  'test/cli/serve.test.ts',
  'test/client/follow.test.ts',
  'test/embedded-mongod/crash.test.ts',
  'test/demo/demo.test.ts',
  'test/client/docs.test.ts',
  'test/embedded-mongod/lifecycle.test.ts',
  'test/domains/interactions/routing.test.ts',
  'test/domains/interactions/recovery.test.ts',
  'test/chaos/chaos.test.ts',
];

/** Begins what waits early, and one at a time: beside each there is work, and none is left for the end. */
export default class WaitingBesideWorking extends TestSequencer {
  sort(tests) {
    const place = ({ path }) => waiting.findIndex((file) => path.endsWith(`/${file}`));
    const waits = tests.filter((test) => place(test) >= 0).sort((a, b) => place(a) - place(b));
    const works = super.sort(tests.filter((test) => place(test) < 0));
    return works.flatMap((test, index) => [...waits.splice(0, index % 4 === 0 ? 1 : 0), test]).concat(waits);
  }
}
