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
 * From a sender at one server process to followers at another: from just before the message is written to the socket until the frame is
 * there, and from the answer to the sender until then. Beside it a bare insert that comes back through a change stream: the limit of
 * what can be had over MongoDB on this machine at this moment. All in turns, since the machine is noisy.
 */
const talks = 20;
const perSecond = 200;
const secondsPerRound = 2;
const rounds = 7;
const text = 'The parcel that you ordered last week has left our house, and should be with you by tomorrow.';
const subscription =
  'subscription ($id: ID!) { messageAdded(interactionId: $id) { eventId at text nickname role by } }';

/** Sends, and resolves when it is acknowledged. */
type Send = (talk: number, text: string) => Promise<void>;

export async function benchDelivery(): Promise<void> {
  await withDatabase(async (database) => {
    const gateways = await Promise.all([Gateway.start(database), Gateway.start(database)]);
    const closings: (() => void | Promise<void>)[] = gateways.map((gateway) => () => gateway.stop());
    try {
      const [near, far] = gateways;
      const ids = await startTalks(near, talks);
      const meter = new Meter();
      const [socket, http, bare] = [
        await openSocket(near.url, await tokenOf('customer')),
        openHttp(near.url, await tokenOf('customer')),
        await openBare(database, meter),
      ];
      const followers = await follow(far.url, await tokenOf('staff'), ids, meter);
      closings.unshift(socket.close, http.close, bare.close, followers.close);
      const ways: Record<string, Send> = {
        'by WebSocket': (talk, what) => socket.send(ids[talk] ?? '', what),
        'by HTTP': (talk, what) => http.send(ids[talk] ?? '', what),
        'a bare insert': bare.send,
      };
      const figures = new Map(Object.keys(ways).map((name) => [name, [] as Figures[]]));
      for (let round = -1; round < rounds; round++)
        for (const [name, send] of Object.entries(ways)) {
          const measured = await meter.round(send);
          // The first round warms up.
          if (round >= 0) figures.get(name)?.push(measured);
        }
      report(figures);
    } finally {
      for (const close of closings) await close();
    }
  });
}

interface Figures {
  readonly fromSend: readonly number[];
  readonly fromAcknowledgement: readonly number[];
}

/** Its texts begin with a number, by which it knows them again. */
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
      all.push(this.#one(send, n % talks));
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
    const begun = performance.now();
    const acknowledged = await send(talk, what).then(() => performance.now());
    const at = await arrival;
    return { fromSend: at - begun, fromAcknowledgement: at - acknowledged };
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
  // Between two rounds the server closes what is idle: not in the moment in which it is used again.
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

/** An insert by one client that another one's change stream brings. */
async function openBare({ uri, client }: Database, meter: Meter) {
  const follower = new MongoClient(uri);
  const name = 'benchDelivery';
  const messages = client.db(name).collection('messages');
  const stream = follower
    .db(name)
    .watch([{ $match: { operationType: 'insert' } }, { $project: { fullDocument: 1 } }]);
  await messages.insertOne({ what: '' });
  stream.on('change', (change) => {
    meter.arrived((change as unknown as { fullDocument: { what: string } }).fullDocument.what);
  });
  // Nothing says that it has begun.
  await delay(1000);
  return {
    send: async (_talk: number, what: string) => {
      await messages.insertOne({ what });
    },
    close: async () => {
      await stream.close();
      await follower.close();
    },
  };
}

/** A follower with a socket of its own for each. */
async function follow(url: string, token: string, ids: readonly string[], meter: Meter) {
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
    `to another process, ${perSecond} messages a second over ${talks} interactions: 2 ms (p50) and 10 ms (p99) from the answer are expected; ${loadLine()}`,
  );
  for (const [name, rounds] of figures)
    console.log(
      [
        `delivery, ${name}`.padEnd(40),
        `from the answer p50 ${ms(rounds, 'fromAcknowledgement', 0.5)}, p99 ${ms(rounds, 'fromAcknowledgement', 0.99)}`,
        `from the sending p50 ${ms(rounds, 'fromSend', 0.5)}, p99 ${ms(rounds, 'fromSend', 0.99)}`,
      ].join('   '),
    );
}
