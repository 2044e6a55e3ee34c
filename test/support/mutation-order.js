import TestSequencer from '@jest/test-sequencer';

/** Runs the test files in the order of MUTATION_TESTS. */
export default class GivenOrder extends TestSequencer {
  sort(tests) {
    const order = (process.env.MUTATION_TESTS ?? '').split(' ');
    const rank = ({ path }) => order.findIndex((file) => path.endsWith(`/${file}`));
    return tests.toSorted((a, b) => rank(a) - rank(b));
  }
}
