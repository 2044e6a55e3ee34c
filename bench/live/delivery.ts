import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { MongoClient } from 'mongodb';
import { WebSocket } from 'ws';
import {
  Gateway,
  loadLine,
  median,
  quantile,
  sendMessage,
  startTalks,
  tokenOf,
  withDatabase,
  type Database,
} from './setup.ts';

/**
 * Measures the latency from a sender on one server process to subscribers on another: from the send, and from the answer to the sender.
 * The lower limit is a bare insert that arrives through a change stream. The rounds alternate, because the machine is noisy.
 */
const interactionCount = 20;
const perSecond = 200;
const secondsPerRound = 2;
const rounds = 7;
const text = 'The parcel that you ordered last week has left our house, and should be with you by tomorrow.';
const subscription = 'subscription ($id: ID!) { messageAdded(id: $id) { eventId at text nickname role by } }';

/** Sends a message. Resolves when it is acknowledged. */
type Send = (talk: number, text: string) => Promise<void>;

export async function benchDelivery(): Promise<void> {
  await withDatabase(async (database) => {
    const gateways = await Promise.all([Gateway.start(database), Gateway.start(database)]);
    const closers: (() => void | Promise<void>)[] = gateways.map((gateway) => () => gateway.stop());
    try {
      const [near, far] = gateways;
      const ids = await startTalks(near, interactionCount);
      const meter = new Meter();
      const [socket, http, bare] = [
        await openSocket(near.url, await tokenOf('customer')),
        openHttp(near.url, await tokenOf('customer')),
        await openBare(database, meter),
      ];
      const subscribers = await subscribeToAll(far.url, await tokenOf('staff'), ids, meter);
      closers.unshift(socket.close, http.close, bare.close, subscribers.close);
      const methods: Record<string, Send> = {
        'by WebSocket': (talk, what) => socket.send(ids[talk] ?? '', what),
        'by HTTP': (talk, what) => http.send(ids[talk] ?? '', what),
        'a bare insert': bare.send,
      };
      const figures = new Map(Object.keys(methods).map((name) => [name, [] as Figures[]]));
      for (let round = -1; round < rounds; round++)
        for (const [name, send] of Object.entries(methods)) {
          const measured = await meter.round(send);
          // The first round warms up.
          if (round >= 0) figures.get(name)?.push(measured);
        }
      report(figures);
    } finally {
      for (const close of closers) await close();
    }
  });
}

interface Figures {
  readonly fromSend: readonly number[];
  readonly fromAcknowledgement: readonly number[];
}

/** Measures latencies. Each text starts with a number that identifies it on arrival. */
class Meter {
  #sent = 0;
  readonly #arrivals = new Map<number, (at: number) => void>();

  arrived(what: string): void {
    const at = performance.now();
    const number = Number(/#(\d+) /.exec(what)?.[1]);
    this.#arrivals.get(number)?.(at);
    this.#arrivals.delete(number);
  }

  async round(send: Send): Promise<Figures> {
    const all: Promise<{ fromSend: number; fromAcknowledgement: number }>[] = [];
    const start = performance.now();
    for (let n = 0; n < perSecond * secondsPerRound; n++) {
      const early = start + (n * 1000) / perSecond - performance.now();
      if (early > 0) await delay(early);
      all.push(this.#one(send, n % interactionCount));
    }
    const done = await Promise.all(all);
    return {
      fromSend: done.map(({ fromSend }) => fromSend),
      fromAcknowledgement: done.map(({ fromAcknowledgement }) => fromAcknowledgement),
    };
  }

  async #one(send: Send, talk: number) {
    const number = ++this.#sent;
    const arrival = new Promise<number>((resolve) => this.#arrivals.set(number, resolve));
    const what = `#${number} ${text}`;
    const sentAt = performance.now();
    const acknowledged = await send(talk, what).then(() => performance.now());
    const at = await arrival;
    return { fromSend: at - sentAt, fromAcknowledgement: at - acknowledged };
  }
}

async function open(url: string, token: string): Promise<WebSocket> {
  const socket = new WebSocket(url.replace('http', 'ws'), 'graphql-transport-ws');
  await once(socket, 'open');
  socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } }));
  await once(socket, 'message');
  return socket;
}

