/** CI reads a plain closing line `N passed, N failed`, which jest does not print. */
export default class ClosingLineReporter {
  onRunComplete(_contexts, results) {
    // A file that does not load has run none of its tests: it counts as one that failed.
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    const skipped = results.numPendingTests + results.numTodoTests;
    // Written at exit, so that nothing of jest's own output comes after it.
    process.once('exit', () => {
      process.stdout.write(
        `${results.numPassedTests} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`,
      );
    });
  }
}
