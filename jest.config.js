/** @type {import('jest').Config} */
export default {
  // Files run in plain Node.js, one after another in each of some processes: what they import is loaded, and made fast, once for all of them.
  runner: 'jest-light-runner/child-process',
  transform: {},
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  setupFiles: ['<rootDir>/test/support/set-up.ts'],
  globalSetup: '<rootDir>/test/support/global-setup.ts',
  globalTeardown: '<rootDir>/test/support/global-teardown.ts',
  reporters: ['default', '<rootDir>/test/support/closing-line-reporter.js'],
  testSequencer: '<rootDir>/test/support/waiting-beside-working.js',
  // Some wait for other processes and for time to pass: two cores have work for three.
  maxWorkers: 3,
};
