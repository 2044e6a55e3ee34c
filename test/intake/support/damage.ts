import {
  importRecords,
  type BrokenRecord,
  type ImportOutcome,
  type SourceRecord,
} from '../../../src/intake/index.ts';
import { inChunks } from './import-text.ts';

/** Counts of what one layout lost over all its damages. */
export interface DamageResult {
  readonly layout: string;
  readonly damages: number;
  /** Records lost beside the damaged record, when the damage is in a record or in the separator after it. */
  readonly lostBesideDamaged: number;
  /** Records lost when the damage is in what surrounds the records: the array's brackets or the response's other keys. */
  readonly lostByEnvelope: number;
  /** Records that were neither imported nor part of a reported text. */
  readonly lostSilently: number;
  /** Imported records that are a fragment of a record. */
  readonly fragments: number;
  /** Descriptions of the damages that lost a record beside the damaged one, silently, or imported a fragment. */
  readonly details: readonly string[];
}

const recordCount = 60;

function record(index: number, indent?: number): string {
  const lines = Array.from({ length: 2 + (index % 3) }, (_, line) => ({
    id: `l${index}-${line}`,
    by: line % 2 === 0 ? 'visitor' : 'agent',
    text: `it's line ${line} of "${index}", {ok} [${line}]: https://shop.test/a?b=${index}`,
  }));
  const value = {
    id: `r${index}`,
    startTime: 1_485_969_123_246 + index,
    info: { agentId: `a${index % 7}`, duration: index * 1.5, tags: ['x', 'y'], survey: null },
    transcript: { lines },
    ended: index % 2 === 0,
    end: { by: 'visitor', reason: { code: index } },
  };
  return JSON.stringify(value, null, indent);
}

const compact = (index: number): string => record(index);
const pretty = (index: number): string => record(index, 2);
/** The text of a record within an array that is printed with indentation. */
const nested = (depth: number) => (index: number) => pretty(index).replaceAll('\n', `\n${' '.repeat(depth)}`);

interface Layout {
  readonly name: string;
  readonly write: (index: number) => string;
  readonly join: (records: readonly string[]) => string;
}

const metadata = '{"count":60,"self":{"rel":"self","href":"https://source.test/records?page=[1]"}}';

export const layouts: readonly Layout[] = [
  { name: 'NDJSON', write: compact, join: (records) => `${records.join('\n')}\n` },
  { name: 'array on one line', write: compact, join: (records) => `[${records.join(',')}]` },
  { name: 'array, pretty', write: nested(2), join: (records) => `[\n  ${records.join(',\n  ')}\n]\n` },
  {
    name: 'response on one line',
    write: compact,
    join: (records) => `{"_metadata":${metadata},"records":[${records.join(',')}],"more":{"next":[1]}}`,
  },
  {
    name: 'response, pretty',
    write: nested(4),
    join: (records) =>
      `{\n  "_metadata": ${JSON.stringify(JSON.parse(metadata), null, 2).replaceAll('\n', '\n  ')},\n  "records": [\n    ${records.join(',\n    ')}\n  ],\n  "more": {\n    "next": []\n  }\n}\n`,
  },
  { name: 'concatenated', write: compact, join: (records) => records.join('') },
];

/** Returns a deterministic generator of numbers in [0, 1) (mulberry32). */
function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

interface Damage {
  readonly at: number;
  readonly deleted: number;
  readonly inserted: string;
}

const characters = ['{', '}', '[', ']', '"', ',', ':', '\\', '\n', ' ', "'", 'x', '7', 'é'];

function randomDamage(text: string, random: () => number): Damage {
  const below = (limit: number): number => Math.floor(random() * limit);
  const kind = below(3);
  const at = below(text.length);
  const others = characters.filter((character) => character !== text[at]);
  return {
    at,
    deleted: kind === 1 ? 0 : 1,
    inserted: kind === 0 ? '' : (others[below(others.length)] ?? ''),
  };
}

