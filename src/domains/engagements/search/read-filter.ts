import { exceedsDays } from '../../../kernel/date-time.ts';
import { invalid } from '../../../kernel/errors.ts';
import { checkedId, naturalIdOf } from '../../../kernel/global-id.ts';
import type { Span } from '../../../storage/index.ts';
import { isForStaff, lettersOf, type KeywordArea, type TextView } from './areas.ts';
import type { EngagementFilter, Range } from './arguments.ts';
import { allOf, type Condition } from './condition.ts';
import { readKeyword, type KeywordPart } from './keyword.ts';
import { numberTerm } from './numbers.ts';
import { markerTerms, openTerm } from './searchable.ts';

/** A validated filter. */
export interface Search {
  /** Undefined for all times. */
  readonly span: Span | undefined;
  /** The id of the only possible match. */
  readonly engagementId: string | undefined;
  readonly condition: Condition;
  /** Whether engagements that have not ended match. Their terms have a prefix of their own. */
  readonly includesOpen: boolean;
  /** Keywords to highlight. */
  readonly keywords: readonly Keyword[];
  /** The top-level keyword's condition for each area alone. */
  readonly byArea: readonly { readonly area: KeywordArea; readonly condition: Condition }[];
}

export interface Keyword {
  readonly parts: readonly KeywordPart[];
  readonly letters: ReadonlySet<string>;
}

export interface SearchLimits {
  /** The longest span in days. Undefined for no limit. */
  readonly maxDays: number | undefined;
}

/** State of reading one filter. */
interface Reading {
  readonly view: TextView;
  readonly keywords: Keyword[];
  conditions: number;
  words: number;
  beginnings: number;
}

const maxIds = 100;
const maxDepth = 2;
const maxConditions = 50;
/** Limits for all keywords of a filter together: each word is one lookup, a beginning many. */
const maxWords = 500;
const maxBeginnings = 3;
const dayMs = 86_400_000;
const roundingMs = 600_000;

/** @throws BAD_USER_INPUT with the path of the field */
export function readFilter(filter: EngagementFilter, view: TextView, limits: SearchLimits): Search {
  const reading: Reading = { view, keywords: [], conditions: 0, words: 0, beginnings: 0 };
  const { visitorId, engagementId, start, includeOpen, ...rest } = filter;
  const ofAllTimes = visitorId != null || engagementId != null;
  const includesOpen = includeOpen ?? false;
  const complete = includesOpen ? withOpenTerms : (condition: Condition) => condition;
  return {
    includesOpen,
    span: ofAllTimes ? undefined : requiredSpan(start, limits),
    engagementId: engagementId == null ? undefined : engagementIdOf('filter', engagementId),
    condition: complete(allOf(conditionsOf({ ...rest, visitorId }, 'filter', 0, reading))),
    keywords: reading.keywords,
    byArea: (rest.keyword == null ? [] : [...new Set(rest.keywordAreas)]).map((area) => ({
      area,
      condition: complete(
        keywordCondition(
          readKeyword('filter.keyword', rest.keyword ?? ''),
          lettersOf([area], view),
          'filter.keyword',
        ),
      ),
    })),
  };
}

/** Adds the terms of engagements that have not ended. */
function withOpenTerms(condition: Condition): Condition {
  switch (condition.kind) {
    case 'terms':
    case 'beginnings':
      return { ...condition, any: [...condition.any, ...condition.any.map(openTerm)] };
    case 'values':
      return condition;
    default:
      return { ...condition, of: condition.of.map(withOpenTerms) };
  }
}

function requiredSpan(start: EngagementFilter['start'], { maxDays }: SearchLimits): Span {
  if (start == null)
    throw invalid('filter.start', 'is required: say from when to when, or give visitorId or engagementId');
  const span = roundedSpan('filter.start', start);
  if (maxDays !== undefined && exceedsDays(start, maxDays))
    throw invalid(
      'filter.start',
      `spans ${Math.ceil((start.to.getTime() - start.from.getTime()) / dayMs)} days, and may span at most ${maxDays} (MAX_SEARCH_DAYS); ask for one part after the other`,
    );
  return span;
}

/** Rounds to 10 minutes, as the source does. */
function roundedSpan(field: string, { from, to }: { readonly from: Date; readonly to: Date }): Span {
  if (from > to) throw invalid(`${field}.from`, `is after ${field}.to`);
  return {
    from: new Date(Math.floor(from.getTime() / roundingMs) * roundingMs),
    to: new Date(Math.ceil(to.getTime() / roundingMs) * roundingMs),
  };
}

