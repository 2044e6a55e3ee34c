/** MongoDB opens the files of its own release series (6.0, 8.2) only. */
export const majorMinor = (version: string): string => version.split('.').slice(0, 2).join('.');

/** Newest first, when given to sort. */
export function byVersionDescending(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.split('.').map(Number));
  for (let part = 0; part < 3; part++) {
    const difference = (right?.[part] ?? 0) - (left?.[part] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
