import { readFileSync } from 'node:fs';
import { parseLivePersonRecord } from '../../../src/domains/engagements/parse/record.ts';
import {
  conversation,
  exampleRecord,
  laterRecord,
  openConversation,
  recordWith,
  type Fields,
} from '../../fixtures/liveperson/index.ts';

/** Records with all known fields of both histories. Where a field replaces another one, a further record has the replaced field alone. */
const records: Readonly<Record<string, Fields>> = {
  'example 4': exampleRecord(4),
  'example 5': exampleRecord(5),
  'example 6': exampleRecord(6),
  // `someNewField` is invented.
  later: without(laterRecord(), 'someNewField'),
  conversation: conversation(),
  'open conversation': openConversation(),
  'conversation without monitoring': { ...conversation(), monitoring: null },
  'conversation without structured metadata': {
    info: { conversationId: 'c1', startTimeL: 1_500_000_000_000, conversationEndTimeL: 1_500_000_001_000 },
    messageRecords: [{ timeL: 1_500_000_000_000, contextData: { rawMetadata: '[]' } }],
    latestAgentSurvey: { acSurveyId: 's', submittedAnswers: [{ questionText: 'q' }] },
  },
  'without isInteractive': recordWith({ interactive: true }),
};

function without(record: Fields, name: string): Fields {
  const { [name]: _, ...info } = record.info as Fields;
  return { ...record, info };
}

/** Values that no fixture has. A field is read if one of them, or its absence, changes the engagement. */
const probes = [
  undefined,
  'probe',
  '1',
  77,
  true,
  false,
  1_600_000_000_000,
  'VISITOR',
  'Agent',
  'OPEN',
  'CLOSE',
  ['probe'],
  [{ probe: 1 }],
  { probe: 1 },
];

/** Sets the values of a path, runs a function, and restores them. */
function withValue<Result>(holder: Fields, key: string, value: unknown, run: () => Result): Result {
  // A time is written twice, and its milliseconds take precedence.
  const twins = [key, `${key}L`, key.replace(/L$/, '')].filter((name) => name in holder);
  const before = { ...holder };
  for (const twin of twins)
    if (value === undefined) Reflect.deleteProperty(holder, twin);
    else holder[twin] = value;
  try {
    return run();
  } finally {
    Object.assign(holder, before);
  }
}

/** Iterates over the fields of a record: their path without indexes and without the `L` of milliseconds, and the objects with them. */
function* fieldsIn(
  value: unknown,
  path: string,
): Generator<readonly [path: string, holder: Fields, key: string]> {
  if (Array.isArray(value)) for (const item of value) yield* fieldsIn(item, path);
  else if (typeof value === 'object' && value !== null)
    for (const [key, inner] of Object.entries(value as Fields)) {
      const own = path === '' ? key : `${path}.${key}`;
      yield [own.replace(/(?<=[Tt]ime)L$/, ''), value as Fields, key];
      yield* fieldsIn(inner, own);
    }
}

/** Returns the fields that the graph has, and those that it does not have. */
function sortFields(): { readonly read: ReadonlySet<string>; readonly unread: ReadonlySet<string> } {
  const read = new Set<string>();
  const all = new Set<string>();
  for (const record of Object.values(records)) {
    const parse = () => JSON.stringify(parseLivePersonRecord(record));
    const original = parse();
    for (const [path, holder, key] of [...fieldsIn(record, '')]) {
      all.add(path);
      if (!read.has(path) && probes.some((probe) => withValue(holder, key, probe, parse) !== original))
        read.add(path);
    }
  }
  return { read, unread: new Set([...all].filter((path) => !read.has(path))) };
}

/** Returns the fields of the table in the documentation. `part.*` is the whole part. */
function documentedFields(): readonly string[] {
  const docs = readFileSync(new URL('../../../docs/import-export.md', import.meta.url), 'utf8');
  const table = /\| part of the record.*?\n\n/s.exec(docs)?.[0] ?? '';
  return table
    .split('\n')
    .slice(2)
    .flatMap((row) => {
      const [, part = '', fields = ''] = row.split('|');
      const prefixes = [...part.matchAll(/`([^`]+)`/g)].map(([, name]) => `${name ?? ''}.`);
      return [...fields.matchAll(/`([^`]+)`/g)].flatMap(([, name]) =>
        (prefixes.length === 0 ? [''] : prefixes).map((prefix) => `${prefix}${name ?? ''}`),
      );
    });
}

const { read, unread } = sortFields();
const documented = documentedFields();
const covers = (entry: string, path: string) =>
  entry.endsWith('.*') ? `${path}.`.startsWith(entry.slice(0, -1)) : path === entry;

test('every field of the source is in the graph, or in the list of the documentation', () => {
  expect(read.size).toBeGreaterThan(200);
  expect([...unread].filter((path) => !documented.some((entry) => covers(entry, path)))).toEqual([]);
});

test('the list of the documentation has no field that the graph has', () => {
  expect([...read].filter((path) => documented.some((entry) => covers(entry, path)))).toEqual([]);
  expect(documented.filter((entry) => ![...unread].some((path) => covers(entry, path)))).toEqual([]);
});