function conditionsOf(filter: EngagementFilter, path: string, depth: number, reading: Reading): Condition[] {
  const field = (name: string) => `${path}.${name}`;
  const found: Condition[] = [];
  const add = (condition: Condition | undefined) => {
    if (condition !== undefined) found.push(condition);
  };
  forbidToCustomers(filter, path, reading.view);
  if (filter.includeOpen != null)
    throw invalid(field('includeOpen'), 'can only be used at the top of the filter');
  const { start } = filter;
  if (start != null) {
    const { from, to } = roundedSpan(field('start'), start);
    add({ kind: 'values', match: { startTime: { $gte: from, $lt: to } } });
  }
  if (filter.engagementId != null)
    add({ kind: 'values', match: { engagementId: engagementIdOf(path, filter.engagementId) } });
  add(readKeywordCriteria(filter, path, reading));
  for (const [name, mark, toValues] of idCriteria) {
    const ids = idsOf(field(name), name === 'agentIds' ? usernamesOrIds(filter.agentIds) : filter[name]);
    if (ids !== undefined) add({ kind: 'terms', any: ids.map(mark), values: toValues(ids) });
  }
  if (filter.visitorId != null) {
    const id = checkedId(field('visitorId'), filter.visitorId);
    add({ kind: 'terms', any: [markerTerms.visitor(id)], values: { 'search.visitor': id } });
  }
  if (filter.channel != null) {
    if (filter.channel === 'OTHER')
      throw invalid(field('channel'), 'is OTHER, and may be UNKNOWN, WEB or VOICE');
    add({
      kind: 'terms',
      any: [markerTerms.channel(filter.channel)],
      values: { 'info.channel': filter.channel },
    });
  }
  const groups = listOf(field('alertedMcs'), filter.alertedMcs);
  if (groups !== undefined)
    add({
      kind: 'terms',
      any: groups.map(markerTerms.alertedMcs),
      values: { 'info.alertedMcs': { $in: groups } },
    });
  if (filter.interactive != null) {
    if (!filter.interactive)
      throw invalid(
        field('interactive'),
        'is false, and only true can be searched for; use `not` for the others',
      );
    add({ kind: 'values', match: { 'info.isInteractive': true } });
  }
  if (filter.duration != null)
    add({ kind: 'values', match: { duration: bounds(field('duration'), filter.duration) } });
  if (filter.chatMcs != null)
    add({ kind: 'values', match: { 'info.chatMcs': scoreBounds(field('chatMcs'), filter.chatMcs) } });
  if (filter.hasInteractiveCoBrowse != null) {
    const has: Condition = { kind: 'terms', any: [markerTerms.interactiveCoBrowse] };
    add(filter.hasInteractiveCoBrowse ? has : { kind: 'none', of: [has] });
  }
  if (filter.coBrowseDuration != null) {
    const duration = bounds(field('coBrowseDuration'), filter.coBrowseDuration);
    add({ kind: 'terms', any: [markerTerms.coBrowse] });
    add({ kind: 'values', match: { coBrowseSessions: { $elemMatch: { duration } } } });
  }
  if (listOf(field('lineContentTypes'), filter.lineContentTypes) !== undefined)
    add({
      kind: 'terms',
      any: reading.view.isStaff
        ? [markerTerms.richContent, markerTerms.restrictedRichContent]
        : [markerTerms.richContent],
    });
  for (const [name, kind] of combinations) {
    const inner = listOf(field(name), filter[name]);
    if (inner === undefined) continue;
    if (depth >= maxDepth) throw invalid(field(name), `nests deeper than ${maxDepth} levels`);
    // Excluded keywords are not highlighted.
    const within = kind === 'none' ? { ...reading, keywords: [] } : reading;
    const of = inner.map((one, index) => {
      const each = conditionsOf(one, `${field(name)}[${index}]`, depth + 1, within);
      if (each.length === 0) throw invalid(`${field(name)}[${index}]`, 'has no condition in it');
      return allOf(each);
    });
    ({ conditions: reading.conditions, words: reading.words, beginnings: reading.beginnings } = within);
    add({ kind, of });
  }
  reading.conditions += found.length;
  if (reading.conditions > maxConditions)
    throw invalid(path, `brings the filter to more than ${maxConditions} conditions`);
  return found;
}

const combinations = [
  ['and', 'all'],
  ['or', 'some'],
  ['not', 'none'],
] as const;

const idCriteria = [
  ['skillIds', markerTerms.skill, (ids: readonly string[]) => ({ 'search.skill': { $in: ids } })],
  [
    'agentIds',
    markerTerms.agent,
    (ids: readonly string[]) => ({
      $or: [{ 'search.agent': { $in: ids } }, { agentUsername: { $in: ids } }],
    }),
  ],
  [
    'agentGroupIds',
    markerTerms.agentGroup,
    (ids: readonly string[]) => ({ 'info.agentGroupId': { $in: ids } }),
  ],
] as const;

/** Criteria on fields that customers do not see: a search would reveal them. */
const staffCriteria = ['skillIds', 'agentIds', 'agentGroupIds', 'alertedMcs', 'chatMcs'] as const;

