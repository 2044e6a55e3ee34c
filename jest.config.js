/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '\\.ts$': [
      '@swc/jest',
      { jsc: { target: 'es2024', parser: { syntax: 'typescript' } }, module: { type: 'es6' } },
    ],
  },
  globalSetup: '<rootDir>/test/support/global-setup.ts',
  globalTeardown: '<rootDir>/test/support/global-teardown.ts',
  reporters: ['default', '<rootDir>/test/support/closing-line-reporter.js'],
  testSequencer: '<rootDir>/test/support/longest-first.js',
  testTimeout: 30_000,
  // Some wait for other processes and for time to pass: two cores have work for three.
  maxWorkers: 3,
  // What a file has loaded stays in its worker's memory: at 2 GB, every second second of CPU went into collecting garbage.
  workerIdleMemoryLimit: '800MB',
};
