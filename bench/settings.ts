/** Settings of the parent and its server processes. */
export const settings = {
  uri: process.env.BENCH_MONGODB_URI ?? '',
  database: 'bench',
  secret: 'the secret of the benchmark, which is long enough',
  tenant: 'bench',
};

/** Sends the port to the parent process, and answers its messages with the CPU and memory of this process. */
export function reportTo(port: number): void {
  process.on('message', () => process.send?.({ cpu: process.cpuUsage(), rss: process.memoryUsage.rss() }));
  process.on('disconnect', () => process.exit(0));
  process.send?.({ port });
}
