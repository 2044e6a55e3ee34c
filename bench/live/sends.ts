import autocannon from 'autocannon';
import { randomUUID } from 'node:crypto';
import { MongoClient, Timestamp, type Collection } from 'mongodb';
import type { Caller } from '../../src/auth/index.ts';
import { createAgents } from '../../src/domains/agents/index.ts';
import { createInteractions } from '../../src/domains/interactions/index.ts';
import { createEventIds, createEventLog } from '../../src/eventlog/index.ts';
import { systemClock } from '../../src/kernel/clock.ts';
import { naturalIdOf } from '../../src/kernel/global-id.ts';
import { openChangeStream } from '../../src/realtime/index.ts';
import { createStorage } from '../../src/storage/index.ts';
import { settings } from '../settings.ts';
import {
  Gateway,
  loadLine,
  median,
  sendMessage,
  startTalks,
  tokenOf,
  withDatabase,
  type Database,
} from './setup.ts';
import { noFlows } from '../../test/support/no-flows.ts';

/**
 * Measures messages per second and CPU per message, of this process and of mongod: for the operation, which decides and appends; for bare
 * inserts of the same documents with the same indexes and majority write concern; and over HTTP. A bare writer needs the next sequence
 * number too, so bare inserts on one interaction are sequential. The rounds alternate, because the machine is noisy.
 */
const cases = [
  { title: '50 writers on 50 interactions', talks: 50, writers: 50, each: 60, expected: 1 },
  { title: '200 writers on 10 interactions', talks: 10, writers: 200, each: 20, expected: 3 },
] as const;
type Case = (typeof cases)[number];
/** Rounds that are not counted, to measure a warm server. */
const warmUps = 5;
const rounds = 9;
const text = 'The parcel that you ordered last week has left our house, and should be with you by tomorrow.';

/** Sends one message. Messages of one interaction are sequential. */
type Send = (talk: number) => Promise<void>;

interface Method {
  /** Sends all messages of a case. */
  readonly run: (which: Case) => Promise<void>;
  /** CPU time of the serving process in microseconds. */
  readonly cpu: () => Promise<number> | number;
}

interface Figures {
  readonly perSecond: number;
  /** CPU time per message in microseconds. */
  readonly cpu: number;
  readonly mongodCpu: number;
}

type Samples = Record<string, Figures[]>;

export async function benchSends(): Promise<void> {
  await withDatabase(async (database) => {
    const maxTalks = Math.max(...cases.map(({ talks }) => talks));
    let gateway = await Gateway.start(database);
    const ids = await startTalks(gateway, maxTalks);
    // A running server would read the log through its change stream, and distort the comparison with bare inserts.
    await gateway.stop();
    const operation = openOperation(database, ids);
    // The driver's default `retryWrites` costs mongod a second write per insert.
    const bare = await openBare(database, ids, true);
    const noRetries = await openBare(database, ids, false);
    const methods = {
      bare: inProcess(bare.send),
      'bare, no retries': inProcess(noRetries.send),
      operation: inProcess(operation.send),
    };
    try {
      for (const which of cases) report(which, await measure(which, methods, database), 'operation');
      gateway = await Gateway.start(database);
      const token = await tokenOf('customer');
      const served: Method = {
        run: (which) => overHttp(gateway.url, token, ids, which),
        cpu: () => gateway.cpu(),
      };
      for (const which of cases)
        report(which, await measure(which, { bare: methods.bare, HTTP: served }, database), 'HTTP');
    } finally {
      await Promise.all([operation.close(), bare.close(), noRetries.close(), gateway.stop()]);
    }
  });
}

async function measure(which: Case, methods: Record<string, Method>, database: Database): Promise<Samples> {
  const samples: Samples = Object.fromEntries(Object.keys(methods).map((name) => [name, []]));
  const count = which.writers * which.each;
  for (let round = -warmUps; round < rounds; round++)
    for (const [name, { run, cpu }] of Object.entries(methods)) {
      const before = { cpu: await cpu(), mongod: await mongodCpu(database), at: performance.now() };
      await run(which);
      const seconds = (performance.now() - before.at) / 1000;
      const used = { cpu: await cpu(), mongod: await mongodCpu(database) };

      if (round >= 0)
        samples[name]?.push({
          perSecond: count / seconds,
          cpu: (used.cpu - before.cpu) / count,
          mongodCpu: (used.mongod - before.mongod) / count,
        });
    }
  return samples;
}

/** Returns the CPU time of mongod in microseconds. */
async function mongodCpu({ client }: Database): Promise<number> {
  const { extra_info: info } = (await client.db().admin().serverStatus()) as {
    extra_info: { user_time_us: number; system_time_us: number };
  };
  return info.user_time_us + info.system_time_us;
}

const inProcess = (send: Send): Method => ({
  async run({ talks, writers, each }) {
    const write = async (writer: number) => {
      for (let n = 0; n < each; n++) await send(writer % talks);
    };
    await Promise.all(Array.from({ length: writers }, (_, writer) => write(writer)));
  },
  cpu() {
    const { user, system } = process.cpuUsage();
    return user + system;
  },
});

