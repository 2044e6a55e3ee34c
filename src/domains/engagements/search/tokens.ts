/**
 * The tokenizer of search. Indexing and queries use it alike.
 * A word is a run of letters and digits of any script, without accents and case. In scripts without spaces between words (Chinese, Japanese,
 * Thai and others), each character is a word, and a searched word is a phrase.
 */
import { normalizeText } from './normalize-text.ts';

export interface TextToken {
  readonly word: string;
  /** Range in the original text. */
  readonly from: number;
  readonly to: number;
}

/** Longer words are data. They are cut. */
export const maxWordLength = 64;

// Script extensions (scx) include characters of several scripts, such as the ー of both Japanese scripts.
const unspaced =
  '\\p{scx=Han}\\p{scx=Hiragana}\\p{scx=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}';
const letter = '[\\p{L}\\p{N}]';
/** Combining accents, soft hyphens and joiners belong to the letter before them. */
const after = '[\\p{M}\\u00ad\\u200c-\\u200f\\u2060\\ufeff]*';
const words = new RegExp(`(?=${letter})[${unspaced}]${after}|(?:(?![${unspaced}])${letter}${after})+`, 'gu');
const asciiWords = /[a-z0-9]+/gi;
const isAscii = /^[\0-\x7f]*$/;
/** Accents and Hebrew points, without the vowel signs of Indian scripts and the Japanese voicing marks. */
const accents = /(?=\p{Mn})(?![\u3099\u309a])[\p{Script=Inherited}\u0591-\u05c7]/gu;
const neither = /[^\p{L}\p{N}\p{M}]/gu;

/** Iterates over the words of a text lazily. */
export function* tokensOf(written: string): Generator<TextToken> {
  const ascii = isAscii.test(written);
  const { text, originalRange } = ascii
    ? { text: written, originalRange: undefined }
    : normalizeText(written);
  for (const { 0: found, index } of text.matchAll(ascii ? asciiWords : words)) {
    // Folding is expensive, and most words of a text in Latin script are ASCII.
    const word = ascii || isAscii.test(found) ? found.toLowerCase().slice(0, maxWordLength) : folded(found);
    const [from, to] = originalRange?.(index, index + found.length) ?? [index, index + found.length];
    if (word !== '') yield { word, from, to };
  }
}

/** Returns the words without their ranges, which is faster for ASCII. */
export function wordsOf(text: string): Iterable<string> {
  return isAscii.test(text) ? asciiWordsOf(text) : foldedWordsOf(text);
}

function asciiWordsOf(text: string): readonly string[] {
  const found = text.toLowerCase().match(asciiWords) ?? [];
  return found.map((word) => (word.length > maxWordLength ? word.slice(0, maxWordLength) : word));
}

function* foldedWordsOf(text: string): Generator<string> {
  for (const { word } of tokensOf(text)) yield word;
}

/** Cache of folded single letters, the words of scripts without spaces. */
const foldedLetters = new Map<string, string>();
const maxFoldedLetters = 10_000;

function folded(written: string): string {
  if (written.length > 1) return fold(written);
  const known = foldedLetters.get(written);
  if (known !== undefined) return known;
  const word = fold(written);
  if (foldedLetters.size < maxFoldedLetters) foldedLetters.set(written, word);
  return word;
}

/** Removes accents and case. Upper case comes first: it maps ß to SS and both forms of sigma to one. */
const fold = (written: string): string =>
  written
    .normalize('NFKD')
    .replaceAll(accents, '')
    .toUpperCase()
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll(accents, '')
    .replaceAll('ς', 'σ')
    .replaceAll(neither, '')
    .slice(0, maxWordLength);
