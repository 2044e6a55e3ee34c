/**
 * A process of its own that uses the embedded mongod, for tests to kill. Says what happens as lines of JSON on standard
 * output; leaves when a line comes in on standard input, or when that ends.
 */
import { once } from 'node:events';
import { MongoClient } from 'mongodb';
import { openEmbeddedMongod } from '../../src/embedded-mongod/index.ts';
import type { EmbeddedMongodOptions } from '../../src/embedded-mongod/index.ts';
import type { Logger } from '../../src/kernel/logger.ts';

type ActorOptions = Pick<
  EmbeddedMongodOptions,
  'dataDir' | 'cacheDir' | 'binary' | 'searchPath' | 'extraArgs'
> & {
  /** Go on writing 1, 2, 3, …, and say of each when it is acknowledged. */
  readonly writes?: boolean;
};

const say = (line: object): boolean => process.stdout.write(`${JSON.stringify(line)}\n`);
const heard =
  (level: string) =>
  (details: object, message: string): void => {
    say({ log: message, level, details });
  };
const log: Logger = {
  debug: heard('debug'),
  info: heard('info'),
  warn: heard('warn'),
  error: heard('error'),
};

const { writes = false, ...options } = JSON.parse(process.argv[2] ?? '{}') as ActorOptions;
const terminated = new AbortController();
process.once('SIGTERM', () => {
  terminated.abort(new Error('TERM'));
});

try {
  const mongod = await openEmbeddedMongod({
    ...options,
    log,
    onProgress: (progress) => say({ progress }),
    signal: terminated.signal,
  });
  say({ ready: mongod.uri, version: mongod.version });
  const over = Promise.race([once(process.stdin, 'data'), once(process.stdin, 'end')]);
  if (writes) await writeUntil(over, mongod.uri);
  await over;
  await mongod.leave();
  say({ left: true });
} catch (error) {
  say({ failed: error instanceof Error ? error.message : String(error) });
}
process.exit();

async function writeUntil(over: Promise<unknown>, uri: string): Promise<void> {
  const stopped = new AbortController();
  void over.then(() => {
    stopped.abort();
  });
  const client = new MongoClient(uri);
  const numbers = client.db('actor').collection('numbers');
  for (let number = 1; !stopped.signal.aborted; number++) {
    await numbers.insertOne({ number }, { writeConcern: { w: 'majority', journal: true } });
    say({ wrote: number });
  }
  await client.close();
}
