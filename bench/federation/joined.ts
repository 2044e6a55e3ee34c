import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { openApp } from '../../src/app.ts';
import { readConfiguration } from '../../src/config/index.ts';
import { readSdl } from '../../src/domains/shared/subgraph.ts';
import { composeSupergraph, createRemoteExecutor, readServiceSdl } from '../../src/gateway/index.ts';
import { loadLine, median, quantile, withDatabase } from '../live/setup.ts';
import { fill } from '../queries.ts';
import { settings } from '../settings.ts';
import { cpuOf, Crm, Serving, tokenFor } from './processes.ts';

/**
 * Measures one query over three domains: in the unified graph, in a gateway with a subgraph of another team, with and without a field of
 * that subgraph, and in Hive Gateway over one process per domain. CPU is that of all processes except the database.
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

interface Variant {
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
    const ownFields = JSON.stringify({ query: query('') });
    const joined = JSON.stringify({ query: query('desk') });
    const variants: Variant[] = [
      { name: 'unified', url: unified.url, pids: [unified.pid], body: ownFields },
      { name: 'gateway, own fields', url: gateway.url, pids: [gateway.pid, crm.pid], body: ownFields },
      { name: 'gateway, joined', url: gateway.url, pids: [gateway.pid, crm.pid], body: joined },
    ];
    try {
      const hive = await startHive(uri, crmUrl, stops);
      if (hive === undefined)
        console.log('Hive Gateway is not measured: deploy/hive-gateway does not exist.');
      else
        variants.push(
          { ...hive, name: 'hive, own fields', body: ownFields },
          { ...hive, pids: [...hive.pids, crm.pid], name: 'hive, joined', body: joined },
        );
      report(await measure(variants));
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

/** Starts one process per domain and the router over them. @returns undefined if the router is not installed */
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

async function measure(variants: readonly Variant[]): Promise<ReadonlyMap<string, Samples>> {
  const token = await tokenFor(['engagement.view', 'hybris.interactionrecording_view', 'agent.view']);
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  const request = async ({ url, body }: Variant): Promise<string> =>
    (await fetch(url, { method: 'POST', headers, body })).text();
  const answers = new Set<string>();
  for (const variant of variants) answers.add((await request(variant)).replaceAll(/,?"desk":"[^"]*"/g, ''));
  if (answers.size !== 1)
    throw new Error(`The answers differ: ${[...answers].map((text) => text.slice(0, 600)).join('\n')}`);

  const samples = new Map(variants.map(({ name }): [string, Samples] => [name, { cpu: [], ms: [] }]));
  for (let round = -1; round < rounds; round++)
    for (const variant of variants) {
      const before = await cpuOfAll(variant.pids);
      const times: number[] = [];
      let left = requestsPerRound;
      await Promise.all(
        Array.from({ length: connections }, async () => {
          while (left-- > 0) {
            const began = performance.now();
            await request(variant);
            times.push(performance.now() - began);
          }
        }),
      );
      const used = ((await cpuOfAll(variant.pids)) - before) / requestsPerRound;
      // The first round warms up.
      if (round < 0) continue;
      samples.get(variant.name)?.cpu.push(used);
      samples.get(variant.name)?.ms.push(...times);
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
        `CPU ${(median(cpu) / 1000).toFixed(2).padStart(6)} ms per request (${ratio(cpu, unified?.cpu)})`,
        ...[0.5, 0.99].map(
          (part) =>
            `p${part * 100} ${quantile(ms, part).toFixed(1).padStart(6)} ms (${(quantile(ms, part) / quantile(unified?.ms ?? [], part)).toFixed(2)})`,
        ),
      ].join('   '),
    );
}
