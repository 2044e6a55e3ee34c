import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runCommandLine } from '../../src/cli/command-line.ts';

export const root = fileURLToPath(new URL('../../', import.meta.url));

export interface Finished {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** A place for a data directory, removed at the end of the test file. */
export function dataDirectories(): () => Promise<string> {
  const made: string[] = [];
  afterAll(async () => {
    for (const directory of made) await rm(directory, { recursive: true, force: true, maxRetries: 5 });
  });
  return async () => {
    const directory = await mkdtemp(join(tmpdir(), `switchboard-test-${process.pid}-`));
    made.push(directory);
    return join(directory, 'data');
  };
}

const environment = (more: Record<string, string>): NodeJS.ProcessEnv => {
  const { NODE_OPTIONS: _, ...inherited } = process.env;
  // As a shell has it: npm puts its own things into the environment of what it starts, the tests included.
  for (const name of Object.keys(inherited))
    if (name.startsWith('npm_')) Reflect.deleteProperty(inherited, name);
  return { ...inherited, PORT: '0', ...more };
};

/** Runs a command line to its end, in the checkout. */
export async function run(
  command: string,
  env: Record<string, string>,
  input?: string | Buffer,
): Promise<Finished> {
  const child = spawn('bash', ['-c', command], { cwd: root, env: environment(env) });
  child.stdin.end(input);
  const [out, err, [code]] = await Promise.all([
    textOf(child.stdout),
    textOf(child.stderr),
    once(child, 'close') as Promise<[number | null]>,
  ]);
  return { code, out, err };
}

/** Runs a command line in this process, which is faster. */
export async function runInProcess(...args: readonly string[]): Promise<Finished> {
  const output = { out: '', err: '' };
  const { stdout, stderr } = process;
  const collect =
    (name: 'out' | 'err') =>
    (chunk: unknown, encoding?: unknown, written?: () => void): boolean => {
      output[name] += String(chunk);
      if (typeof encoding === 'function') (encoding as () => void)();
      written?.();
      return true;
    };
  stdout.write = collect('out');
  stderr.write = collect('err');
  try {
    return { code: await runCommandLine(['node', 'switchboard', ...args]), ...output };
  } finally {
    // Deleting the property restores the stream's own method.
    for (const stream of [stdout, stderr]) Reflect.deleteProperty(stream, 'write');
  }
}

/** Runs a command line in this process, with more variables in its environment. */
export async function runInProcessWith(
  env: Readonly<Record<string, string>>,
  ...args: readonly string[]
): Promise<Finished> {
  const before = { ...process.env };
  Object.assign(process.env, env);
  try {
    return await runInProcess(...args);
  } finally {
    for (const name of Object.keys(env))
      if (before[name] === undefined) Reflect.deleteProperty(process.env, name);
    Object.assign(process.env, before);
  }
}

export interface Running {
  readonly child: ChildProcess;
  readonly url: string;
  readonly greeting: string;
  /** The token of the supervisor that the greeting prints. */
  readonly token: string;
  readonly ended: Promise<number | null>;
  query(query: string, variables?: Record<string, unknown>): Promise<{ data?: Record<string, unknown> }>;
}

/** Starts a server and waits until it says that it is ready. */
export async function start(command: string, env: Record<string, string>): Promise<Running> {
  const child = spawn('bash', ['-c', `exec ${command}`], {
    cwd: root,
    env: environment(env),
    detached: true,
  });
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  let greeting = '';
  let err = '';
  child.stderr.on('data', (chunk: Buffer) => (err += String(chunk)));
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      greeting += String(chunk);
      if (greeting.includes('Ctrl-C stops the server')) resolve();
    });
    void ended.then((code) => {
      reject(new Error(`${command} ended with ${String(code)}: ${greeting} ${err}`));
    });
  });
  const url = /Graph +(http:\S+)\/graphql/.exec(greeting)?.[1] ?? '';
  const token = /supervisor\s+(\S+)/.exec(greeting)?.[1] ?? '';
  return {
    child,
    url,
    greeting,
    token,
    ended,
    async query(query, variables) {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({ query, variables }),
      });
      return (await response.json()) as { data?: Record<string, unknown> };
    },
  };
}

/** Asks a server to stop, and waits until it has. */
export function stop(server: Running): Promise<number | null> {
  server.child.kill('SIGTERM');
  return server.ended;
}

/** Ends a server and all that it started in its process group, without a word. */
export async function kill(server: Running): Promise<void> {
  if (server.child.pid === undefined) throw new Error('It did not start.');
  process.kill(-server.child.pid, 'SIGKILL');
  await server.ended;
}

/** The pid of the mongod of a data directory. */
export async function mongodOf(dataDir: string): Promise<number> {
  const { pid } = JSON.parse(await readFile(join(dataDir, 'mongod.json'), 'utf8')) as { pid: number };
  return pid;
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function textOf(stream: AsyncIterable<Buffer>): Promise<string> {
  let text = '';
  for await (const chunk of stream) text += String(chunk);
  return text;
}
