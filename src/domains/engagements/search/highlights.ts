import type { KeywordArea } from './areas.ts';
import { letterOf } from './areas.ts';
import type { KeywordPart } from './keyword.ts';
import type { Keyword } from './read-filter.ts';
import { textsOf, type TextSource } from './texts.ts';
import { createPhraseSteps } from './phrase-steps.ts';
import { tokensOf, type Token } from './tokens.ts';

export interface TextRange {
  readonly from: number;
  readonly to: number;
}

export interface EngagementHighlight {
  readonly area: KeywordArea;
  readonly lineIndex: number | null;
  readonly lineSeq: string | null;
  readonly field: string;
  readonly text: string;
  readonly offset: number;
  readonly ranges: readonly TextRange[];
}

const maxHighlights = 20;
const maxRanges = 50;
const maxText = 200;
const maxParts = 100;
/** How many characters are looked through: a page is made while others wait. */
const maxLookedAt = { ofEngagement: 100_000, ofPage: 2_000_000 };
/** What stands before the first match, where a text is cut. */
const leadIn = 60;

/** What the texts are read from: what a selection of highlights needs. */
export const highlightPaths = [
  'lines.text',
  'lines.json',
  'lines.quickReplies',
  'lines.textType',
  'lines.lineSeq',
  'lines.visibility',
  'surveys',
  'visitorInfo',
  'sdes',
  'info.alertedMcs',
  'info.chatMcs',
] as const;

/** What may still be looked through for a search's page, by its keywords: they are read once for each search. */
const leftOfPage = new WeakMap<readonly Keyword[], number>();

/** Where the keywords stand in what the caller may see of an engagement. */
export function highlightsOf(
  record: TextSource,
  keywords: readonly Keyword[],
): readonly EngagementHighlight[] {
  const found: EngagementHighlight[] = [];
  if (keywords.length === 0) return found;
  let ofPage = leftOfPage.get(keywords) ?? maxLookedAt.ofPage;
  let ofEngagement = Math.min(maxLookedAt.ofEngagement, ofPage);
  if (ofEngagement === 0) return found;
  for (const { area, guarded, said, text, field, line } of textsOf(record)) {
    const letter = letterOf(area, guarded);
    const parts = keywords
      .flatMap((keyword) => (keyword.letters.has(letter) ? keyword.parts : []))
      .slice(0, maxParts);
    if (parts.length === 0) continue;
    const looked = said.slice(0, ofEngagement);
    ofPage -= looked.length;
    ofEngagement -= looked.length;
    const ranges = matchesIn(looked, parts);
    if (ranges.length > 0)
      found.push({
        area,
        lineIndex: line?.index ?? null,
        lineSeq: line?.lineSeq ?? null,
        field,
        ...around(text, ranges),
      });
    if (found.length === maxHighlights || ofEngagement === 0) break;
  }
  leftOfPage.set(keywords, ofPage);
  return found;
}

/** The first words that match, each once, in their order. */
function matchesIn(text: string, parts: readonly KeywordPart[]): readonly TextRange[] {
  const tokens: Token[] = [];
  const matched = new Set<number>();
  // Of each part as many as can be given at all are looked for: which of all of them are the first is then known.
  const looking = new Set(parts.map((part) => ({ lengthAt: lengthAt(part), marked: 0, markedTo: 0 })));
  for (const token of tokensOf(text)) {
    tokens.push(token);
    for (const part of looking) {
      const length = part.lengthAt(token.word);
      for (let at = Math.max(part.markedTo, tokens.length - length); at < tokens.length; at++) {
        matched.add(at);
        part.marked++;
        part.markedTo = at + 1;
      }
      if (part.marked >= maxRanges) looking.delete(part);
    }
    if (looking.size === 0) break;
  }
  return [...matched]
    .sort((a, b) => a - b)
    .slice(0, maxRanges)
    .flatMap((at) => tokens[at] ?? [])
    .map(({ from, to }) => ({ from, to }));
}

/** Takes a text's words one by one, and says how many of the last ones match. */
function lengthAt(part: KeywordPart): (word: string) => number {
  if (part.kind === 'beginning') return (word) => (word.startsWith(part.of) ? 1 : 0);
  const isWhole = createPhraseSteps(part.words);
  return (word) => (isWhole(word) ? part.words.length : 0);
}

function around(text: string, ranges: readonly TextRange[]) {
  const first = ranges[0]?.from ?? 0;
  const from =
    text.length <= maxText
      ? 0
      : startOfCharacter(text, Math.max(0, Math.min(first - leadIn, text.length - maxText)));
  const to = startOfCharacter(text, Math.min(text.length, from + maxText));
  return {
    text: text.slice(from, to),
    offset: from,
    ranges: ranges
      .filter((range) => range.from < to)
      // A word that is longer than what is given ends with it.
      .map((range) => ({ from: range.from - from, to: Math.min(range.to, to) - from })),
  };
}

/** Not between the two halves of a character outside the basic plane. */
const startOfCharacter = (text: string, at: number): number =>
  at > 0 && at < text.length && /[\udc00-\udfff]/.test(text.charAt(at)) ? at - 1 : at;
