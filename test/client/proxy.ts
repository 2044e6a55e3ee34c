import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface Proxy {
  /** Of the graph, through it. */
  readonly url: string;
  /** How many connections it has cut. */
  readonly cuts: number;
  /** Breaks every connection, as a network does: without a word. */
  cut(): void;
  /** How often something has come through from the server. */
  readonly passed: number;
  /** From now on nothing comes through, and nobody is told; until it is cut or let through. */
  hold(): void;
  letThrough(): void;
  /** The server gets the next request, but its answer is lost. */
  loseNextAnswer(): void;
  /** How many answers it has lost. */
  readonly lost: number;
  stop(): Promise<void>;
}

/** A network between client and server that breaks when it is told to. */
export async function openProxy(graphUrl: string): Promise<Proxy> {
  const { port, pathname } = new URL(graphUrl);
  const open = new Set<Socket>();
  let [held, losing, lost, cuts, passed] = [false, false, 0, 0, 0];

  const server = createServer((client) => {
    const upstream = connect(Number(port), '127.0.0.1');
    let loses = false;
    const end = () => {
      client.destroy();
      upstream.destroy();
      open.delete(client);
    };
    open.add(client);
    client.on('data', (data) => {
      if (losing && (data.includes('POST ') || data.includes('PUT '))) {
        losing = false;
        loses = true;
      }
      if (!held) upstream.write(data);
    });
    upstream.on('data', (data) => {
      if (loses) {
        lost += 1;
        end();
      } else if (!held) {
        passed += 1;
        client.write(data);
      }
    });
    for (const socket of [client, upstream]) socket.on('error', end).on('close', end);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  const cut = () => {
    for (const client of open) {
      cuts += 1;
      client.destroy();
    }
  };
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${pathname}`,
    get cuts() {
      return cuts;
    },
    get passed() {
      return passed;
    },
    get lost() {
      return lost;
    },
    cut,
    hold() {
      held = true;
    },
    letThrough() {
      held = false;
    },
    loseNextAnswer() {
      losing = true;
    },
    async stop() {
      cut();
      server.close();
      await once(server, 'close');
    },
  };
}

const breakMs = 90;
/** A machine that is slow gets something done between two breaks all the same: the client's patience is not what is tested. */
const atLeast = 3;

/** Breaks networks again and again while something is done over them. */
export async function breakingAgainAndAgain<Done>(
  proxies: readonly Proxy[],
  act: () => Promise<Done>,
): Promise<Done> {
  const before = new Map(proxies.map((proxy) => [proxy, 0]));
  const breaking = setInterval(() => {
    for (const proxy of proxies)
      if (proxy.passed - (before.get(proxy) ?? 0) >= atLeast) {
        before.set(proxy, proxy.passed);
        proxy.cut();
      }
  }, breakMs);
  try {
    return await act();
  } finally {
    clearInterval(breaking);
  }
}
