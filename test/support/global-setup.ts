import { join } from 'node:path';
import { openEmbeddedMongod } from '../../src/embedded-mongod/index.ts';
import type { Logger } from '../../src/kernel/logger.ts';
import { cacheDir } from './mongod-process.ts';
import { makeDataDirectory, makeRunDirectory, removeStaleRuns } from './run-directory.ts';

/**
 * Starts one mongod for the whole run, unless the caller of jest has started one. Each test file uses its own database in it (`mongo.ts`).
 */
async function globalSetup(): Promise<void> {
  await removeStaleRuns();
  const directory = await makeRunDirectory();
  // As in the command. Outside production, graphql-js checks the class of every schema object, which takes 10 % of the time.
  process.env.NODE_ENV = 'production';
  // Processes that tests start load the same 100 and more modules. Without the cache, type stripping takes half of a command's time.
  process.env.NODE_COMPILE_CACHE ??= join(directory, 'compiled');
  if (process.env.SWITCHBOARD_TEST_MONGODB_URI !== undefined) return;
  const mongod = await openEmbeddedMongod({
    dataDir: await makeDataDirectory(directory),
    cacheDir,
    binary: process.env.MONGOD_BINARY,
    searchPath: process.env.PATH,
    // Reduces the data directory from 301 MB to 9 MB.
    extraArgs: [
      '--wiredTigerEngineConfigString=log=(file_max=8MB,prealloc=false)',
      '--wiredTigerCacheSizeGB=0.5',
    ],
    log: warningsLogger,
    onProgress: createProgressPrinter(),
  });
  process.env.SWITCHBOARD_TEST_MONGODB_URI = mongod.uri;
  globalThis.switchboardTestMongod = mongod;
}

const printToStderr = (details: object, message: string): void => {
  console.error(message, JSON.stringify(details));
};
const warningsLogger: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: printToStderr,
  error: printToStderr,
};

/** Returns a function that prints one line for each step and each 25 %, because CI logs keep every line. */
function createProgressPrinter(): (step: { message: string; done?: number; total?: number }) => void {
  let last = '';
  return ({ message, done, total }) => {
    const quarter = done === undefined || total === undefined ? 0 : Math.floor((4 * done) / total) * 25;
    const line = quarter === 0 ? message : `${message}: ${quarter} %`;
    if (line !== last) process.stderr.write(`${line}\n`);
    last = line;
  };
}

export { globalSetup as default };
