import { fork, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { issueToken } from '../../src/auth/index.ts';
import { settings } from '../settings.ts';

export interface ResourceUse {
  readonly heap: number;
  readonly resources: Readonly<Record<string, number>>;
}

/** A `switchboard serve` process with a probe. */
export class Serving {
  readonly url: string;
  readonly pid: number;
  readonly #process: ChildProcess;
  /** Lines of its log from level warn. */
  readonly logLines: string[] = [];

  private constructor(process: ChildProcess, url: string) {
    this.#process = process;
    this.url = url;
    this.pid = process.pid ?? 0;
  }

  static async start(uri: string, given: Readonly<Record<string, string>>): Promise<Serving> {
    const child = spawn(
      process.execPath,
      ['--expose-gc', '--import', new URL('servers/probe.ts', import.meta.url).href, 'src/main.ts', 'serve'],
      {
        env: {
          ...process.env,
          MONGODB_URI: uri,
          MONGODB_DATABASE: settings.database,
          AUTH_SECRET: settings.secret,
          PORT: '0',
          OPERATIONS_PER_SECOND: '0',
          MAX_SOCKETS_PER_CALLER: '1000',
          LOG_LEVEL: 'warn',
          ...given,
        },
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      },
    );
    const logLines: string[] = [];
    child.stderr?.on('data', (text: Buffer) => logLines.push(text.toString()));
    if (child.stdout === null) throw new Error('The process has no standard output.');
    for await (const line of createInterface(child.stdout)) {
      const [, url] = /Graph\s+(\S+)/.exec(line) ?? [];
      if (url === undefined) continue;
      child.stdout.on('data', (text: Buffer) => logLines.push(text.toString()));
      child.stdout.resume();
      const serving = new Serving(child, url);
      Object.assign(serving, { logLines });
      return serving;
    }
    throw new Error(`The process has ended: ${logLines.join('')}`);
  }

  async resourceUse(): Promise<ResourceUse> {
    const answer = once(this.#process, 'message') as Promise<[ResourceUse]>;
    this.#process.send('tell');
    return (await answer)[0];
  }

  async stop(): Promise<void> {
    const exited = once(this.#process, 'exit');
    this.#process.kill('SIGTERM');
    await exited;
  }
}

/** The process of the CRM's subgraph. */
export class Crm {
  readonly #process: ChildProcess;
  readonly port: number;

  private constructor(process: ChildProcess, port: number) {
    this.#process = process;
    this.port = port;
  }

  static async start(port = 0): Promise<Crm> {
    const child = fork(new URL('servers/crm.ts', import.meta.url), [String(port)]);
    const [message] = (await once(child, 'message')) as [{ port: number }];
    return new Crm(child, message.port);
  }

  get pid(): number {
    return this.#process.pid ?? 0;
  }

  async kill(signal: NodeJS.Signals): Promise<void> {
    const exited = once(this.#process, 'exit');
    this.#process.kill(signal);
    await exited;
  }

  hang(isHung: boolean): void {
    this.#process.kill(isHung ? 'SIGSTOP' : 'SIGCONT');
  }
}

export const openFiles = async (pid: number): Promise<number> => (await readdir(`/proc/${pid}/fd`)).length;

export const residentBytes = async (pid: number): Promise<number> =>
  Number((await readFile(`/proc/${pid}/statm`, 'utf8')).split(' ')[1]) * 4096;

const microsecondsPerTick = 10_000;

/** Returns the CPU time of a process in microseconds. */
export async function cpuOf(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8');
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * microsecondsPerTick;
}

export const tokenFor = (scopes: readonly string[]): Promise<string> =>
  issueToken(
    { subject: 'bench', tenant: settings.tenant, scopes: [...scopes], lifetimeSeconds: 3600 },
    { secret: settings.secret, claims: { username: 'sub', tenant: 'tenant', scope: 'scope' } },
  );
