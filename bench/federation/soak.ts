import { createClient } from 'graphql-ws';
import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { median, quantile, withDatabase } from '../live/setup.ts';
import { Crm, openFiles, residentBytes, Serving, tokenFor } from './processes.ts';

/**
 * Runs a gateway under load while its joined subgraph is killed, restarts, and hangs. Own fields must not fail, joined fields must recover,
 * and the process must not leak memory or files.
 */
const subscribers = 20;
const upMs = 4000;
const downMs = 1500;
const sampleMs = 10_000;
const timeoutMs = 1000;
/** Tolerated difference in open files: pooled connections open and close by themselves. */
const restingFiles = 20;

/** A WebSocket with an error listener: graphql-ws removes its own when it terminates a socket. */
class QuietWebSocket extends WebSocket {
  constructor(url: string, protocol: string) {
    super(url, protocol);
    this.on('error', () => undefined);
  }
}

interface Answer {
  readonly data?: {
    readonly agent?: { readonly username: string; readonly desk?: string | null } | null;
  } | null;
  readonly errors?: readonly { readonly extensions: { readonly code: string; readonly subgraph?: string } }[];
}

export async function benchFederationSoak(seconds: number): Promise<void> {
  await withDatabase(async ({ uri }) => {
    let crm = await Crm.start();
    const gateway = await Serving.start(uri, {
      SUBGRAPHS: `crm=http://127.0.0.1:${crm.port}/graphql`,
      SUBGRAPH_TIMEOUT_MS: String(timeoutMs),
      SUBGRAPH_POLL_MS: '1000',
    });
    const token = await tokenFor(['agent.view', 'agent.manage']);
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
    const ask = async (query: string, signal?: AbortSignal): Promise<Answer> => {
      const body = JSON.stringify({ query });
      const response = await fetch(gateway.url, { method: 'POST', headers, body, ...(signal && { signal }) });
      return (await response.json()) as Answer;
    };
    const wsUrl = gateway.url.replace('http', 'ws');
    const newClient = () =>
      createClient({
        url: wsUrl,
        webSocketImpl: QuietWebSocket,
        connectionParams: { authorization: `Bearer ${token}` },
        retryAttempts: 0,
      });
    await ask(
      'mutation { upsertAgent(input: { username: "agent", nickname: "A", maxConcurrent: 3 }) { agent { id } } }',
    );

    const counts = {
      ours: 0,
      joined: 0,
      partial: 0,
      events: 0,
      ticks: 0,
      tickEnds: 0,
      terminated: 0,
      aborted: 0,
    };
    const faults: string[] = [];
    const oursMs: number[] = [];
    const healMs: number[] = [];
    const samples: { heap: number; rss: number; files: number }[] = [];
    let running = true;
    /** Time of the CRM's restart, until its fields are seen again. */
    let backAt: number | undefined;
    let loads: Promise<void>[] = [];

    const loop = (pauseMs: number, once: () => Promise<void>) =>
      (async () => {
        while (running) {
          await once().catch((error: unknown) => faults.push(String(error)));
          await sleep(pauseMs);
        }
      })();
    const ours = async () => {
      const began = performance.now();
      const answer = await ask('{ agent(id: "agent") { username nickname state skills } }');
      oursMs.push(performance.now() - began);
      counts.ours += 1;
      if (answer.data?.agent?.username !== 'agent' || answer.errors)
        faults.push(`ours: ${JSON.stringify(answer)}`);
    };
    const joined = async () => {
      const { data, errors = [] } = await ask('{ agent(id: "agent") { username desk } }');
      counts.joined += 1;
      if (data?.agent?.username !== 'agent' || errors.some(({ extensions }) => extensions.subgraph !== 'crm'))
        faults.push(`joined: ${JSON.stringify({ data, errors })}`);
      if (errors.length > 0) counts.partial += 1;
      else if (backAt !== undefined) {
        healMs.push(performance.now() - backAt);
        backAt = undefined;
      }
    };
    const aborted = async () => {
      await ask('{ agent(id: "agent") { desk } }', AbortSignal.timeout(3)).catch(() => undefined);
      counts.aborted += 1;
    };
    /** Subscribes to an own and a joined field, and terminates its socket. */
    const shortSubscriber = async () => {
      const client = newClient();
      const silent = { next: () => undefined, error: () => undefined, complete: () => undefined };
      client.subscribe({ query: 'subscription { tick }' }, silent);
      client.subscribe({ query: 'subscription { agentStateChanged { agent { desk } } }' }, silent);
      await sleep(Math.random() * 60);
      client.terminate();
      counts.terminated += 1;
      await client.dispose();
    };
    const ticker = async () => {
      const client = newClient();
      await new Promise<void>((resolve) => {
        client.subscribe(
          { query: 'subscription { tick }' },
          {
            next: () => (counts.ticks += 1),
            error: () => {
              resolve();
            },
            complete: resolve,
          },
        );
        if (!running) resolve();
        stops.push(resolve);
      });
      counts.tickEnds += 1;
      await client.dispose();
    };
    let stops: (() => void)[] = [];

    /** Number of changes per subscriber. Each must receive every change, whatever happens to the CRM. */
    const received = Array.from({ length: subscribers }, () => 0);
    let changes = 0;
    const client = newClient();
    const follow = () => {
      for (let n = 0; n < subscribers; n++)
        client.subscribe(
          { query: 'subscription { agentStateChanged { at agent { username desk } } }' },
          {
            next: () => {
              received[n] = (received[n] ?? 0) + 1;
              counts.events += 1;
            },
            error: (error) => faults.push(`a subscription ended: ${JSON.stringify(error)}`),
            complete: () => undefined,
          },
        );
    };
    const change = async () => {
      const state = changes % 2 === 0 ? 'IDLE' : 'LOGGED_OFF';
      const answer = await ask(
        `mutation { setAgentState(agentId: "agent", state: ${state}) { agent { state } } }`,
      );
      if (answer.errors) faults.push(`change: ${JSON.stringify(answer)}`);
      else changes += 1;
    };

    async function sample(label: string) {
      const { heap, resources } = await gateway.resourceUse();
      const [files, rss] = [await openFiles(gateway.pid), await residentBytes(gateway.pid)];
      samples.push({ heap, rss, files });
      const resourceCounts = Object.entries(resources).map(([name, count]) => `${name} ${count}`);
      console.log(
        `${label.padEnd(7)} heap ${mib(heap)}   rss ${mib(rss)}   files ${files}   ${resourceCounts.join('  ')}   ours ${counts.ours}   joined ${counts.joined} (${counts.partial} partial)   faults ${faults.length}`,
      );
      return { heap, files };
    }

    async function load(forMs: number, withSamples: boolean): Promise<void> {
      running = true;
      loads = [
        loop(10, ours),
        loop(10, joined),
        loop(40, aborted),
        loop(100, shortSubscriber),
        loop(50, ticker),
        loop(500, change),
      ];
      const until = performance.now() + forMs;
      let nextSample = performance.now() + sampleMs;
      for (let round = 0; performance.now() < until; round++) {
        await sleep(upMs);
        if (round % 4 === 3) {
          crm.hang(true);
          await sleep(downMs);
          crm.hang(false);
        } else {
          await crm.kill('SIGKILL');
          await sleep(downMs);
          crm = await Crm.start(crm.port);
        }
        backAt = performance.now();
        if (withSamples && performance.now() > nextSample) {
          nextSample += sampleMs;
          await sample(`${Math.round((forMs - (until - performance.now())) / 1000)} s`);
        }
      }
      running = false;
      for (const stop of stops) stop();
      stops = [];
      await Promise.all(loads);
    }

    try {
      follow();
      await sleep(1000);
      await load(20_000, false);
      await sleep(3000);
      const before = await sample('before');
      await load(seconds * 1000, true);
      await sleep(3000);
      const after = await sample('after');
      const missed = received.filter((count) => count !== changes).length;
      const part = Math.ceil(samples.length / 3);
      const growth =
        median(samples.slice(-part).map(({ heap }) => heap)) -
        median(samples.slice(0, part).map(({ heap }) => heap));
      console.log(`
${JSON.stringify(counts)}
ours: ${faults.length} faults; p50 ${quantile(oursMs, 0.5).toFixed(1)} ms, p99 ${quantile(oursMs, 0.99).toFixed(1)} ms
the CRM's fields are back after p50 ${quantile(healMs, 0.5).toFixed(0)} ms, at most ${Math.max(...healMs).toFixed(0)} ms (${healMs.length} times)
changes ${changes}; subscribers that did not receive each once: ${missed} of ${subscribers}
at rest before and after: heap ${mib(before.heap)} and ${mib(after.heap)}, files ${before.files} and ${after.files}
heap, last third against first: ${growth < 0 ? '' : '+'}${mib(growth)}`);
      for (const fault of faults.slice(0, 10)) console.log(fault);
      if (gateway.logLines.some((text) => text.includes('internal error')))
        console.log(
          gateway.logLines
            .filter((text) => text.includes('internal error'))
            .slice(0, 3)
            .join('\n'),
        );
      const leaks = after.files > before.files + restingFiles || after.heap > before.heap * 1.15;
      if (faults.length > 0 || missed > 0 || leaks || Math.max(...healMs) > 5000) process.exitCode = 1;
      console.log(process.exitCode === 1 ? 'Failed.' : 'Passed.');
    } finally {
      await client.dispose();
      await gateway.stop();
      await crm.kill('SIGKILL');
    }
  });
}

const mib = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(1)} MiB`;
