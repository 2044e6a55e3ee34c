import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { WebSocket } from 'ws';
import { issueToken } from '../../src/auth/index.ts';
import { settings } from '../settings.ts';
import type { Command } from './servers/control.ts';

/**
 * Measures CPU per delivery of one event to 1,000 subscribers, each on a socket of its own, against graphql-ws with its own execution and
 * against a bare broadcast by ws; and the memory of an idle subscription. The rounds alternate, because the machine is noisy.
 */
const subscribers = 1000;
const eventsPerRound = 20;
const rounds = 27;
const idle = { sockets: 100, subscriptions: 50 };
/** A selection like that of an agent desktop. */
const query =
  'subscription { notes { __typename id text at secret author { name role } readers { name role active } } }';

const kinds = ['raw', 'switchboard', 'graphql-ws'] as const;
type Kind = (typeof kinds)[number];

export async function benchFanOut(): Promise<void> {
  const token = await issueToken(
    { subject: 'bench', tenant: settings.tenant, scopes: ['agent.view'], lifetimeSeconds: 3600 },
    { secret: settings.secret, claims: { username: 'sub', tenant: 'tenant', scope: 'scope' } },
  );
  await reportFanOut(token);
  for (const kind of ['switchboard', 'graphql-ws'] as const) await reportIdle(kind, token);
}

async function reportFanOut(token: string): Promise<void> {
  const servers = new Map<Kind, Server>();
  const groups = new Map<Kind, Subscribers>();
  const used: Record<Kind, number[]> = { raw: [], switchboard: [], 'graphql-ws': [] };
  try {
    for (const kind of kinds) {
      const server = await Server.start(kind);
      servers.set(kind, server);
      groups.set(kind, await Subscribers.connect(server.url, token, subscribers, 1));
    }
    for (let round = -6; round < rounds; round++)
      // Rotates the order, since each kind affects the next one on the same machine.
      for (const kind of rotated(kinds, round)) {
        const group = groups.get(kind);
        const server = servers.get(kind);
        if (group === undefined || server === undefined) continue;
        const before = (await server.ask({ do: 'cpu' })).microseconds;
        await Promise.all([
          group.receive(eventsPerRound * subscribers),
          server.ask({ do: 'publish', count: eventsPerRound }),
        ]);
        const cpu = (await server.ask({ do: 'cpu' })).microseconds - before;
        // The first rounds warm up.
        if (round >= 0) used[kind].push(cpu / (eventsPerRound * subscribers));
      }
  } finally {
    for (const group of groups.values()) group.disconnect();
    for (const server of servers.values()) server.stop();
  }
  const ratios = used.switchboard.map((own, round) => ({
    ofDefault: (used['graphql-ws'][round] ?? Number.NaN) / own,
    ofRaw: (used.raw[round] ?? Number.NaN) / own,
  }));
  console.log(
    [
      `a delivery to each of ${subscribers} subscribers`.padEnd(40),
      ...kinds.map((kind) => `${kind} ${median(used[kind]).toFixed(1)} µs`),
      `${median(ratios.map(({ ofDefault }) => ofDefault)).toFixed(1)} times graphql-ws's default`,
      `${median(ratios.map(({ ofRaw }) => ofRaw)).toFixed(2)} of a raw broadcast`,
    ].join('   '),
  );
}

async function reportIdle(kind: Kind, token: string): Promise<void> {
  const server = await Server.start(kind);
  try {
    // Creates everything that is created once per process before the measurement.
    const first = await Subscribers.connect(server.url, token, 1, 1);
    const group = await Subscribers.connect(server.url, token, idle.sockets, 0);
    const before = (await server.ask({ do: 'memory' })).bytes;
    await group.subscribe(idle.subscriptions);
    const after = (await server.ask({ do: 'memory' })).bytes;
    const each = (after - before) / (idle.sockets * idle.subscriptions);
    console.log(`${`an idle subscription, ${kind}`.padEnd(40)}   ${(each / 1024).toFixed(1)} KiB`);
    first.disconnect();
    group.disconnect();
  } finally {
    server.stop();
  }
}

class Server {
  readonly #process: ChildProcess;
  readonly url: string;

  private constructor(process: ChildProcess, port: number) {
    this.#process = process;
    this.url = `ws://127.0.0.1:${port}/graphql`;
  }

  static async start(kind: Kind): Promise<Server> {
    const child = fork(new URL(`servers/${kind}.ts`, import.meta.url), {
      execArgv: ['--expose-gc', '--disable-warning=ExperimentalWarning'],
    });
    const [{ port }] = (await once(child, 'message')) as [{ port: number }];
    return new Server(child, port);
  }

  async ask(command: Command): Promise<{ microseconds: number; bytes: number }> {
    const answer = once(this.#process, 'message') as Promise<[{ microseconds: number; bytes: number }]>;
    this.#process.send(command);
    return (await answer)[0];
  }

  stop(): void {
    this.#process.disconnect();
  }
}

/** Clients that count the frames that they receive. */
class Subscribers {
  readonly #sockets: readonly WebSocket[];
  #received = 0;
  #expected = Number.POSITIVE_INFINITY;
  #complete: (() => void) | undefined;

  private constructor(sockets: readonly WebSocket[]) {
    this.#sockets = sockets;
    for (const socket of sockets)
      socket.on('message', () => {
        this.#received += 1;
        if (this.#received >= this.#expected) this.#complete?.();
      });
  }

  static async connect(
    url: string,
    token: string,
    count: number,
    subscriptions: number,
  ): Promise<Subscribers> {
    const sockets: WebSocket[] = [];
    for (let n = 0; n < count; n++) {
      const socket = new WebSocket(url, 'graphql-transport-ws');
      await once(socket, 'open');
      socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } }));
      await once(socket, 'message');
      sockets.push(socket);
    }
    const group = new Subscribers(sockets);
    if (subscriptions > 0) await group.subscribe(subscriptions);
    return group;
  }

  async subscribe(each: number): Promise<void> {
    for (const socket of this.#sockets)
      for (let id = 1; id <= each; id++)
        socket.send(JSON.stringify({ type: 'subscribe', id: String(id), payload: { query } }));
    // The protocol does not report when a subscription has started.
    await new Promise((resolve) => setTimeout(resolve, 2000));
  }

  async receive(count: number): Promise<void> {
    this.#received = 0;
    this.#expected = count;
    await new Promise<void>((resolve) => (this.#complete = resolve));
    this.#expected = Number.POSITIVE_INFINITY;
  }

  disconnect(): void {
    for (const socket of this.#sockets) socket.terminate();
  }
}

/** Rotates the items, and reverses them in every second round. */
function rotated<Item>(items: readonly Item[], by: number): readonly Item[] {
  const turn = Math.abs(by);
  const from = turn % items.length;
  const turned = [...items.slice(from), ...items.slice(0, from)];
  return turn % 2 === 0 ? turned : turned.reverse();
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
