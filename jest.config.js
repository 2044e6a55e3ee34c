/** @type {import('jest').Config} */
export default {
  // Test files run in plain Node.js, one after another in each worker process, so that modules are loaded and optimized once per worker.
  runner: 'jest-light-runner/child-process',
  transform: {},
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  // Tests of other programs that are installed first are parts of `npm run verify`.
  testPathIgnorePatterns: process.env.VERIFY === undefined ? [String.raw`\.verify\.test\.ts$`] : [],
  setupFiles: ['<rootDir>/test/support/jest-setup.ts'],
  globalSetup: '<rootDir>/test/support/global-setup.ts',
  globalTeardown: '<rootDir>/test/support/global-teardown.ts',
  reporters: ['default', '<rootDir>/test/support/closing-line-reporter.js'],
  testSequencer: '<rootDir>/test/support/slow-files-first.js',
  // Some tests wait for other processes, so two cores can run three workers.
  maxWorkers: 3,
};
