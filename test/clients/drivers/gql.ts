import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Driver, Outcome, Sink } from '../driver.ts';
import { operations } from '../stories.ts';

const execute = promisify(execFile);
const script = fileURLToPath(new URL('gql_client.py', import.meta.url));

/** The virtual environment of gql. */
let environment: string | undefined;

/** Installs gql into a virtual environment in a temporary directory. */
export async function installGql(): Promise<void> {
  environment = await mkdtemp(join(process.env.SWITCHBOARD_TEST_DIRECTORY ?? tmpdir(), 'gql-'));
  await execute('python3', ['-m', 'venv', environment]);
  const python = join(environment, 'bin/python');
  await execute(python, ['-m', 'pip', 'install', '--quiet', 'gql[aiohttp,websockets]==4.4.0']);
}

export async function removeGql(): Promise<void> {
  if (environment !== undefined) await rm(environment, { recursive: true });
}

interface Answer {
  readonly id: number;
  readonly needsToken?: true;
  readonly next?: unknown;
  readonly failed?: readonly string[];
  readonly data?: unknown;
  readonly errors?: readonly string[];
}

/** gql for Python, in a process of its own for each caller. */
export const gql: Driver = ({ url, subscriptionUrl, token }) => {
  if (environment === undefined) throw new Error('Call installGql first.');
  const child = spawn(
    join(environment, 'bin/python'),
    [script, url, subscriptionUrl.replace(/^http/, 'ws')],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  );
  const requests = new Map<number, (outcome: Outcome) => void>();
  const sinks = new Map<number, Sink>();
  let commands = 0;
  const write = (command: Readonly<Record<string, unknown>>) => {
    if (child.stdin.writable) child.stdin.write(`${JSON.stringify(command)}\n`);
  };
  const sendToken = async (id: number) => {
    write({ do: 'token', id, token: await token() });
  };
  createInterface(child.stdout).on('line', (line) => {
    const { id, needsToken, next, failed, data, errors = [] } = JSON.parse(line) as Answer;
    if (needsToken) void sendToken(id);
    else if (next !== undefined) sinks.get(id)?.next(next);
    else if (failed !== undefined) sinks.get(id)?.error(failed);
    else requests.get(id)?.({ data, errors });
  });
  return {
    async request(name, variables) {
      const id = ++commands;
      const outcome = new Promise<Outcome>((resolve) => requests.set(id, resolve));
      write({ do: 'request', id, query: operations[name], variables, token: await token() });
      return outcome;
    },
    subscribe(name, variables, sink) {
      const id = ++commands;
      sinks.set(id, sink);
      write({ do: 'subscribe', id, query: operations[name], variables });
      return () => {
        sinks.delete(id);
        write({ do: 'unsubscribe', id });
      };
    },
    async close() {
      child.stdin.end();
      if (child.exitCode === null) await once(child, 'exit');
    },
  };
};
