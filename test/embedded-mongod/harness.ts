import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Logger } from '../../src/kernel/logger.ts';
import { openEmbeddedMongod } from '../../src/embedded-mongod/index.ts';
import type { EmbeddedMongod, EmbeddedMongodOptions } from '../../src/embedded-mongod/index.ts';
import { cacheDir, mongodArgs } from '../support/mongod-process.ts';
import { until } from '../support/until.ts';

/** The same sources as in the global set-up, which has found or downloaded a binary. */
const sources = { cacheDir, binary: process.env.MONGOD_BINARY, searchPath: process.env.PATH };

/** A line of JSON that client-process.ts prints. */
export interface OutputLine {
  /** The URI of mongod. */
  readonly ready?: string;
  /** A log message. */
  readonly log?: string;
  /** The number of the last acknowledged write. */
  readonly wrote?: number;
  /** An error message. */
  readonly failed?: string;
}

/** A process that uses the embedded mongod. */
export interface ClientProcess {
  readonly pid: number;
  readonly lines: readonly OutputLine[];
  readonly exited: Promise<void>;
  readonly kill: (signal: NodeJS.Signals) => void;
  /** Waits for a line that meets the condition. @throws if the process exits before it */
  readonly waitForLine: (condition: (line: OutputLine) => boolean) => Promise<OutputLine>;
  /** Makes the process release mongod. Resolves when it has exited. */
  readonly release: () => Promise<void>;
}

/** The file mongod.json. */
interface MongodFile {
  readonly pid: number;
  readonly port: number;
  /** The pid of the supervisor. */
  readonly keeper: number;
}

export async function isRunning(pid: number): Promise<boolean> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return stat !== '' && !/\) [ZX] /.test(stat);
}

/** Creates a data directory for a test. `remove` ends all processes and deletes the directory. */
export async function createHarness() {
  const directory = await mkdtemp(join(process.env.SWITCHBOARD_TEST_DIRECTORY ?? tmpdir(), 'embedded-'));
  const dataDir = join(directory, 'data [é] *');
  const clients: ClientProcess[] = [];
  const opened: EmbeddedMongod[] = [];
  const mongodPids = new Set<number>();
  const logged: string[] = [];
  const collect = (_details: object, message: string): void => {
    logged.push(message);
  };
  const log: Logger = { debug: collect, info: collect, warn: collect, error: collect };

  /** Opens mongod in this process. */
  async function open(options: Partial<EmbeddedMongodOptions> = {}): Promise<EmbeddedMongod> {
    const mongod = await openEmbeddedMongod({ ...sources, dataDir, extraArgs: mongodArgs, log, ...options });
    opened.push(mongod);
    await readMongodFile();
    return mongod;
  }

  /** Opens mongod in another process. */
  function startClient(options: Record<string, unknown> = {}, env: NodeJS.ProcessEnv = {}): ClientProcess {
    const child = spawn(
      process.execPath,
      [
        '--disable-warning=ExperimentalWarning',
        join(import.meta.dirname, 'client-process.ts'),
        JSON.stringify({ ...sources, dataDir, extraArgs: mongodArgs, ...options }),
      ],
      { stdio: ['pipe', 'pipe', 'inherit'], env: { ...process.env, NODE_OPTIONS: '', ...env } },
    );
    child.stdin.on('error', () => undefined);
    const lines: OutputLine[] = [];
    createInterface({ input: child.stdout }).on('line', (line) => lines.push(JSON.parse(line) as OutputLine));
    let hasExited = false;
    const exited = new Promise<void>((resolve) => {
      child.once('close', () => {
        hasExited = true;
        resolve();
      });
    });
    const waitForLine = async (condition: (line: OutputLine) => boolean): Promise<OutputLine> => {
      await until(() => hasExited || lines.some(condition), 'the process prints the line');
      const line = lines.find(condition);
      if (line === undefined)
        throw new Error(`The process has exited after it printed ${JSON.stringify(lines.slice(-5))}`);
      if (line.ready !== undefined) await readMongodFile();
      return line;
    };
    const client: ClientProcess = {
      pid: child.pid ?? NaN,
      lines,
      exited,
      waitForLine,
      kill: (signal) => child.kill(signal),
      release: async () => {
        child.stdin.end('release\n');
        await exited;
      },
    };
    clients.push(client);
    return client;
  }

  async function readMongodFile(): Promise<MongodFile> {
    const file = JSON.parse(await readFile(join(dataDir, 'mongod.json'), 'utf8')) as MongodFile;
    mongodPids.add(file.pid);
    return file;
  }

  /** Returns the pids of the supervisor: the reader and the waiter, which is mongod's parent. */
  async function supervisors(): Promise<number[]> {
    const { pid, keeper } = await readMongodFile();
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    return [keeper, Number(stat.slice(stat.lastIndexOf(')')).split(' ')[2])].filter((found) => found > 1);
  }

  async function remove(): Promise<void> {
    await Promise.all(opened.map((mongod) => mongod.release()));
    for (const client of clients) client.kill('SIGKILL');
    await Promise.all(clients.map(({ exited }) => exited));
    for (const pid of mongodPids) await until(async () => !(await isRunning(pid)), 'mongod ends');
    await rm(directory, { recursive: true, force: true });
  }

  return { directory, dataDir, logged, log, open, startClient, readMongodFile, supervisors, remove };
}

export type Harness = Awaited<ReturnType<typeof createHarness>>;