/** Opens the domain's operation without the graph. */
function openOperation({ uri }: Database, ids: readonly string[]) {
  const silent = () => undefined;
  const logger = { debug: silent, info: silent, warn: console.error, error: console.error };
  const storage = createStorage({ uri, database: settings.database, timeoutMs: 10_000 });
  const log = createEventLog(storage, systemClock);
  const changeStream = openChangeStream(storage, log, systemClock, logger);
  const { operations } = createInteractions(
    {
      storage,
      log,
      ids: createEventIds(storage, log, logger),
      changeStream,
      agents: createAgents(storage, systemClock, log, changeStream).port,
      flows: noFlows,
      history: { record: () => Promise.resolve() },
      clock: systemClock,
      logger,
    },
    { offerTimeoutMs: 30_000, reofferDelayMs: 1000 },
  );
  const caller: Caller = {
    tenant: settings.tenant,
    kind: 'customer',
    id: 'customer',
    scopes: new Set(['chat.customer']),
    expiresAt: Number.POSITIVE_INFINITY,
  };
  return {
    send: async (talk: number) => {
      const message = { text, visibility: 'EVERYONE', clientMessageId: undefined } as const;
      const { status } = await operations.sendMessage(caller, ids[talk] ?? '', message);
      if (status !== 'OK') throw new Error(`A message was refused: ${status}.`);
    },
    close: () => storage.close(),
  };
}

/** Opens bare inserts of the same documents, without decision and log. */
async function openBare({ uri, client }: Database, ids: readonly string[], retryWrites: boolean) {
  const own = new MongoClient(uri, { writeConcern: { w: 'majority' }, ignoreUndefined: true, retryWrites });
  const db = own.db(settings.database);
  const collection: Collection<{ _id: string }> = db.collection(retryWrites ? 'bare' : 'bareNoRetries');
  const indexes = await client.db(settings.database).collection('events').indexes();
  await collection.createIndexes(
    indexes
      .filter(({ name }) => name !== '_id_')
      .map(({ key, name, unique, partialFilterExpression }) => ({
        key,
        ...(name === undefined ? {} : { name }),
        ...(unique === true ? { unique } : {}),
        ...(partialFilterExpression === undefined ? {} : { partialFilterExpression }),
      })),
  );
  const { tenant } = settings;
  const streams = ids.map((id) => ({
    stream: naturalIdOf('Interaction', id),
    seq: 0,
    last: Promise.resolve(),
  }));
  return {
    send: (talk: number): Promise<void> => {
      const one = streams[talk];
      if (one === undefined) throw new Error(`There is no interaction ${talk}.`);
      one.last = one.last.then(async () => {
        const seq = ++one.seq;
        await collection.insertOne({
          _id: `${tenant}:interaction:${one.stream}:${String(seq).padStart(10, '0')}`,
          tenant,
          kind: 'interaction',
          stream: one.stream,
          seq,
          v: 1,
          at: new Date(),
          by: 'customer:customer',
          key: randomUUID(),
          hash: '',
          facts: [
            {
              type: 'message',
              by: 'p1',
              text,
              visibility: 'EVERYONE',
              nickname: 'customer',
              role: 'CUSTOMER',
            },
          ],
          changes: false,
          ts: new Timestamp({ t: 0, i: 0 }),
        } as { _id: string });
      });
      return one.last;
    },
    close: () => own.close(),
  };
}

async function overHttp(
  url: string,
  token: string,
  ids: readonly string[],
  { talks, writers, each }: Case,
): Promise<void> {
  let connection = 0;
  const { errors, mismatches } = await autocannon({
    url,
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    connections: writers,
    amount: writers * each,
    setupClient(client) {
      const variables = { id: ids[connection++ % talks], text };
      client.setBody(JSON.stringify({ query: sendMessage, variables }));
    },
    verifyBody: (body) => String(body).includes('"OK"'),
  });
  if (errors + mismatches > 0) throw new Error(`${errors + mismatches} messages were refused.`);
}

/** Prints the figures of each method. @param own the method that is compared with the others */
function report({ title, expected }: Case, samples: Samples, own: string): void {
  const ratio = (name: string, of: (figures: Figures) => number): string =>
    median(
      (samples[own] ?? []).map((mine, round) => {
        const other = samples[name]?.[round];
        return other === undefined ? Number.NaN : of(mine) / of(other);
      }),
    ).toFixed(2);
  console.log(`messages, ${own}, ${title}; ${loadLine()}`);
  for (const [name, figures] of Object.entries(samples)) {
    const middle = (of: (figures: Figures) => number) => median(figures.map(of)).toFixed(0);
    const expectation = own === 'operation' && name === 'bare' ? ` (expected ${expected})` : '';
    console.log(
      [
        `  ${name}`.padEnd(40),
        `${middle(perSecondOf).padStart(6)} per second`,
        `CPU ${middle(cpuOf).padStart(4)} µs, with mongod's ${middle(wholeCpuOf).padStart(4)} µs`,
        ...(name === own
          ? []
          : [
              `${own}: ${ratio(name, perSecondOf)} of its rate${expectation}, ${ratio(name, cpuOf)} of its CPU, ${ratio(name, wholeCpuOf)} with mongod's`,
            ]),
      ].join('   '),
    );
  }
}

const perSecondOf = ({ perSecond }: Figures) => perSecond;
const cpuOf = ({ cpu }: Figures) => cpu;
const wholeCpuOf = ({ cpu, mongodCpu }: Figures) => cpu + mongodCpu;
