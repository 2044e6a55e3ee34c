import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { until } from '../support/until.ts';

export interface Proxy {
  /** URL of the graph through the proxy. */
  readonly url: string;
  /** Number of broken connections. */
  readonly cuts: number;
  /** Breaks all connections without a close frame. */
  cut(): void;
  /** Number of chunks from the server that the proxy has forwarded. */
  readonly chunks: number;
  /** Drops all data in both directions until `resume`, and keeps the connections open. */
  pause(): void;
  resume(): void;
  /** Forwards the next request to the server, and breaks the connection at its answer. */
  loseNextAnswer(): void;
  /** Number of lost answers. */
  readonly lostAnswers: number;
  stop(): Promise<void>;
}

/** Opens a TCP proxy between client and server that can break connections. */
export async function openProxy(graphUrl: string): Promise<Proxy> {
  const { port, pathname } = new URL(graphUrl);
  const open = new Set<Socket>();
  let [paused, loseNext, lostAnswers, cuts, chunks] = [false, false, 0, 0, 0];

  const server = createServer((client) => {
    const upstream = connect(Number(port), '127.0.0.1');
    let losesAnswer = false;
    const end = () => {
      client.destroy();
      upstream.destroy();
      open.delete(client);
    };
    open.add(client);
    client.on('data', (data) => {
      if (loseNext && (data.includes('POST ') || data.includes('PUT '))) {
        loseNext = false;
        losesAnswer = true;
      }
      if (!paused) upstream.write(data);
    });
    upstream.on('data', (data) => {
      if (losesAnswer) {
        lostAnswers += 1;
        end();
      } else if (!paused) {
        chunks += 1;
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
    get chunks() {
      return chunks;
    },
    get lostAnswers() {
      return lostAnswers;
    },
    cut,
    pause() {
      paused = true;
    },
    resume() {
      paused = false;
    },
    loseNextAnswer() {
      loseNext = true;
    },
    async stop() {
      cut();
      server.close();
      await once(server, 'close');
    },
  };
}

const breakMs = 90;
/** Minimum number of chunks between two breaks, so that a slow machine makes progress too. */
const minChunks = 3;

/** Breaks all connections of the proxies every 90 ms while the task runs. */
export async function whileBreakingConnections<Done>(
  proxies: readonly Proxy[],
  task: () => Promise<Done>,
): Promise<Done> {
  const before = new Map(proxies.map((proxy) => [proxy, 0]));
  const breaking = setInterval(() => {
    for (const proxy of proxies)
      if (proxy.chunks - (before.get(proxy) ?? 0) >= minChunks) {
        before.set(proxy, proxy.chunks);
        proxy.cut();
      }
  }, breakMs);
  try {
    return await task();
  } finally {
    clearInterval(breaking);
  }
}

const maxResumptionMs = 20_000;

/** Cuts a proxy until a subscription has resumed through it once more. @throws if it does not resume within 20 seconds */
export async function cutUntilResumed(
  proxy: Proxy,
  subscription: { readonly resumptions: number },
): Promise<void> {
  const { resumptions } = subscription;
  const cutUnlessResumed = () => {
    if (subscription.resumptions > resumptions) return true;
    proxy.cut();
    return false;
  };
  await until(cutUnlessResumed, 'the subscription resumes', maxResumptionMs);
}