function forbidToCustomers(filter: EngagementFilter, path: string, { isStaff }: TextView): void {
  if (isStaff) return;
  for (const name of staffCriteria)
    if (filter[name] != null)
      throw invalid(`${path}.${name}`, "can be asked for by the centre's own people alone");
  const area = filter.keywordAreas?.find(isForStaff);
  if (area !== undefined)
    throw invalid(`${path}.keywordAreas`, `has ${area}, which the centre's own people alone can search`);
}

function readKeywordCriteria(
  { keyword, keywordAreas }: EngagementFilter,
  path: string,
  reading: Reading,
): Condition | undefined {
  const { view, keywords } = reading;
  const areas = listOf(`${path}.keywordAreas`, keywordAreas);
  if (keyword == null) {
    if (areas !== undefined) throw invalid(`${path}.keyword`, 'is required with keywordAreas');
    return undefined;
  }
  if (areas === undefined)
    throw invalid(`${path}.keywordAreas`, 'is required with keyword: say where to look');
  const parts = readKeyword(`${path}.keyword`, keyword);
  countWords(parts, path, reading);
  const letters = lettersOf([...new Set(areas)], view);
  keywords.push({ parts, letters: new Set(letters) });
  return keywordCondition(parts, letters, `${path}.keyword`);
}

function countWords(parts: readonly KeywordPart[], path: string, reading: Reading): void {
  for (const part of parts)
    if (part.kind === 'beginning') reading.beginnings += 1;
    else if (part.kind === 'number') countWords(part.written, path, reading);
    else reading.words += new Set(part.words).size;
  if (reading.beginnings > maxBeginnings)
    throw invalid(`${path}.keyword`, `brings the filter to more than ${maxBeginnings} beginnings of words`);
  if (reading.words > maxWords)
    throw invalid(`${path}.keyword`, `brings the filter to more than ${maxWords} different words`);
}

function keywordCondition(
  parts: readonly KeywordPart[],
  letters: readonly string[],
  field: string,
): Condition {
  const under = (word: string) => letters.map((letter) => letter + word);
  return allOf(
    parts.flatMap((part): Condition[] => {
      if (part.kind === 'number')
        return [
          {
            kind: 'some',
            of: [
              keywordCondition(part.written, letters, field),
              { kind: 'terms', any: letters.map((letter) => numberTerm(letter, part.key)) },
            ],
          },
        ];
      if (part.kind === 'beginning') return [{ kind: 'beginnings', any: under(part.of), field }];
      const words = [...new Set(part.words)].map((word): Condition => ({ kind: 'terms', any: under(word) }));
      return part.words.length === 1 ? words : [...words, phraseCondition(part.words, letters)];
    }),
  );
}

/** Words consist of letters and digits, so they need no escaping. */
const phraseCondition = (words: readonly string[], letters: readonly string[]): Condition => ({
  kind: 'values',
  match: { 'search.texts': { $regex: `^[${letters.join('')}] (?:.* )?${words.join(' ')} ` } },
});

function engagementIdOf(path: string, id: string): string {
  return checkedId(`${path}.engagementId`, naturalIdOf('Engagement', id));
}

const usernamesOrIds = (ids: EngagementFilter['agentIds']) => ids?.map((id) => naturalIdOf('Agent', id));

function idsOf(field: string, ids: readonly string[] | null | undefined): readonly string[] | undefined {
  return listOf(field, ids)?.map((id, index) => checkedId(`${field}[${index}]`, id));
}

function listOf<Item>(field: string, list: readonly Item[] | null | undefined): readonly Item[] | undefined {
  if (list == null) return undefined;
  if (list.length === 0) throw invalid(field, 'is empty: name at least one, or leave it out');
  if (list.length > maxIds) throw invalid(field, `names ${list.length}, and may name at most ${maxIds}`);
  return [...new Set(list)];
}

function bounds(field: string, { from, to }: Range): { readonly $gte: number; readonly $lte: number } {
  if (from == null) throw invalid(`${field}.from`, 'is required');
  if (to == null) throw invalid(`${field}.to`, 'is required');
  if (from > to) throw invalid(`${field}.from`, `is above ${field}.to`);
  return { $gte: from, $lte: to };
}

const maxScore = 100;

function scoreBounds(field: string, { from, to }: Range) {
  if (from == null && to == null) throw invalid(field, 'has neither from nor to: give one at least');
  for (const [name, value] of [
    ['from', from],
    ['to', to],
  ] as const)
    if (value != null && (value < 0 || value > maxScore))
      throw invalid(`${field}.${name}`, `is ${value}, and may be 0 to ${maxScore}`);
  return bounds(field, { from: from ?? 0, to: to ?? maxScore });
}
