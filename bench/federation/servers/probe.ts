/** Loaded before a server's own main: tells the parent what the process holds, after all that is garbage has gone. */
process.on('message', () => {
  global.gc?.();
  const resources: Record<string, number> = {};
  for (const name of process.getActiveResourcesInfo()) resources[name] = (resources[name] ?? 0) + 1;
  process.send?.({ resources, heap: process.memoryUsage().heapUsed });
});
process.on('disconnect', () => process.exit(0));
