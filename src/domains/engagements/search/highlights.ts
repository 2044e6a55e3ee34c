import { type KeywordArea, letterOf } from './areas.ts';
import type { KeywordPart } from './keyword.ts';
import type { Keyword } from './read-filter.ts';
import { numberKey } from './numbers.ts';
import { textsOf, type TextSource } from './texts.ts';
import { tokensOf, type TextToken } from './tokens.ts';

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
/** Maximum number of examined characters: the work blocks the event loop. */
const maxExamined = { ofEngagement: 100_000, ofPage: 2_000_000 };
/** Number of characters before the first match in a cut text. */
const leadIn = 60;

/** Stored paths that a selection of highlights reads. */
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

/** Remaining characters of a page, by the keywords of its search. Each search has its own keywords object. */
const remainingOfPage = new WeakMap<readonly Keyword[], number>();

/** Finds the keywords in the texts of an engagement that the caller may see. */
export function highlightsOf(
  record: TextSource,
  keywords: readonly Keyword[],
): readonly EngagementHighlight[] {
  const found: EngagementHighlight[] = [];
  if (keywords.length === 0) return found;
  let ofPage = remainingOfPage.get(keywords) ?? maxExamined.ofPage;
  let ofEngagement = Math.min(maxExamined.ofEngagement, ofPage);
  if (ofEngagement === 0) return found;
  for (const { area, isRestricted, plainText, text, field, line } of textsOf(record)) {
    const letter = letterOf(area, isRestricted);
    const parts = keywords
      .flatMap((keyword) => (keyword.letters.has(letter) ? keyword.parts : []))
      .slice(0, maxParts);
    if (parts.length === 0) continue;
    const examined = plainText.slice(0, ofEngagement);
    ofPage -= examined.length;
    ofEngagement -= examined.length;
    const ranges = matchesIn(examined, parts);
    if (ranges.length > 0)
      found.push({
        area,
        lineIndex: line?.index ?? null,
        lineSeq: line?.lineSeq ?? null,
        field,
        ...excerptOf(text, ranges),
      });
    if (found.length === maxHighlights || ofEngagement === 0) break;
  }
  remainingOfPage.set(keywords, ofPage);
  return found;
}

/** Returns the ranges of the first matching words, in order. */
function matchesIn(text: string, parts: readonly KeywordPart[]): readonly TextRange[] {
  const tokens: TextToken[] = [];
  const matched = new Set<number>();
  // Finding the maximum number of ranges for each part determines the first ranges of all parts.
  const searching = new Set(
    parts.map((part) => ({ matchedWords: createMatcher(part), marked: 0, markedTo: 0 })),
  );
  for (const token of tokensOf(text)) {
    tokens.push(token);
    for (const part of searching) {
      const length = part.matchedWords(token.word);
      for (let at = Math.max(part.markedTo, tokens.length - length); at < tokens.length; at++) {
        matched.add(at);
        part.marked++;
        part.markedTo = at + 1;
      }
      if (part.marked >= maxRanges) searching.delete(part);
    }
    if (searching.size === 0) break;
  }
  return [...matched]
    .sort((a, b) => a - b)
    .slice(0, maxRanges)
    .flatMap((at) => tokens[at] ?? [])
    .map(({ from, to }) => ({ from, to }));
}

/** Returns a function that takes the words of a text one by one and returns how many of the last words match. */
function createMatcher(part: KeywordPart): (word: string) => number {
  if (part.kind === 'beginning') return (word) => (word.startsWith(part.of) ? 1 : 0);
  if (part.kind === 'number') return createNumberMatcher(part);
  const isWhole = createPhraseSteps(part.words);
  return (word) => (isWhole(word) ? part.words.length : 0);
}

/** Parts of a number that are examined for highlights. */
const maxNumberParts = 15;

function createNumberMatcher({
  key,
  written,
}: Extract<KeywordPart, { kind: 'number' }>): (word: string) => number {
  const matchers = written.map(createMatcher);
  let digits: readonly string[] = [];
  return (word) => {
    digits = /^\d+$/.test(word) ? [...digits, word].slice(-maxNumberParts) : [];
    const counts = digits.keys().map((from) => digits.length - from);
    const ofNumber = counts.find((count) => numberKey(digits.slice(-count).join('')) === key) ?? 0;
    return Math.max(ofNumber, ...matchers.map((matchedWords) => matchedWords(word)));
  };
}

function excerptOf(text: string, ranges: readonly TextRange[]) {
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
      // A word that exceeds the excerpt ends with it.
      .map((range) => ({ from: range.from - from, to: Math.min(range.to, to) - from })),
  };
}

/** Moves a position out of the middle of a surrogate pair. */
const startOfCharacter = (text: string, at: number): number =>
  at > 0 && at < text.length && /[\udc00-\udfff]/.test(text.charAt(at)) ? at - 1 : at;

/**
 * Returns a function that takes the words of a text one by one, and returns true for each word that completes the phrase. It uses the
 * Knuth-Morris-Pratt algorithm, whose time is linear for every text.
 */
export function createPhraseSteps(phrase: readonly string[]): (word: string) => boolean {
  const fallbacks = fallbacksOf(phrase);
  let matched = 0;
  return (word) => {
    matched = step(phrase, fallbacks, matched, word);
    return matched === phrase.length;
  };
}

/** Returns the number of matched words after the next word. */
function step(
  phrase: readonly string[],
  fallbacks: readonly number[],
  matched: number,
  word: string,
): number {
  let from = matched === phrase.length ? (fallbacks[matched - 1] ?? 0) : matched;
  while (from > 0 && phrase[from] !== word) from = fallbacks[from - 1] ?? 0;
  return phrase[from] === word ? from + 1 : 0;
}

/** Computes the failure function: for each word, the length of the longest proper prefix of the phrase that ends there. */
function fallbacksOf(phrase: readonly string[]): readonly number[] {
  const fallbacks = [0];
  for (const word of phrase.slice(1)) fallbacks.push(step(phrase, fallbacks, fallbacks.at(-1) ?? 0, word));
  return fallbacks;
}
