import { MongoClient, type Db, type Document } from 'mongodb';
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openApp } from '../src/app.ts';
import { issueToken } from '../src/auth/index.ts';
import { readConfiguration } from '../src/config/index.ts';
import { createEventSource } from './events.ts';
import { settings } from './settings.ts';

/**
 * Measures ingested events per second over HTTP, from two senders, against a bare `insertMany` of the resulting documents with the same
 * indexes and batch size, in alternating rounds. Expected: at least half of its rate. Then ingests `count` more events to check that memory
 * does not grow.
 */
const rounds = 7;
const perRound = 10_000;
const perRequest = 2500;
const batchSize = 500;
const senders = 2;

export async function benchIngest(count: number): Promise<void> {
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
  const uri = app.mongod?.uri ?? '';
  const client = await new MongoClient(uri, { writeConcern: { w: 'majority' } }).connect();
  let child: ChildProcess | undefined;
  try {
    await app.storage.prepare();
    child = fork(new URL('servers/switchboard.ts', import.meta.url), {
      env: { ...process.env, BENCH_MONGODB_URI: uri },
    });
    const [{ port }] = (await once(child, 'message')) as [{ port: number }];
    const url = `http://127.0.0.1:${port}/ingest/symbee`;
    await compare(client.db(settings.database), url);
    await measureMemory(child, url, count);
  } finally {
    child?.disconnect();
    await client.close();
    await app.close();
    await rm(directory, { recursive: true });
  }
}

async function compare(db: Db, url: string): Promise<void> {
  const ratios: number[] = [];
  const rates: number[] = [];
  for (let round = -1; round < rounds; round++) {
    const tenant = `bench${round + 1}`;
    const bodies = bodiesOf(createEventSource(tenant)(perRound));
    const token = await tokenOf(tenant);
    const overHttp = await timed(() => sendAll(url, token, bodies));
    const documents = await documentsOf(db, tenant);
    await copyIndexes(db, [...documents.keys()]);
    const bare = await timed(() => insertAll(db, documents));
    // The first round warms up.
    if (round < 0) continue;
    rates.push(perRound / overHttp);
    ratios.push(bare / overHttp);
  }
  console.log(
    `over HTTP ${median(rates).toFixed(0)} events per second, ${median(ratios).toFixed(2)} of bare insertMany`,
  );
}

async function measureMemory(child: ChildProcess, url: string, count: number): Promise<void> {
  const next = createEventSource('memory');
  const token = await tokenOf('memory');
  const samples: number[] = [];
  const began = performance.now();
  for (let sent = 0; sent < count; sent += perRound) {
    await sendAll(url, token, bodiesOf(next(perRound)));
    const answer = once(child, 'message') as Promise<[{ rss: number }]>;
    child.send('cpu');
    const [{ rss }] = await answer;
    samples.push(rss / 1024 ** 2);
  }
  const rate = (count / (performance.now() - began)) * 1000;
  const fifth = Math.max(1, Math.floor(samples.length / 5));
  console.log(
    `${count} events, ${rate.toFixed(0)} per second: resident ${median(samples.slice(0, fifth)).toFixed(0)} MiB in the first fifth, ${median(samples.slice(-fifth)).toFixed(0)} in the last, ${Math.max(...samples).toFixed(0)} at most`,
  );
}

const bodiesOf = (events: readonly object[]): readonly string[] =>
  Array.from({ length: Math.ceil(events.length / perRequest) }, (_, n) =>
    events
      .slice(n * perRequest, (n + 1) * perRequest)
      .map((event) => JSON.stringify(event))
      .join('\n'),
  );

async function sendAll(url: string, token: string, bodies: readonly string[]): Promise<void> {
  const waiting = [...bodies];
  const send = async () => {
    for (let body = waiting.shift(); body !== undefined; body = waiting.shift()) {
      const response = await fetch(url, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/x-ndjson' },
        body,
      });
      const report = (await response.json()) as { added?: number; read?: number };
      if (response.status !== 200 || report.added !== report.read || report.read === 0)
        throw new Error(JSON.stringify(report).slice(0, 500));
    }
  };
  await Promise.all(Array.from({ length: senders }, send));
}

/** Reads the documents of a tenant's events, by collection. Signals are not stored. */
async function documentsOf(db: Db, tenant: string): Promise<ReadonlyMap<string, readonly Document[]>> {
  const found = new Map<string, readonly Document[]>();
  for (const { name } of await db.listCollections({}, { nameOnly: true }).toArray()) {
    if (name.startsWith('bare_') || name.startsWith('system.')) continue;
    const documents = await db.collection(name).find({ tenant }).toArray();
    if (documents.length > 0) found.set(name, documents);
  }
  return found;
}

async function copyIndexes(db: Db, names: readonly string[]): Promise<void> {
  for (const name of names)
    for (const { key, v: _, name: __, ...options } of await db.collection(name).indexes())
      if (!('_id' in key)) await db.collection(`bare_${name}`).createIndexes([{ key, ...options }]);
}

async function insertAll(db: Db, documents: ReadonlyMap<string, readonly Document[]>): Promise<void> {
  for (const [name, all] of documents) {
    const bare = db.collection(`bare_${name}`);
    for (let at = 0; at < all.length; at += batchSize)
      await bare.insertMany(all.slice(at, at + batchSize), { ordered: false });
  }
}

async function timed(act: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await act();
  return (performance.now() - began) / 1000;
}

const tokenOf = (tenant: string): Promise<string> =>
  issueToken(
    { subject: 'bench', tenant, scopes: ['feed.ingest'], lifetimeSeconds: 3600 },
    { secret: settings.secret, claims: { username: 'sub', tenant: 'tenant', scope: 'scope' } },
  );

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
