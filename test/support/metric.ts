/** Returns the value of a metric without labels. */
export async function readMetric(origin: string, name: string): Promise<number> {
  const text = await (await fetch(new URL('/metrics', origin))).text();
  const line = text.split('\n').find((one) => one.startsWith(`${name} `));
  if (line === undefined) throw new Error(`The metric ${name} does not exist.`);
  return Number(line.slice(name.length));
}
