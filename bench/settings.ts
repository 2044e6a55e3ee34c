/** What the parent tells its servers, through their environment. */
export const settings = {
  uri: process.env.BENCH_MONGODB_URI ?? '',
  database: 'bench',
  secret: 'the secret of the benchmark, which is long enough',
  tenant: 'bench',
};

/** A server's side of the conversation with the parent: where it listens, and the CPU and the memory that it uses. */
export function reportTo(port: number): void {
  process.on('message', () => process.send?.({ cpu: process.cpuUsage(), rss: process.memoryUsage.rss() }));
  process.on('disconnect', () => process.exit(0));
  process.send?.({ port });
}
