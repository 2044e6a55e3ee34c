/** `npm run bench` measures queries, `npm run bench -- live` what is pushed. */
const benches: Record<string, () => Promise<void>> = {
  queries: async () => (await import('./queries.ts')).benchQueries(),
  live: async () => (await import('./live/fan-out.ts')).benchFanOut(),
};
const name = process.argv[2] ?? 'queries';
const bench = benches[name];
if (bench === undefined) throw new Error(`There is no bench ${name}: ${Object.keys(benches).join(', ')}.`);
await bench();
