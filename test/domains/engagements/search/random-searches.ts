import fc from 'fast-check';
import type { Condition, Fact, Keyword, SortKey } from './reference-filter.ts';

/** Random engagements and searches. Few words and ids give many matches and many equal values. */
export const day0 = Date.UTC(2024, 4, 1);
export const dayMs = 86_400_000;
const days = 62;

const ids = (prefix: string, count: number) => Array.from({ length: count }, (_, n) => `${prefix}${n}`);
const skills = ['-1', ...ids('', 5)];
const agents = ids('10', 6);
const logins = ['ann@x.example', 'Åsa', 'bo:1', 'zoë'];
const groups = ['-1', '3', '4'];
const visitors = ids('v', 40);
/** Words in plain spelling, with spelling variants. */
const spellings: Readonly<Record<string, readonly string[]>> = {
  ipad: ['iPad', 'IPAD', 'ipad'],
  cafe: ['café', 'Cafe', 'CAFE\u0301', 'cafe'],
  strasse: ['Straße', 'STRASSE', 'strasse'],
  return: ['return', 'Return'],
  returns: ['returns'],
  returned: ['returned'],
  order: ['order', 'Order,'],
  the: ['the'],
  my: ['my', 'My'],
  σοφοσ: ['σοφός', 'ΣΟΦΌΣ'],
  never: ['never'],
  x9: ['X9', 'ｘ９'],
};
const words = Object.keys(spellings);
const marks = [' ', ' ', ' ', ', ', '. ', '! ', ' - ', '/', "'"];

/** Most common first. */
const wordOf = fc.nat({ max: 99 }).map((n) => words[Math.floor((n / 100) ** 2 * words.length)] ?? 'the');
const textOf = fc.array(wordOf, { minLength: 1, maxLength: 6 });
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined, freq: 5 });

export const factOf = (id: string): fc.Arbitrary<Fact> =>
  fc.record({
    id: fc.constant(id),
    // Many have equal starts.
    start: fc.nat({ max: days * 144 * 10 }).map((minute) => day0 + minute * 60_000),
    end: maybe(fc.nat({ max: days * 1440 }).map((minute) => day0 + minute * 60_000)),
    duration: fc.nat({ max: 20 }).map((n) => n * 30),
    visitor: maybe(fc.constantFrom(...visitors)),
    agentId: maybe(fc.constantFrom(...agents)),
    login: maybe(fc.constantFrom(...logins)),
    skill: maybe(fc.constantFrom(...skills)),
    group: maybe(fc.constantFrom(...groups)),
    interactive: fc.boolean(),
    channel: fc.constantFrom(-1, 1, 1, 1, 2, undefined),
    alerted: fc.constantFrom(-1, 0, 1, undefined),
    score: maybe(fc.nat({ max: 100 })),
    coBrowse: fc.array(
      fc.record({ duration: fc.nat({ max: 10 }).map((n) => n * 1000), interactive: fc.boolean() }),
      {
        maxLength: 2,
      },
    ),
    lines: fc.array(fc.record({ words: textOf, forAgents: fc.boolean() }), { maxLength: 4 }),
    rich: fc.option(textOf, { nil: undefined, freq: 1 }),
    answers: fc.array(textOf, { maxLength: 2 }),
    surname: maybe(wordOf),
  });

/** The same words in random spelling variants. */
const written = (plain: readonly string[], seed: number): string =>
  plain
    .map((word, index) => {
      const ways = spellings[word] ?? [word];
      return (
        (ways[(seed + index * 7) % ways.length] ?? word) + (marks[(seed + index * 5) % marks.length] ?? ' ')
      );
    })
    .join('');

/** Converts to LivePerson's record. */
export function liveperson(fact: Fact, seed: number): unknown {
  const { id, start, end, rich } = fact;
  const line = (sequence: number, more: object) => ({
    timeL: start + sequence,
    source: 'visitor',
    lineSeq: String(sequence),
    ...more,
  });
  return {
    info: {
      engagementId: id,
      startTimeL: start,
      endTimeL: end,
      duration: fact.duration,
      visitorId: fact.visitor,
      agentId: fact.agentId,
      agentLoginName: fact.login,
      skillId: fact.skill,
      agentGroupId: fact.group,
      isInteractive: fact.interactive,
      channel: fact.channel,
      alertedMCS: fact.alerted,
      chatMCS: fact.score,
      ended: true,
    },
    transcript: {
      lines: [
        ...fact.lines.map(({ words: plain, forAgents }, n) =>
          line(n, {
            text: n % 2 === 1 ? `<b>${written(plain, seed + n)}</b><br>` : written(plain, seed + n),
            textType: n % 2 === 1 ? 'html' : 'plain',
            subType: forAgents ? 'ONLY_TO_REP' : 'REGULAR',
          }),
        ),
        ...(rich === undefined
          ? []
          : [
              line(fact.lines.length, {
                textType: 'rich-content',
                json: {
                  type: 'vertical',
                  elements: [{ type: 'text', text: written(rich, seed), id: 'never' }],
                },
              }),
            ]),
      ],
    },
    surveys: {
      preChat: fact.answers.map((plain, n) => ({
        displayName: 'never',
        value: written(plain, seed + n),
        questionID: n,
      })),
    },
    coBrowseSessions: { coBrowseSessionsList: fact.coBrowse },
    sdes: {
      events:
        fact.surname === undefined
          ? []
          : [{ personalInfo: { surname: written([fact.surname], seed), gender: 'never' } }],
    },
  };
}

const range = (most: number, unit: number) =>
  fc
    .tuple(fc.nat({ max: most }), fc.nat({ max: most }))
    .map(([a, b]) => ({ from: Math.min(a, b) * unit, to: Math.max(a, b) * unit }));
