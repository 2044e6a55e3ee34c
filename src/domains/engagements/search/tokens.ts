/**
 * Words as search knows them. What is indexed and what is asked for go through this one file, so that they always agree.
 * A word is a run of letters and digits of any script, folded: without accents, without case. Scripts that put no space between words
 * (Chinese, Japanese, Thai and their like) give a word for each character; a word asked for in them is a phrase.
 */
export interface Token {
  readonly word: string;
  /** Where it stands in the text as it is written. */
  readonly from: number;
  readonly to: number;
}

/** Longer ones are data rather than words: their beginning stands for them. */
export const maxWordLength = 64;

const unspaced =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}';
// \p{M} after the first character: an accent that is written as a character of its own is part of its letter.
const words = new RegExp(`[${unspaced}]\\p{M}*|(?:(?![${unspaced}])[\\p{L}\\p{N}]\\p{M}*)+`, 'gu');
const asciiWords = /[a-z0-9]+/gi;
const isAscii = /^[\0-\x7f]*$/;
/** Accents, and marks of that kind; not the vowels of Indian scripts, nor the Japanese marks that make another sound. */
const accents = /(?=\p{Mn})(?![\u3099\u309a])\p{Script=Inherited}/gu;
const neither = /[^\p{L}\p{N}\p{M}]/gu;

/** The words of a text, in order. */
export function* tokensOf(text: string): Generator<Token> {
  const ascii = isAscii.test(text);
  for (const { 0: written, index } of text.matchAll(ascii ? asciiWords : words)) {
    const word = ascii ? written.toLowerCase().slice(0, maxWordLength) : fold(written);
    if (word !== '') yield { word, from: index, to: index + written.length };
  }
}

/** The same words, without their places: most of what is imported is plain ASCII, and goes through here. */
export function wordsOf(text: string): string[] {
  if (!isAscii.test(text)) return Array.from(tokensOf(text), ({ word }) => word);
  const found = text.toLowerCase().match(asciiWords) ?? [];
  return found.map((word) => (word.length > maxWordLength ? word.slice(0, maxWordLength) : word));
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

/** The same text with HTML's tags and entities as blanks of the same length: they are not what was said. */
export const withoutTags = (html: string): string =>
  html.replaceAll(/<[^<>]*>|&#?\w+;/g, (markup) => ' '.repeat(markup.length));
