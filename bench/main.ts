/**
 * `npm run bench [-- name]` runs a benchmark:
 * `queries` (default): CPU per query against a bare handler and Apollo Server.
 * `live`: `fan-out`, `delivery` and `sends`, which also run alone: subscriptions and messages.
 * `search [count]`: search of engagements. `ingest [count]`: ingestion of feed events.
 * `federation`: queries over joined subgraphs. `federation-soak [seconds]`: the same while a subgraph is killed repeatedly.
 */
const live: Record<string, () => Promise<void>> = {
  'fan-out': async () => (await import('./live/fan-out.ts')).benchFanOut(),
  delivery: async () => (await import('./live/delivery.ts')).benchDelivery(),
  sends: async () => (await import('./live/sends.ts')).benchSends(),
};
const benches: Record<string, () => Promise<void>> = {
  queries: async () => (await import('./queries.ts')).benchQueries(),
  ingest: async () => (await import('./ingest.ts')).benchIngest(Number(process.argv[3] ?? 200_000)),
  live: async () => {
    for (const part of Object.values(live)) await part();
  },
  federation: async () => (await import('./federation/joined.ts')).benchFederation(),
  'federation-soak': async () =>
    (await import('./federation/soak.ts')).benchFederationSoak(Number(process.argv[3] ?? 60)),
  search: async () => (await import('./search/search.ts')).benchSearch(),
  ...live,
};
const name = process.argv[2] ?? 'queries';
const bench = benches[name];
if (bench === undefined)
  throw new Error(`Unknown benchmark ${name}. Benchmarks: ${Object.keys(benches).join(', ')}.`);
await bench();
