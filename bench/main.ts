/**
 * `npm run bench` measures queries, `npm run bench -- live` what is pushed, and `-- delivery` or another name one part of that;
 * `-- search [count]` the search of the history, `-- ingest [count]` what feeds bring, `-- federation` the graph joined with others, and
 * `-- federation-soak [seconds]` what it is worth while one of them dies again and again.
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
if (bench === undefined) throw new Error(`There is no bench ${name}: ${Object.keys(benches).join(', ')}.`);
await bench();