const apply = (text: string, { at, deleted, inserted }: Damage): string =>
  text.slice(0, at) + inserted + text.slice(at + deleted);

/** Imports each layout once per damage, where a damage deletes, inserts or replaces one character. */
export async function damageTable(damages: number, seed: number): Promise<DamageResult[]> {
  const results: DamageResult[] = [];
  for (const layout of layouts) results.push(await damageLayout(layout, damages, seededRandom(seed)));
  return results;
}

async function damageLayout(
  { name, write, join }: Layout,
  damages: number,
  random: () => number,
): Promise<DamageResult> {
  const records = Array.from({ length: recordCount }, (_, index) => write(index));
  const file = join(records);
  const starts = records.map((text) => file.indexOf(text));
  const recordsEnd = (starts.at(-1) ?? 0) + (records.at(-1) ?? '').length;
  let [lostBesideDamaged, lostByEnvelope, lostSilently, fragments] = [0, 0, 0, 0];
  const details: string[] = [];
  for (let count = 0; count < damages; count += 1) {
    const damage = randomDamage(file, random);
    const inRecords = damage.at >= (starts[0] ?? 0) && damage.at < recordsEnd;
    const damagedIndex = inRecords ? starts.findLastIndex((start) => start <= damage.at) : -1;
    const { taken, broken } = await importDamaged(apply(file, damage));
    const lost = records.filter((text, index) => index !== damagedIndex && !taken.has(text));
    const silent = lost.filter((text) => !broken.some((reported) => reported.includes(text)));
    const known = new Set(records);
    const own = [...taken].filter((text) => !known.has(text));
    const parts = own.filter(isFragment);
    const original = records[damagedIndex];
    const damagedIsSilent =
      original !== undefined && !taken.has(original) && own.length === 0 && broken.length === 0;
    if (damagedIndex < 0) lostByEnvelope += lost.length;
    else lostBesideDamaged += lost.length;
    const silently = silent.length + (damagedIsSilent ? 1 : 0);
    lostSilently += silently;
    fragments += parts.length;
    if (lost.length > 0 || silently > 0 || parts.length > 0) {
      const context = JSON.stringify(
        `${file.slice(damage.at - 25, damage.at)}«${file.slice(damage.at, damage.at + damage.deleted)}»«${damage.inserted}»${file.slice(damage.at + damage.deleted, damage.at + 25)}`,
      );
      details.push(
        `${name}: record ${damagedIndex}, lost ${lost.length}, silent ${silently}, fragments ${parts.length}: ${context}`,
      );
    }
  }
  return { layout: name, damages, lostBesideDamaged, lostByEnvelope, lostSilently, fragments, details };
}

/** A record has six keys. A damage that leaves it JSON renames one of them at most. */
const isFragment = (text: string): boolean => Object.keys(JSON.parse(text) as object).length < 5;

/** Imports into a domain that refuses records without the source's id, as all domains do. */
async function importDamaged(
  text: string,
): Promise<{ taken: ReadonlySet<string>; broken: readonly string[] }> {
  const taken = new Set<string>();
  const broken: string[] = [];
  const outcomeOf = ({ text: own, value }: SourceRecord): ImportOutcome => {
    if (typeof (value as { id?: unknown }).id === 'string') {
      taken.add(own);
      return 'added';
    }
    broken.push(own);
    return { rejected: { path: ['id'], reason: 'must be a string' } };
  };
  const importer = {
    source: 'test',
    containers: ['records'],
    importBatch: (_tenant: string, batch: readonly SourceRecord[]) => Promise.resolve(batch.map(outcomeOf)),
    keepBroken: (_tenant: string, batch: readonly BrokenRecord[]) => {
      broken.push(...batch.map((reject) => reject.text));
      return Promise.resolve();
    },
  };
  const { rejected } = await importRecords(importer, 'acme', inChunks(text, 64 * 1024));
  // A reject without a text is a fault of the file: it counts as a report, but covers no record.
  if (rejected > broken.length) broken.push('');
  return { taken, broken };
}
