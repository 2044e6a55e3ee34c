import autocannon from 'autocannon';
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openApp } from '../src/app.ts';
import { issueToken } from '../src/auth/index.ts';
import { readConfiguration } from '../src/config/index.ts';
import { importEngagements } from './data.ts';
import { settings } from './settings.ts';

/**
 * Measures CPU per request of Switchboard, with authentication, against a bare handler with the same MongoDB queries and against Apollo
 * Server with its defaults. Measures CPU in alternating rounds, because rates are noisy on a shared machine. 1.00 is the bare handler.
 */
const engagementCount = 20_000;
const rounds = 11;
const requestsPerRound = 300;

const span = 'filter: { start: { from: "2026-01-01T00:00:00Z", to: "2026-02-01T00:00:00Z" } }, first: 50';
const queries: Record<string, string> = {
  'a list of 50 with agents': `{ engagements(${span}) { nodes { engagementId startTime duration agent { username nickname } } } }`,
  'a transcript of 200 lines': `{ chatTranscript(id: "${'a'.repeat(24)}") { transcript { createdBy createdAt chatContent } } }`,
  'a list of 50 with all lines': `{ engagements(${span}) { nodes { engagementId startTime lines { time by source text } } } }`,
};
const kinds = ['bare', 'switchboard', 'apollo'] as const;
type Kind = (typeof kinds)[number];

interface Server {
  readonly process: ChildProcess;
  readonly url: string;
}

export async function benchQueries(): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'switchboard-bench-'));
  const configuration = readConfiguration({ DATA_DIR: directory, MONGODB_DATABASE: settings.database });
  const silent = () => undefined;
  const app = await openApp(configuration, {
    log: { debug: silent, info: silent, warn: console.error, error: console.error },
    onProgress: ({ message }) => {
      console.error(message);
    },
    signal: new AbortController().signal,
  });
  const servers = new Map<Kind, Server>();
  try {
    await app.storage.prepare();
    console.error(`Importing ${engagementCount} engagements …`);
    await fill(app);
    for (const kind of kinds) servers.set(kind, await startServer(kind, app.mongod?.uri ?? ''));
    const token = await issueToken(
      {
        subject: 'bench',
        tenant: settings.tenant,
        scopes: ['engagement.view', 'hybris.interactionrecording_view', 'agent.view'],
        lifetimeSeconds: 3600,
      },
      { secret: settings.secret, claims: { username: 'sub', tenant: 'tenant', scope: 'scope' } },
    );
    for (const name of Object.keys(queries)) report(name, await measure(servers, name, token));
  } finally {
    for (const { process: child } of servers.values()) child.disconnect();
    await app.close();
    await rm(directory, { recursive: true });
  }
}

export async function fill(app: Awaited<ReturnType<typeof openApp>>, count = engagementCount): Promise<void> {
  const { tenant } = settings;
  const [hybris, liveperson] = ['hybris', 'liveperson'].map((name) =>
    app.importers.find(({ source }) => source === name),
  );
  if (!hybris || !liveperson) throw new Error('An importer is missing.');
  await importEngagements(liveperson, tenant, count);
  for (let n = 0; n < 200; n++)
    await app.agents.upsertAgent({ tenant }, { username: `agent${n}@example.com`, nickname: `Agent ${n}` });
  const value = {
    id: 'a'.repeat(24),
    startAt: '2026-06-19T12:29:08.000+0000',
    chatterIds: ['C1', 'agent1@example.com'],
    createdBy: 'agent1@example.com',
    transcript: Array.from({ length: 200 }, (_, n) => ({
      createdBy: n % 2 === 0 ? 'C1' : 'agent1@example.com',
      createdAt: new Date(Date.UTC(2026, 5, 19, 12, 29) + n * 7000).toISOString(),
      chatContent: `Message ${n} of a long conversation about a parcel that is late.`,
    })),
  };
  await hybris.importBatch(tenant, [{ index: 0, line: 1, column: 1, text: JSON.stringify(value), value }]);
}

async function startServer(kind: Kind, uri: string): Promise<Server> {
  const child = fork(new URL(`servers/${kind}.ts`, import.meta.url), {
    env: { ...process.env, BENCH_MONGODB_URI: uri },
  });
  const [message] = (await once(child, 'message')) as [{ port: number }];
  return { process: child, url: `http://127.0.0.1:${message.port}${kind === 'apollo' ? '/' : '/graphql'}` };
}

type Samples = Record<Kind, number[]>;

async function measure(servers: ReadonlyMap<Kind, Server>, name: string, token: string): Promise<Samples> {
  const samples: Samples = { bare: [], switchboard: [], apollo: [] };
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}`, 'x-query': name };
  const body = JSON.stringify({ query: queries[name] });
  const answers = new Set<string>();
  for (const { url } of servers.values())
    answers.add(JSON.stringify(await (await fetch(url, { method: 'POST', headers, body })).json()));
  if (answers.size !== 1)
    throw new Error(
      `The servers answer differently: ${[...answers].map((text) => text.slice(0, 300)).join('\n')}`,
    );

  for (let round = -1; round < rounds; round++)
    for (const [kind, server] of servers) {
      const before = await cpuOf(server.process);
      await autocannon({
        url: server.url,
        method: 'POST',
        headers,
        body,
        connections: 8,
        amount: requestsPerRound,
      });
      const used = ((await cpuOf(server.process)) - before) / requestsPerRound;
      // The first round warms up.
      if (round >= 0) samples[kind].push(used);
    }
  return samples;
}

/** Returns the CPU time of a process in microseconds. */
async function cpuOf(child: ChildProcess): Promise<number> {
  const answer = once(child, 'message') as Promise<[{ cpu: NodeJS.CpuUsage }]>;
  child.send('cpu');
  const [{ cpu }] = await answer;
  return cpu.user + cpu.system;
}

function report(name: string, samples: Samples): void {
  const median = (values: readonly number[]) =>
    [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
  const ratio = (kind: Kind) =>
    median(samples.bare.map((bare, round) => bare / (samples[kind][round] ?? Number.NaN)));
  console.log(
    [
      name.padEnd(28),
      `bare ${median(samples.bare).toFixed(0).padStart(5)} µs`,
      `switchboard ${median(samples.switchboard).toFixed(0).padStart(5)} µs (${ratio('switchboard').toFixed(2)})`,
      `apollo defaults ${median(samples.apollo).toFixed(0).padStart(5)} µs (${ratio('apollo').toFixed(2)})`,
    ].join('   '),
  );
}
