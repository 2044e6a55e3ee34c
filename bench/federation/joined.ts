import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { openApp } from '../../src/app.ts';
import { readConfiguration } from '../../src/config/index.ts';
import { readSdl } from '../../src/domains/shared/sdl.ts';
import { composeSupergraph, createRemoteExecutor, readServiceSdl } from '../../src/gateway/index.ts';
import { loadLine, median, quantile, withDatabase } from '../live/setup.ts';
import { fill } from '../queries.ts';
import { settings } from '../settings.ts';
import { cpuOf, Crm, Serving, tokenFor } from './processes.ts';

/**
 * One query over three domains: asked of the unified graph, of a gateway that has another team's subgraph joined to it, with and without
 * a field of that, and of Hive Gateway over a process for each domain. CPU is that of all processes but the database.
 */
const rounds = 7;
const requestsPerRound = 100;
const connections = 4;
const domains = ['engagements', 'agents', 'transcripts'];
const support = new URL('../../test/support/hive-gateway.ts', import.meta.url);

const query = (more: string) => `{
  engagements(filter: { start: { from: "2026-01-01T00:00:00Z", to: "2026-02-01T00:00:00Z" } }, first: 20) {
    nodes { engagementId startTime duration agent { username nickname ${more} } } }
  chatTranscript(id: "${'a'.repeat(24)}") { transcript { createdBy createdAt chatContent } } }`;

interface Way {
  readonly name: string;
  readonly url: string;
  readonly pids: readonly number[];
  readonly body: string;
}

interface Samples {
  readonly cpu: number[];
  readonly ms: number[];
}

export async function benchFederation(): Promise<void> {
  await withDatabase(async ({ uri }) => {
    await fillDatabase(uri);
    const crm = await Crm.start();
    const crmUrl = `http://127.0.0.1:${crm.port}/graphql`;
    const [unified, gateway] = await Promise.all([
      Serving.start(uri, {}),
      Serving.start(uri, { SUBGRAPHS: `crm=${crmUrl}` }),
    ]);
    const stops: (() => Promise<unknown>)[] = [
      () => unified.stop(),
      () => gateway.stop(),
      () => crm.kill('SIGKILL'),
    ];
    const alone = JSON.stringify({ query: query('') });
    const joined = JSON.stringify({ query: query('desk') });
    const ways: Way[] = [
      { name: 'unified', url: unified.url, pids: [unified.pid], body: alone },
      { name: 'gateway, ours alone', url: gateway.url, pids: [gateway.pid, crm.pid], body: alone },
      { name: 'gateway, joined', url: gateway.url, pids: [gateway.pid, crm.pid], body: joined },
    ];
    try {
      const hive = await startHive(uri, crmUrl, stops);
      if (hive === undefined) console.log('Hive Gateway is not measured: deploy/hive-gateway is not here.');
      else
        ways.push(
          { ...hive, name: 'hive, ours alone', body: alone },
          { ...hive, pids: [...hive.pids, crm.pid], name: 'hive, joined', body: joined },
        );
      report(await measure(ways));
    } finally {
      for (const stop of stops) await stop();
    }
  });
}

async function fillDatabase(uri: string): Promise<void> {
  const silent = () => undefined;
  const app = await openApp(
    readConfiguration(
      {},
      { MONGODB_URI: uri, MONGODB_DATABASE: settings.database, AUTH_SECRET: settings.secret },
    ),
    {
      log: { debug: silent, info: silent, warn: console.error, error: console.error },
      onProgress: silent,
      signal: new AbortController().signal,
    },
  );
  await fill(app, 2000);
  await app.close();
}

