import type { WriteCost } from './cost.ts';
import { mebi, type Fill, type Pass } from './fill.ts';
import type { Times } from './measure.ts';
import type { Sizes } from './server-status.ts';

const nameWidth = 42;

const rateOf = ({ records, seconds }: Fill): string => (records / seconds).toFixed(0).padStart(6);
const cpuOf = ({ records, node, mongod }: Fill): string =>
  `CPU a record: ${(node / records).toFixed(0).padStart(5)} µs here, ${(mongod / records).toFixed(0).padStart(5)} µs in mongod`;

export function reportFill({ from, to }: Pass, fill: Fill): void {
  console.log(
    `import ${from} to ${to}`.padEnd(nameWidth),
    `${rateOf(fill)} a second   ${cpuOf(fill)}   ${mebi(fill.peakRss)} MiB at most here`,
  );
}

export function reportCost({ withTerms, without }: WriteCost): void {
  for (const [name, fill] of [
    ['import with the index of terms', withTerms],
    ['import without it', without],
  ] as const)
    console.log(name.padEnd(nameWidth), `${rateOf(fill)} a second   ${cpuOf(fill)}`);
}

/** Latencies of MongoDB's text index at one size. */
export interface TextTimes {
  readonly size: number;
  readonly times: ReadonlyMap<string, Times>;
}

/** Prints the latencies at each size. */
export function reportSearches(
  measured: ReadonlyMap<number, ReadonlyMap<string, Times>>,
  text: TextTimes | undefined,
): void {
  const sizes = [...measured.keys()];
  const last = measured.get(sizes.at(-1) ?? 0) ?? new Map<string, Times>();
  const written = (size: number) => size.toLocaleString('en');
  console.log(
    'p50 / p99 in ms, and number of results'.padEnd(nameWidth),
    sizes.map((size) => written(size).padStart(17)).join(''),
    'found'.padStart(8),
    text === undefined ? '' : `${`$text at ${written(text.size)}`.padStart(18)}   times slower`,
  );
  for (const [name, times] of last)
    console.log(
      name.padEnd(nameWidth),
      sizes.map((size) => pairOf(measured.get(size)?.get(name))).join(''),
      times.found.toFixed(0).padStart(8),
      text === undefined ? '' : besideText(measured.get(text.size)?.get(name), text.times.get(name)),
    );
}

const pairOf = (times: Times | undefined): string =>
  (times === undefined ? '-' : `${times.p50.toFixed(2)} / ${times.p99.toFixed(1)}`).padStart(17);

const besideText = (times: Times | undefined, text: Times | undefined): string =>
  times === undefined || text === undefined
    ? ''
    : `${pairOf(text).padStart(18)}${(text.p50 / times.p50).toFixed(1).padStart(15)}`;

export function reportSizes({ documents, stored, indexes }: Sizes, memory: number): void {
  console.log(`${documents} documents`.padEnd(nameWidth), `${String(mebi(stored)).padStart(6)} MiB`);
  for (const [name, size] of Object.entries(indexes))
    console.log(
      `  index ${name.length > 30 ? `${name.slice(0, 30)}…` : name}`.padEnd(nameWidth),
      `${String(mebi(size)).padStart(6)} MiB`,
    );
  console.log('memory of mongod'.padEnd(nameWidth), `${String(memory).padStart(6)} MiB`);
}
