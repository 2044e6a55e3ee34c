/** Loaded before a server's main. Answers the parent with heap and open resources after a garbage collection. */
process.on('message', () => {
  global.gc?.();
  const resources: Record<string, number> = {};
  for (const name of process.getActiveResourcesInfo()) resources[name] = (resources[name] ?? 0) + 1;
  process.send?.({ resources, heap: process.memoryUsage().heapUsed });
});
process.on('disconnect', () => process.exit(0));
