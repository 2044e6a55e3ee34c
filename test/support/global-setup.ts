import { homedir } from 'node:os';
import { join } from 'node:path';
import { openEmbeddedMongod } from '../../src/embedded-mongod/index.ts';
import type { Logger } from '../../src/kernel/logger.ts';
import { makeDataDirectory, makeRunDirectory, removeRunsOfTheDead } from './run-directory.ts';

/** One mongod for the whole run; each test file has a database of its own in it (`mongo.ts`). */
async function globalSetup(): Promise<void> {
  await removeRunsOfTheDead();
  const directory = await makeRunDirectory();
  // As the command runs: outside of production, graphql holds every object that it meets to its class, which takes a tenth of the time.
  process.env.NODE_ENV = 'production';
  // Of the processes that tests start, a hundred and more of the same modules: half of a command's time would go into stripping types.
  process.env.NODE_COMPILE_CACHE ??= join(directory, 'compiled');
  const mongod = await openEmbeddedMongod({
    dataDir: await makeDataDirectory(directory),
    cacheDir: join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'switchboard'),
    binary: process.env.MONGOD_BINARY,
    searchPath: process.env.PATH,
    // A directory of 9 MB in place of 301 MB.
    extraArgs: [
      '--wiredTigerEngineConfigString=log=(file_max=8MB,prealloc=false)',
      '--wiredTigerCacheSizeGB=0.5',
    ],
    log: complaintsOnly,
    onProgress: plainLines(),
  });
  process.env.SWITCHBOARD_TEST_MONGODB_URI = mongod.uri;
  globalThis.switchboardTestMongod = mongod;
}

const complain = (details: object, message: string): void => {
  console.error(message, JSON.stringify(details));
};
const complaintsOnly: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: complain,
  error: complain,
};

/** One line for each step and each quarter: CI logs keep every line. */
function plainLines(): (step: { message: string; done?: number; total?: number }) => void {
  let last = '';
  return ({ message, done, total }) => {
    const quarter = done === undefined || total === undefined ? 0 : Math.floor((4 * done) / total) * 25;
    const line = quarter === 0 ? message : `${message}: ${quarter} %`;
    if (line !== last) process.stderr.write(`${line}\n`);
    last = line;
  };
}

export { globalSetup as default };
