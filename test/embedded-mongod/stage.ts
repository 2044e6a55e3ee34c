/** Shared by the tests of the embedded mongod: directories, processes to kill, and waiting for conditions. */
import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import type { Logger } from '../../src/kernel/logger.ts';
import { openEmbeddedMongod } from '../../src/embedded-mongod/index.ts';
import type { EmbeddedMongod, EmbeddedMongodOptions } from '../../src/embedded-mongod/index.ts';

export const cacheDir = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'switchboard');
/** The same sources as in the global set-up, which has found or downloaded a binary. */
const found = { cacheDir, binary: process.env.MONGOD_BINARY, searchPath: process.env.PATH };
export const extraArgs = [
  '--wiredTigerEngineConfigString=log=(file_max=8MB,prealloc=false)',
  '--wiredTigerCacheSizeGB=0.25',
];

/** Returns the binary of the global set-up: from the cache, or the machine's own mongod. */
export async function cachedMongod(): Promise<string> {
  const names = await readdir(cacheDir).catch(() => []);
  const name = names.find((entry) => entry.startsWith('mongod-'));
  return name === undefined ? (process.env.MONGOD_BINARY ?? 'mongod') : join(cacheDir, name);
}

export interface Line {
  readonly ready?: string;
  readonly log?: string;
  readonly wrote?: number;
  readonly failed?: string;
  readonly released?: true;
  readonly progress?: { readonly message: string; readonly done?: number; readonly total?: number };
}

export interface Actor {
  readonly pid: number;
  readonly lines: readonly Line[];
  readonly exited: Promise<void>;
  readonly kill: (signal: NodeJS.Signals) => void;
  readonly says: (wanted: (line: Line) => boolean) => Promise<Line>;
  readonly leave: () => Promise<void>;
}

export interface MongodRecord {
  readonly pid: number;
  readonly port: number;
  readonly keeper: number;
}

/** Polls until the condition is true. Fails after the deadline. */
export async function eventually(
  what: string,
  yes: () => boolean | Promise<boolean>,
  deadlineMs = 15_000,
): Promise<void> {
  const deadline = Date.now() + deadlineMs;
  while (!(await yes())) {
    if (Date.now() > deadline) throw new Error(`Not in ${deadlineMs} ms: ${what}`);
    await setTimeout(10);
  }
}

export async function isRunning(pid: number): Promise<boolean> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return stat !== '' && !/\) [ZX] /.test(stat);
}

/** Creates a data directory for a test. `clear` ends all processes and deletes the directory. */
export async function setStage() {
  const directory = await mkdtemp(join(process.env.SWITCHBOARD_TEST_DIRECTORY ?? tmpdir(), 'embedded-'));
  const dataDir = join(directory, 'data [é] *');
  const actors: Actor[] = [];
  const opened: EmbeddedMongod[] = [];
  const records = new Map<number, MongodRecord>();
  const logged: string[] = [];
  const note = (_details: object, message: string): void => {
    logged.push(message);
  };
  const log: Logger = { debug: note, info: note, warn: note, error: note };

  async function open(options: Partial<EmbeddedMongodOptions> = {}): Promise<EmbeddedMongod> {
    const mongod = await openEmbeddedMongod({ ...found, dataDir, extraArgs, log, ...options });
    opened.push(mongod);
    await record();
    return mongod;
  }

  function act(options: Record<string, unknown> = {}, env: NodeJS.ProcessEnv = {}): Actor {
    const child = spawn(
      process.execPath,
      [
        '--disable-warning=ExperimentalWarning',
        join(import.meta.dirname, 'actor.ts'),
        JSON.stringify({ ...found, dataDir, extraArgs, ...options }),
      ],
      { stdio: ['pipe', 'pipe', 'inherit'], env: { ...process.env, NODE_OPTIONS: '', ...env } },
    );
    child.stdin.on('error', () => undefined);
    const lines: Line[] = [];
    createInterface({ input: child.stdout }).on('line', (line) => lines.push(JSON.parse(line) as Line));
    let gone = false;
    const exited = new Promise<void>((resolve) => {
      child.once('close', () => {
        gone = true;
        resolve();
      });
    });
    const says = async (wanted: (line: Line) => boolean): Promise<Line> => {
      await eventually('the actor prints the line', () => gone || lines.some(wanted));
      const line = lines.find(wanted);
      if (line === undefined)
        throw new Error(`The actor has exited after it printed ${JSON.stringify(lines.slice(-5))}`);
      if (line.ready !== undefined) await record();
      return line;
    };
    const actor: Actor = {
      pid: child.pid ?? NaN,
      lines,
      exited,
      says,
      kill: (signal) => child.kill(signal),
      leave: async () => {
        child.stdin.end('leave\n');
        await exited;
      },
    };
    actors.push(actor);
    return actor;
  }

  async function record(): Promise<MongodRecord> {
    const read = JSON.parse(await readFile(join(dataDir, 'mongod.json'), 'utf8')) as MongodRecord;
    records.set(read.pid, read);
    return read;
  }

  /** Returns the pids of the supervisor: the reader and the waiter, which is mongod's parent. */
  async function supervisors(): Promise<number[]> {
    const { pid, keeper } = await record();
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    return [keeper, Number(stat.slice(stat.lastIndexOf(')')).split(' ')[2])].filter((found) => found > 1);
  }

  async function clear(): Promise<void> {
    await Promise.all(opened.map((mongod) => mongod.release()));
    for (const actor of actors) actor.kill('SIGKILL');
    await Promise.all(actors.map(({ exited }) => exited));
    for (const { pid } of records.values())
      await eventually('mongod ends', async () => !(await isRunning(pid)));
    await rm(directory, { recursive: true, force: true });
  }

  return { directory, dataDir, logged, log, open, act, record, supervisors, clear };
}

export type Stage = Awaited<ReturnType<typeof setStage>>;
