/**
 * A process that opens the embedded mongod. Prints its progress as lines of JSON. Releases mongod when it reads a line or the end of
 * standard input.
 */
import { once } from 'node:events';
import { MongoClient } from 'mongodb';
import { openEmbeddedMongod } from '../../src/embedded-mongod/index.ts';
import type { EmbeddedMongodOptions } from '../../src/embedded-mongod/index.ts';
import type { Logger } from '../../src/kernel/logger.ts';

type ClientOptions = Pick<
  EmbeddedMongodOptions,
  'dataDir' | 'cacheDir' | 'binary' | 'searchPath' | 'extraArgs'
> & {
  /** Inserts 1, 2, 3, … and prints each number when its write is acknowledged. */
  readonly writes?: boolean;
};

const print = (line: object): boolean => process.stdout.write(`${JSON.stringify(line)}\n`);
const logLine =
  (level: string) =>
  (details: object, message: string): void => {
    print({ log: message, level, details });
  };
const log: Logger = {
  debug: logLine('debug'),
  info: logLine('info'),
  warn: logLine('warn'),
  error: logLine('error'),
};

const { writes = false, ...options } = JSON.parse(process.argv[2] ?? '{}') as ClientOptions;
const terminated = new AbortController();
process.once('SIGTERM', () => {
  terminated.abort(new Error('TERM'));
});

try {
  const mongod = await openEmbeddedMongod({
    ...options,
    log,
    onProgress: (progress) => print({ progress }),
    signal: terminated.signal,
  });
  print({ ready: mongod.uri, version: mongod.version });
  const stop = Promise.race([once(process.stdin, 'data'), once(process.stdin, 'end')]);
  if (writes) await writeUntil(stop, mongod.uri);
  await stop;
  await mongod.release();
  print({ released: true });
} catch (error) {
  print({ failed: error instanceof Error ? error.message : String(error) });
}
process.exit();

async function writeUntil(stop: Promise<unknown>, uri: string): Promise<void> {
  const stopped = new AbortController();
  void stop.then(() => {
    stopped.abort();
  });
  const client = new MongoClient(uri);
  const numbers = client.db('test').collection('numbers');
  for (let number = 1; !stopped.signal.aborted; number++) {
    await numbers.insertOne({ number }, { writeConcern: { w: 'majority', journal: true } });
    print({ wrote: number });
  }
  await client.close();
}