async function openSocket(url: string, token: string) {
  const socket = await open(url, token);
  const waiting = new Map<string, () => void>();
  let count = 0;
  socket.on('message', (data: Buffer) => {
    const frame = JSON.parse(data.toString()) as { type: string; id: string };
    if (frame.type === 'complete') return;
    if (!data.includes('"OK"')) throw new Error(data.toString());
    waiting.get(frame.id)?.();
    waiting.delete(frame.id);
  });
  return {
    send: (id: string, what: string) =>
      new Promise<void>((resolve) => {
        const name = String(++count);
        waiting.set(name, resolve);
        const payload = { query: sendMessage, variables: { id, text: what } };
        socket.send(JSON.stringify({ type: 'subscribe', id: name, payload }));
      }),
    close: () => {
      socket.terminate();
    },
  };
}

function openHttp(url: string, token: string) {
  // The timeout closes idle connections before the server does, so that no request meets a closing connection.
  const agent = new Agent({ keepAlive: true, timeout: 1000 });
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  return {
    send: (id: string, what: string) =>
      new Promise<void>((resolve, reject) => {
        const call = request(url, { method: 'POST', agent, headers }, (response) => {
          let answer = '';
          response.on('data', (chunk: Buffer) => (answer += chunk.toString()));
          response.on('end', () => {
            if (answer.includes('"OK"')) resolve();
            else reject(new Error(answer));
          });
        });
        call.on('error', reject);
        call.end(JSON.stringify({ query: sendMessage, variables: { id, text: what } }));
      }),
    close: () => {
      agent.destroy();
    },
  };
}

/** Opens the baseline: an insert by one client that arrives through the change stream of another. */
async function openBare({ uri, client }: Database, meter: Meter) {
  const subscriber = new MongoClient(uri);
  const name = 'benchDelivery';
  const messages = client.db(name).collection('messages');
  const stream = subscriber
    .db(name)
    .watch([{ $match: { operationType: 'insert' } }, { $project: { fullDocument: 1 } }]);
  await messages.insertOne({ what: '' });
  stream.on('change', (change) => {
    meter.arrived((change as unknown as { fullDocument: { what: string } }).fullDocument.what);
  });
  // The driver does not report when the change stream has started.
  await delay(1000);
  return {
    send: async (_talk: number, what: string) => {
      await messages.insertOne({ what });
    },
    close: async () => {
      await stream.close();
      await subscriber.close();
    },
  };
}

/** Opens one subscriber per interaction, each with a socket of its own. */
async function subscribeToAll(url: string, token: string, ids: readonly string[], meter: Meter) {
  const sockets: WebSocket[] = [];
  for (const id of ids) {
    const socket = await open(url, token);
    socket.on('message', (data: Buffer) => {
      if (data.includes('"errors"') || data.includes('"error"')) throw new Error(data.toString());
      meter.arrived(data.toString());
    });
    socket.send(
      JSON.stringify({ type: 'subscribe', id: '1', payload: { query: subscription, variables: { id } } }),
    );
    sockets.push(socket);
  }
  await delay(1000);
  return {
    close: () => {
      for (const socket of sockets) socket.terminate();
    },
  };
}

function report(figures: ReadonlyMap<string, readonly Figures[]>): void {
  const ms = (rounds: readonly Figures[], which: keyof Figures, part: number): string =>
    `${median(rounds.map((round) => quantile(round[which], part))).toFixed(1)} ms`;
  console.log(
    `to another process, ${perSecond} messages per second over ${interactionCount} interactions: 2 ms (p50) and 10 ms (p99) from the answer are expected; ${loadLine()}`,
  );
  for (const [name, rounds] of figures)
    console.log(
      [
        `delivery, ${name}`.padEnd(40),
        `from the answer p50 ${ms(rounds, 'fromAcknowledgement', 0.5)}, p99 ${ms(rounds, 'fromAcknowledgement', 0.99)}`,
        `from the send p50 ${ms(rounds, 'fromSend', 0.5)}, p99 ${ms(rounds, 'fromSend', 0.99)}`,
      ].join('   '),
    );
}