const some = <Value>(...values: Value[]) => fc.subarray(values, { minLength: 1, maxLength: 3 });

const keyword: fc.Arbitrary<Keyword> = fc.record({
  parts: fc.array(
    fc.oneof(
      { weight: 4, arbitrary: wordOf.map((word) => [word]) },
      { weight: 2, arbitrary: fc.array(wordOf, { minLength: 2, maxLength: 3 }) },
      {
        weight: 2,
        arbitrary: wordOf.map((word) => ({ beginning: word.slice(0, Math.max(2, word.length - 2)) })),
      },
      { weight: 1, arbitrary: fc.constantFrom(['positive'], ['50'], ['nobody', 'said', 'this']) },
    ),
    { minLength: 1, maxLength: 3 },
  ),
  areas: fc.subarray(['CHAT_LINE', 'SURVEY_ANSWER', 'PERSONAL_INFO', 'MCS'] as const, { minLength: 1 }),
});

const criteria = {
  keyword,
  skillIds: some(...skills, 'none'),
  agentIds: some(...agents, ...logins),
  agentGroupIds: some(...groups),
  duration: range(20, 30_000),
  interactive: fc.constant(true as const),
  visitorId: fc.constantFrom(...visitors),
  channel: fc.constantFrom('UNKNOWN', 'WEB', 'VOICE'),
  alertedMcs: some('NEGATIVE', 'NEUTRAL', 'POSITIVE'),
  chatMcs: fc.oneof(
    range(100, 1),
    fc.record({ from: fc.nat({ max: 100 }) }),
    fc.record({ to: fc.nat({ max: 100 }) }),
  ),
  hasInteractiveCoBrowse: fc.boolean(),
  coBrowseDuration: range(10, 1000),
  lineContentTypes: fc.constant(['RICH_CONTENT'] as const),
  start: range(days * 1440, 60_000).map(({ from, to }) => ({ from: day0 + from, to: day0 + to })),
} as const;

/** One to three criteria, and combinations of such. */
function condition(depth: number): fc.Arbitrary<Condition> {
  const own = fc
    .subarray(Object.keys(criteria) as (keyof typeof criteria)[], { minLength: 1, maxLength: 2 })
    .chain((names) =>
      fc.record(Object.fromEntries(names.map((name) => [name, criteria[name]]))),
    ) as unknown as fc.Arbitrary<Condition>;
  if (depth === 0) return own;
  const inner = fc.array(condition(depth - 1), { minLength: 1, maxLength: 3 });
  return fc
    .tuple(own, fc.record({ and: inner, or: inner, not: inner }, { requiredKeys: [] }))
    .map(([criteriaOfIt, combined]) => ({ ...criteriaOfIt, ...combined }));
}

/** A filter has at most 50 conditions. A co-browsing range counts twice. */
const sizeOf = ({ and = [], or = [], not = [], ...own }: Condition): number =>
  Object.keys(own).length * 2 + [...and, ...or, ...not].reduce((sum, inner) => sum + 1 + sizeOf(inner), 0);

const sortFields = [
  'START',
  'END',
  'DURATION',
  'VISITOR',
  'ENGAGEMENT_ID',
  'INTERACTIVE',
  'AGENT_ID',
  'SKILL_ID',
] as const;
const sort: fc.Arbitrary<readonly SortKey[]> = fc
  .shuffledSubarray([...sortFields], { maxLength: 3 })
  .chain((fields) =>
    fc.tuple(
      ...fields.map((field) =>
        fc.record({ field: fc.constant(field), order: fc.constantFrom('ASC', 'DESC') }),
      ),
    ),
  );

export interface RandomSearch {
  /** The top level has a span. */
  readonly filter: Condition & { readonly start: { readonly from: number; readonly to: number } };
  readonly sort: readonly SortKey[];
  readonly size: number;
}

export const randomSearch: fc.Arbitrary<RandomSearch> = fc
  .record({
    span: fc.tuple(fc.nat({ max: days - 31 }), fc.integer({ min: 1, max: 31 * 1440 - 30 })),
    filter: fc.oneof(
      { weight: 1, arbitrary: fc.constant({}) },
      { weight: 3, arbitrary: condition(0) },
      { weight: 3, arbitrary: condition(1) },
      { weight: 1, arbitrary: condition(2).filter((filter) => sizeOf(filter) < 40) },
    ),
    sort,
    size: fc.constantFrom(7, 50, 100),
  })
  .map(({ span: [first, minutes], filter, ...rest }) => {
    const from = day0 + first * dayMs;
    // At the top level, a visitor id removes the span, which another test covers.
    const { visitorId: _, ...others } = filter as Condition;
    return { ...rest, filter: { ...others, start: { from, to: from + minutes * 60_000 } } };
  });

/** Converts to the operation's filter. */
export function toFilter({ keyword: word, start, and, or, not, ...rest }: Condition): object {
  const inner = (name: string, of: readonly Condition[] | undefined) =>
    of === undefined ? {} : { [name]: of.map(toFilter) };
  return {
    ...rest,
    ...(start === undefined ? {} : { start: { from: new Date(start.from), to: new Date(start.to) } }),
    ...(word === undefined
      ? {}
      : {
          keywordAreas: word.areas,
          keyword: word.parts
            .map((part) =>
              'beginning' in part
                ? `${part.beginning.toUpperCase()}*`
                : part.length > 1
                  ? `"${part.join(' ')}"`
                  : part[0],
            )
            .join(' '),
        }),
    ...inner('and', and),
    ...inner('or', or),
    ...inner('not', not),
  };
}
