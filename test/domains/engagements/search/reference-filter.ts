/**
 * Search as one would write it over an array: what the property test compares the real one with. It knows nothing of src/.
 */
export interface Fact {
  readonly id: string;
  readonly start: number;
  readonly end: number | undefined;
  /** Seconds. */
  readonly duration: number;
  readonly visitor: string | undefined;
  readonly agentId: string | undefined;
  readonly login: string | undefined;
  readonly skill: string | undefined;
  readonly group: string | undefined;
  readonly interactive: boolean;
  readonly channel: -1 | 1 | 2 | undefined;
  readonly alerted: -1 | 0 | 1 | undefined;
  readonly score: number | undefined;
  /** Milliseconds. */
  readonly coBrowse: readonly { readonly duration: number; readonly interactive: boolean }[];
  readonly lines: readonly { readonly words: readonly string[]; readonly forAgents: boolean }[];
  readonly rich: readonly string[] | undefined;
  readonly answers: readonly (readonly string[])[];
  readonly surname: string | undefined;
}

export type Area = 'CHAT_LINE' | 'SURVEY_ANSWER' | 'PERSONAL_INFO' | 'MCS';
export interface Keyword {
  /** A phrase, or one beginning. */
  readonly parts: readonly (readonly string[] | { readonly beginning: string })[];
  readonly areas: readonly Area[];
}
export interface Condition {
  readonly start?: { readonly from: number; readonly to: number };
  readonly keyword?: Keyword;
  readonly skillIds?: readonly string[];
  readonly agentIds?: readonly string[];
  readonly agentGroupIds?: readonly string[];
  /** Milliseconds. */
  readonly duration?: { readonly from: number; readonly to: number };
  readonly interactive?: true;
  readonly visitorId?: string;
  readonly channel?: 'UNKNOWN' | 'WEB' | 'VOICE';
  readonly alertedMcs?: readonly ('NEGATIVE' | 'NEUTRAL' | 'POSITIVE')[];
  readonly chatMcs?: { readonly from?: number; readonly to?: number };
  readonly hasInteractiveCoBrowse?: boolean;
  readonly coBrowseDuration?: { readonly from: number; readonly to: number };
  readonly lineContentTypes?: readonly ['RICH_CONTENT'];
  readonly and?: readonly Condition[];
  readonly or?: readonly Condition[];
  readonly not?: readonly Condition[];
}

const tenMinutes = 600_000;
const channels = { UNKNOWN: -1, WEB: 1, VOICE: 2 } as const;
const groups = { NEGATIVE: -1, NEUTRAL: 0, POSITIVE: 1 } as const;

export function meets(fact: Fact, condition: Condition): boolean {
  const isOneOf = (values: readonly string[] | undefined, ...own: (string | undefined)[]) =>
    values === undefined || own.some((value) => value !== undefined && values.includes(value));
  const within = (range: { from?: number; to?: number } | undefined, value: number | undefined) =>
    range === undefined || (value !== undefined && value >= (range.from ?? 0) && value <= (range.to ?? 100));
  return (
    (condition.start === undefined ||
      (fact.start >= Math.floor(condition.start.from / tenMinutes) * tenMinutes &&
        fact.start < Math.ceil(condition.start.to / tenMinutes) * tenMinutes)) &&
    (condition.keyword === undefined || hasKeyword(fact, condition.keyword)) &&
    isOneOf(condition.skillIds, fact.skill) &&
    isOneOf(condition.agentIds, fact.agentId, fact.login) &&
    isOneOf(condition.agentGroupIds, fact.group) &&
    within(condition.duration, fact.duration * 1000) &&
    (condition.interactive === undefined || fact.interactive) &&
    (condition.visitorId === undefined || fact.visitor === condition.visitorId) &&
    (condition.channel === undefined || fact.channel === channels[condition.channel]) &&
    (condition.alertedMcs === undefined ||
      condition.alertedMcs.some((group) => groups[group] === fact.alerted)) &&
    within(condition.chatMcs, fact.score) &&
    (condition.hasInteractiveCoBrowse === undefined ||
      fact.coBrowse.some(({ interactive }) => interactive) === condition.hasInteractiveCoBrowse) &&
    (condition.coBrowseDuration === undefined ||
      fact.coBrowse.some(({ duration }) => within(condition.coBrowseDuration, duration))) &&
    (condition.lineContentTypes === undefined || fact.rich !== undefined) &&
    (condition.and ?? []).every((inner) => meets(fact, inner)) &&
    (condition.or === undefined || condition.or.some((inner) => meets(fact, inner))) &&
    !(condition.not ?? []).some((inner) => meets(fact, inner))
  );
}

const textsOf = (fact: Fact, area: Area): readonly (readonly string[])[] => {
  switch (area) {
    case 'CHAT_LINE':
      return [...fact.lines.map(({ words }) => words), ...(fact.rich === undefined ? [] : [fact.rich])];
    case 'SURVEY_ANSWER':
      return fact.answers;
    case 'PERSONAL_INFO':
      return fact.surname === undefined ? [] : [[fact.surname]];
    case 'MCS':
      return [
        ...(fact.alerted === undefined
          ? []
          : [[['negative', 'neutral', 'positive'][fact.alerted + 1] ?? '']]),
        ...(fact.score === undefined ? [] : [[String(fact.score)]]),
      ];
  }
};

/** Returns the words in plain spelling: see `spellings`. */
const hasKeyword = (fact: Fact, { parts, areas }: Keyword): boolean => {
  const texts = areas.flatMap((area) => textsOf(fact, area));
  return parts.every((part) =>
    texts.some((text) =>
      'beginning' in part
        ? text.some((word) => word.startsWith(part.beginning))
        : text.some((_, at) => part.every((word, index) => text[at + index] === word)),
    ),
  );
};

export type SortField =
  | 'START'
  | 'END'
  | 'DURATION'
  | 'VISITOR'
  | 'ENGAGEMENT_ID'
  | 'INTERACTIVE'
  | 'AGENT_ID'
  | 'SKILL_ID';
export interface SortKey {
  readonly field: SortField;
  readonly order: 'ASC' | 'DESC';
}

const valueOf = (fact: Fact, field: SortField): string | number => {
  switch (field) {
    case 'START':
      return fact.start;
    case 'END':
      return fact.end ?? -Infinity;
    case 'DURATION':
      return fact.duration;
    case 'VISITOR':
      return fact.visitor ?? '';
    case 'ENGAGEMENT_ID':
      return fact.id;
    case 'INTERACTIVE':
      return fact.interactive ? 1 : 0;
    case 'AGENT_ID':
      return fact.agentId ?? fact.login ?? '';
    case 'SKILL_ID':
      return fact.skill ?? '';
  }
};

export function inOrder(facts: readonly Fact[], sort: readonly SortKey[]): readonly Fact[] {
  const keys: readonly SortKey[] = sort.length === 0 ? [{ field: 'START', order: 'DESC' }] : sort;
  const all = [...keys, { field: 'ENGAGEMENT_ID', order: keys.at(-1)?.order ?? 'DESC' } as const];
  return facts.toSorted((a, b) => {
    for (const { field, order } of all) {
      const [x, y] = [valueOf(a, field), valueOf(b, field)];
      if (x !== y) return (x < y ? -1 : 1) * (order === 'ASC' ? 1 : -1);
    }
    return 0;
  });
}