/** Each domain in a process of its own, and the router over them. @returns nothing where there is none */
async function startHive(uri: string, crmUrl: string, stops: (() => Promise<unknown>)[]) {
  if (!existsSync(support)) return undefined;
  const { startHiveGateway } = (await import(support.href)) as {
    startHiveGateway: (
      supergraph: string,
      given: Record<string, string>,
    ) => Promise<{ url: string; stop(): Promise<void> }>;
  };
  const subgraphs: Serving[] = [];
  for (const name of domains) {
    const subgraph = await Serving.start(uri, { DOMAINS: name });
    subgraphs.push(subgraph);
    stops.push(() => subgraph.stop());
  }
  const crmSdl = await readServiceSdl(
    createRemoteExecutor({ name: 'crm', url: crmUrl }, { timeoutMs: 5000, tokenOf: () => undefined }),
  );
  const before = await children();
  const hive = await startHiveGateway(
    composeSupergraph([
      ...domains.map((name, index) => ({
        name,
        url: subgraphs[index]?.url ?? '',
        sdl: `${readSdl('common')}\n${readSdl(name)}`,
      })),
      { name: 'crm', url: crmUrl, sdl: crmSdl },
    ]),
    { AUTH_SECRET: settings.secret },
  );
  stops.push(() => hive.stop());
  const router = (await children()).filter((pid) => !before.includes(pid));
  return { url: hive.url, pids: [...router, ...subgraphs.map(({ pid }) => pid)] };
}

const children = async (): Promise<number[]> =>
  (await readFile(`/proc/self/task/${process.pid}/children`, 'utf8')).trim().split(' ').map(Number);

async function measure(ways: readonly Way[]): Promise<ReadonlyMap<string, Samples>> {
  const token = await tokenFor(['engagement.view', 'hybris.interactionrecording_view', 'agent.view']);
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  const ask = async ({ url, body }: Way): Promise<string> =>
    (await fetch(url, { method: 'POST', headers, body })).text();
  const answers = new Set<string>();
  for (const way of ways) answers.add((await ask(way)).replaceAll(/,?"desk":"[^"]*"/g, ''));
  if (answers.size !== 1)
    throw new Error(`They answer differently: ${[...answers].map((text) => text.slice(0, 600)).join('\n')}`);

  const samples = new Map(ways.map(({ name }): [string, Samples] => [name, { cpu: [], ms: [] }]));
  for (let round = -1; round < rounds; round++)
    for (const way of ways) {
      const before = await cpuOfAll(way.pids);
      const times: number[] = [];
      let left = requestsPerRound;
      await Promise.all(
        Array.from({ length: connections }, async () => {
          while (left-- > 0) {
            const began = performance.now();
            await ask(way);
            times.push(performance.now() - began);
          }
        }),
      );
      const used = ((await cpuOfAll(way.pids)) - before) / requestsPerRound;
      // The first warms up.
      if (round < 0) continue;
      samples.get(way.name)?.cpu.push(used);
      samples.get(way.name)?.ms.push(...times);
    }
  return samples;
}

const cpuOfAll = async (pids: readonly number[]): Promise<number> =>
  (await Promise.all(pids.map(cpuOf))).reduce((sum, used) => sum + used, 0);

function report(samples: ReadonlyMap<string, Samples>): void {
  console.log(`${rounds} rounds of ${requestsPerRound} requests, ${connections} at a time; ${loadLine()}`);
  const unified = samples.get('unified');
  const ratio = (values: readonly number[], base: readonly number[] = []) =>
    median(values.map((value, round) => value / (base[round] ?? Number.NaN))).toFixed(2);
  for (const [name, { cpu, ms }] of samples)
    console.log(
      [
        name.padEnd(20),
        `CPU ${(median(cpu) / 1000).toFixed(2).padStart(6)} ms a request (${ratio(cpu, unified?.cpu)})`,
        ...[0.5, 0.99].map(
          (part) =>
            `p${part * 100} ${quantile(ms, part).toFixed(1).padStart(6)} ms (${(quantile(ms, part) / quantile(unified?.ms ?? [], part)).toFixed(2)})`,
        ),
      ].join('   '),
    );
}
