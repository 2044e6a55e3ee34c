import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { openApp } from '../../src/app.ts';
import { issueToken } from '../../src/auth/index.ts';
import { readConfiguration } from '../../src/config/index.ts';
import { settings } from '../settings.ts';

/** The benchmark's own mongod. */
export interface Database {
  readonly uri: string;
  /** Client for server statistics and for the baselines. */
  readonly client: MongoClient;
}

export async function withDatabase(use: (database: Database) => Promise<void>): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'switchboard-bench-'));
  const silent = () => undefined;
  const app = await openApp(readConfiguration({ DATA_DIR: directory, MONGODB_DATABASE: settings.database }), {
    log: { debug: silent, info: silent, warn: console.error, error: console.error },
    onProgress: ({ message }) => {
      console.error(message);
    },
    signal: new AbortController().signal,
  });
  const uri = app.mongod?.uri ?? '';
  const client = new MongoClient(uri, { writeConcern: { w: 'majority' } });
  try {
    await app.storage.prepare();
    await use({ uri, client });
  } finally {
    await client.close();
    await app.close();
    await rm(directory, { recursive: true });
  }
}

/** One server process. */
export class Gateway {
  readonly #process: ChildProcess;
  readonly url: string;

  private constructor(process: ChildProcess, port: number) {
    this.#process = process;
    this.url = `http://127.0.0.1:${port}/graphql`;
  }

  static async start({ uri }: Database): Promise<Gateway> {
    const child = fork(new URL('servers/gateway.ts', import.meta.url), {
      env: { ...process.env, BENCH_MONGODB_URI: uri },
    });
    const [{ port }] = (await once(child, 'message')) as [{ port: number }];
    return new Gateway(child, port);
  }

  /** Returns its CPU time in microseconds. */
  async cpu(): Promise<number> {
    const answer = once(this.#process, 'message') as Promise<[{ cpu: NodeJS.CpuUsage }]>;
    this.#process.send('cpu');
    const [{ cpu }] = await answer;
    return cpu.user + cpu.system;
  }

  async stop(): Promise<void> {
    const exited = once(this.#process, 'exit');
    this.#process.disconnect();
    await exited;
  }
}

const scopes = {
  customer: ['chat.customer'],
  agent: ['chat.agent', 'interaction.agent'],
  staff: ['interaction.view', 'agent.view', 'agent.manage'],
};

export const tokenOf = (name: keyof typeof scopes): Promise<string> =>
  issueToken(
    { subject: name, tenant: settings.tenant, scopes: scopes[name], lifetimeSeconds: 3600 },
    { secret: settings.secret, claims: { username: 'sub', tenant: 'tenant', scope: 'scope' } },
  );

/** Starts chats of one customer with one agent. @returns their ids */
export async function startTalks({ url }: Gateway, count: number): Promise<readonly string[]> {
  const tokens = {
    customer: await tokenOf('customer'),
    agent: await tokenOf('agent'),
    staff: await tokenOf('staff'),
  };
  const ask = async (who: keyof typeof tokens, query: string, variables: object = {}): Promise<Payload> => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${tokens[who]}` };
    const response = await fetch(url, {
      method: 'POST',
      headers,
      body: JSON.stringify({ query, variables }),
    });
    const body = (await response.json()) as { data?: { answer: Payload } };
    const status = body.data?.answer.status;
    if (body.data === undefined || (status !== undefined && status !== 'OK'))
      throw new Error(`${query}: ${JSON.stringify(body)}`);
    return body.data.answer;
  };
  await ask(
    'staff',
    'mutation { answer: upsertAgent(input: { username: "agent", maxConcurrent: 100 }) { status } }',
  );
  await ask('agent', 'mutation { answer: setAgentState(state: IDLE) { status } }');
  const ids: string[] = [];
  while (ids.length < count) {
    const { interaction } = await ask(
      'customer',
      'mutation { answer: startInteraction(input: { nickname: "customer" }) { status interaction { id } } }',
    );
    const id = interaction?.id ?? '';
    await ask('agent', 'mutation ($id: ID!) { answer: acceptInteraction(id: $id) { status } }', { id });
    ids.push(id);
  }
  return ids;
}

interface Payload {
  readonly status?: string;
  readonly interaction?: { readonly id: string } | null;
}

export const sendMessage =
  'mutation ($id: ID!, $text: String!) { sendMessage(id: $id, text: $text) { status event { eventId } } }';

/** Returns a line with the load of the machine, which affects every figure. */
export const loadLine = (): string => `load of the machine ${loadavg()[0]?.toFixed(1) ?? ''}`;

export const quantile = (values: readonly number[], part: number): number =>
  [...values].sort((a, b) => a - b)[Math.min(Math.floor(values.length * part), values.length - 1)] ??
  Number.NaN;
export const median = (values: readonly number[]): number => quantile(values, 0.5);
