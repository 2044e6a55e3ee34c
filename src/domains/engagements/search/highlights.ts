import type { KeywordArea } from './areas.ts';
import { letterOf } from './areas.ts';
import type { KeywordPart } from './keyword.ts';
import type { Keyword } from './read-filter.ts';
import { textsOf, type TextSource } from './texts.ts';
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

/** Where the keywords stand in what the caller may see of an engagement. */
export function highlightsOf(
  record: TextSource,
  keywords: readonly Keyword[],
): readonly EngagementHighlight[] {
  const found: EngagementHighlight[] = [];
  if (keywords.length === 0) return found;
  for (const { area, guarded, said, text, field, line } of textsOf(record)) {
    const letter = letterOf(area, guarded);
    const parts = keywords.flatMap((keyword) => (keyword.letters.has(letter) ? keyword.parts : []));
    if (parts.length === 0) continue;
    const ranges = matchesIn(Array.from(tokensOf(said)), parts);
    if (ranges.length === 0) continue;
    found.push({
      area,
      lineIndex: line?.index ?? null,
      lineSeq: line?.lineSeq ?? null,
      field,
      ...around(text, ranges),
    });
    if (found.length === maxHighlights) break;
  }
  return found;
}

/** The words that match, each once, in their order. */
function matchesIn(tokens: readonly Token[], parts: readonly KeywordPart[]): readonly TextRange[] {
  const matched = new Set<Token>();
  for (const part of parts)
    tokens.forEach((token, at) => {
      if (part.kind === 'beginning') {
        if (token.word.startsWith(part.of)) matched.add(token);
      } else if (part.words.every((word, index) => tokens[at + index]?.word === word))
        part.words.forEach((_, index) => {
          const within = tokens[at + index];
          if (within !== undefined) matched.add(within);
        });
    });
  return tokens.filter((token) => matched.has(token)).map(({ from, to }) => ({ from, to }));
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
      .filter((range) => range.to <= to)
      .slice(0, maxRanges)
      .map((range) => ({ from: range.from - from, to: range.to - from })),
  };
}

/** Not between the two halves of a character outside the basic plane. */
const startOfCharacter = (text: string, at: number): number =>
  at > 0 && at < text.length && /[\udc00-\udfff]/.test(text.charAt(at)) ? at - 1 : at;
