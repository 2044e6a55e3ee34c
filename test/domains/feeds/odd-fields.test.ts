import { isDeepStrictEqual } from 'node:util';
import { parseEvent, type IncomingEvent } from '../../../src/domains/feeds/ingest/parse-event.ts';
import type { FeedSource } from '../../../src/domains/feeds/model.ts';
import { formatPath } from '../../../src/intake/index.ts';
import type { Rejected } from '../../../src/domains/shared/import-batch.ts';
import { agentEvent, contactRecord, snapshot } from './connect-examples.ts';
import { agentExample, traceExample, transcriptExample, usageExample, workCodeExample } from './examples.ts';

type Path = readonly (string | number)[];
type Json = Record<string | number, unknown>;

const parse = (source: FeedSource, value: unknown): IncomingEvent | Rejected =>
  parseEvent(source, { text: '', value }, { receivedAt: new Date('2026-01-01T00:00:00Z'), arrival: '' });

/** Returns a copy of the event with another value at a path. */
function withValue(event: unknown, path: Path, value: unknown): unknown {
  const copy = structuredClone(event);
  let parent = copy as Json;
  for (const part of path.slice(0, -1)) parent = parent[part] as Json;
  parent[path.at(-1) ?? ''] = value;
  return copy;
}

/** Yields the paths of all values below the top of an event. */
function* pathsIn(value: unknown, path: Path = []): Generator<Path> {
  if (path.length > 0) yield path;
  if (typeof value !== 'object' || value === null) return;
  for (const [key, part] of Object.entries(value))
    yield* pathsIn(part, [...path, Array.isArray(value) ? Number(key) : key]);
}

const oddValues = [
  12.5,
  -1,
  5,
  '1200',
  'yesterday',
  'null',
  '1970-01-01T00:00:00Z',
  'x'.repeat(40_000),
  '\ud800',
  true,
  [],
  [5],
  {},
  { Level1: 5 },
];

const withContact = snapshot('Available', {
  Contacts: [{ ContactId: 'c1', Channel: 'VOICE', InitiationMethod: 'INBOUND', State: 'CONNECTED' }],
  NextAgentStatus: { Name: 'Lunch' },
});
/** Each kind of event, and the fields that it cannot be stored without. */
const table: readonly (readonly [string, FeedSource, unknown, readonly string[]])[] = [
  ['a trace record', 'SYMBEE', traceExample, ['ActivityType']],
  [
    'a work code',
    'SYMBEE',
    workCodeExample,
    ['ActivityType', 'CreatedDate', 'GatewayTaskId', 'WorkCodeName', 'WorkGroupName'],
  ],
  ['a user event', 'SYMBEE', usageExample, ['ActivityType', 'UsageActionCode', 'UsageEntryTime', 'Username']],
  [
    'an extended agent event',
    'SYMBEE',
    agentExample,
    ['ActivityType', 'CurrentState', 'CurrentStateTimestamp', 'EventType', 'Username'],
  ],
  ['a transcript', 'SYMBEE', transcriptExample, ['ActivityType', 'SessionId', 'Transcript']],
  ['a contact record', 'CONNECT_CONTACT', contactRecord, ['ContactId', 'LastUpdateTimestamp']],
  [
    'an agent event of Amazon Connect',
    'CONNECT_AGENT',
    agentEvent('STATE_CHANGE', withContact, snapshot('Available')),
    ['EventId', 'EventTimestamp', 'EventType'],
  ],
];
/** Returns whether an odd value was read, or is noted and has the same effect as null. */
function isAccountedFor(stored: IncomingEvent, without: IncomingEvent, path: Path, odd: unknown): boolean {
  const issues = stored.event.issues ?? [];
  if (issues.length === 0) return true;
  const field = formatPath(path);
  if (!issues.every((issue) => issue.field.startsWith(field) || issue.field === 'Attributes')) return false;
  // An object can be read in part, and one value can be too much for a map.
  if ((typeof odd === 'object' && !Array.isArray(odd)) || path[0] === 'Attributes') return true;
  // An odd list of contacts says less than none: the agent's state is unknown.
  const shown = JSON.stringify(stored.content);
  const isUnknown =
    path.at(-1) === 'Contacts' && (shown.includes('"changes":[]') || !shown.includes('"previous"'));
  return isUnknown || isDeepStrictEqual(stored.content, without.content);
}

/** They decide whose event it is. If they cannot be read, the event is rejected, and does not become that of no company. */
const namespace = new Set(['CompanyId', 'Environment']);

test.each(table)(
  'an odd value in any optional field of %s costs the field alone, and is noted',
  (_, source, event, needed) => {
    const found = new Set<string>();
    for (const path of pathsIn(event)) {
      const name = path.join('.');
      const without = parse(source, withValue(event, path, null));
      if ('rejected' in without) found.add(name);
      for (const odd of oddValues) {
        const parsed = parse(source, withValue(event, path, odd));
        if (found.has(name) || namespace.has(name)) {
          if ('rejected' in parsed) expect(parsed.rejected.path.slice(0, 1)).toEqual(path.slice(0, 1));
          continue;
        }
        const isRejected = 'rejected' in parsed;
        expect([
          name,
          odd,
          isRejected || isAccountedFor(parsed, without as IncomingEvent, path, odd),
        ]).toEqual([name, odd, true]);
        expect([name, odd, isRejected]).toEqual([name, odd, false]);
      }
    }
    expect([...found].toSorted()).toEqual(needed);
  },
);

test.each([
  [{ ActiveDurationInMillis: 12.5 }, 'ActiveDurationInMillis', '12.5 is not a whole number from 0'],
  [{ ActiveDurationInMillis: '1200' }, 'ActiveDurationInMillis', '"1200" is not a whole number from 0'],
  [{ Attributes: [] }, 'Attributes', 'is not an object'],
  [{ TaskId: 5 }, 'TaskId', 'is not a string'],
  [{ UserReportHierarchy: 'null' }, 'UserReportHierarchy', 'is the text "null"'],
  [
    { WrapTimestamp: '1970-01-01T00:00:00Z' },
    'WrapTimestamp',
    '"1970-01-01T00:00:00Z" is not a plausible time: it is before 1990',
  ],
])('the note of %j names the field and the reason', (change, field, reason) => {
  expect(parse('SYMBEE', { ...traceExample, ...change })).toMatchObject({
    event: { issues: [{ field, reason }] },
  });
});

test('an event whose ids or times are all odd is rejected with the path of the first', () => {
  const odd = (change: object) => parse('SYMBEE', { ...traceExample, ...change });
  expect(odd({ TaskId: 5, GatewayTaskId: null })).toEqual({
    rejected: { path: ['TaskId'], reason: 'is not a string' },
  });
  const times = Object.keys(traceExample).filter((name) => name.endsWith('Timestamp'));
  expect(odd(Object.fromEntries(times.map((name) => [name, 0])))).toEqual({
    rejected: { path: ['InitiationTimestamp'], reason: 'is not a string' },
  });
});

test('a line without a readable time has the time of the line before it', () => {
  const { content } = parse('SYMBEE', {
    ...transcriptExample,
    Transcript: ['soon', '2019-05-01 00:46:15', 7].map((Timestamp) => ({
      Member: 'Sandy',
      Timestamp,
      Direction: 'Outbound',
      Message: 'Hi',
    })),
  }) as IncomingEvent;
  const lines = content.of === 'chat' ? content.transcript.lines : [];
  expect(lines.map(({ at }) => at.toISOString())).toEqual(Array(3).fill('2019-05-01T00:46:15.000Z'));
});
