/**
 * Words as search knows them. What is indexed and what is asked for go through this one file, so that they always agree.
 * A word is a run of letters and digits of any script, folded: without accents, without case. Scripts that put no space between words
 * (Chinese, Japanese, Thai and their like) give a word for each character; a word asked for in them is a phrase.
 */
import { canonical } from './canonical.ts';

export interface Token {
  readonly word: string;
  /** Where it stands in the text as it is written. */
  readonly from: number;
  readonly to: number;
}

/** Longer ones are data rather than words: their beginning stands for them. */
export const maxWordLength = 64;

// What is written in several scripts, such as the ー of both Japanese ones, is of none of them: hence the extensions.
const unspaced =
  '\\p{scx=Han}\\p{scx=Hiragana}\\p{scx=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}';
const letter = '[\\p{L}\\p{N}]';
/** An accent that is written as a character of its own is part of its letter; what only says where to hyphenate or join is no gap. */
const after = '[\\p{M}\\u00ad\\u200c-\\u200f\\u2060\\ufeff]*';
const words = new RegExp(`(?=${letter})[${unspaced}]${after}|(?:(?![${unspaced}])${letter}${after})+`, 'gu');
const asciiWords = /[a-z0-9]+/gi;
const isAscii = /^[\0-\x7f]*$/;
/** Accents, marks of that kind, and Hebrew's points; not the vowels of Indian scripts, nor the Japanese marks that make another sound. */
const accents = /(?=\p{Mn})(?![\u3099\u309a])[\p{Script=Inherited}\u0591-\u05c7]/gu;
const neither = /[^\p{L}\p{N}\p{M}]/gu;

/** The words of a text, in order, found as they are asked for. */
export function* tokensOf(written: string): Generator<Token> {
  const ascii = isAscii.test(written);
  const { text, placeOf } = ascii ? { text: written, placeOf: undefined } : canonical(written);
  for (const { 0: found, index } of text.matchAll(ascii ? asciiWords : words)) {
    // Most words of any text in Latin script are plain, and folding is dear.
    const word = ascii || isAscii.test(found) ? found.toLowerCase().slice(0, maxWordLength) : folded(found);
    const [from, to] = placeOf?.(index, index + found.length) ?? [index, index + found.length];
    if (word !== '') yield { word, from, to };
  }
}

/** The same words, without their places: most of what is imported is plain ASCII, and goes through here. */
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

/** A script without spaces has a word for each of its letters: they are few, and come again and again. */
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

/** Upper case first: it writes ß as SS, and the two forms of the Greek sigma as one. */
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
