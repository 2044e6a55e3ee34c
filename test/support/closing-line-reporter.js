/** Prints the line `N passed, N failed` at the end of the output. CI reads this line, and Jest does not print it. */
export default class ClosingLineReporter {
  onRunComplete(_contexts, results) {
    // A file that fails to load runs no tests. It counts as one failed test.
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    const skipped = results.numPendingTests + results.numTodoTests;
    // Written at exit, so that no other output of Jest follows.
    process.once('exit', () => {
      process.stdout.write(
        `${results.numPassedTests} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`,
      );
    });
  }
}
