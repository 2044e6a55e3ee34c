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

/** Matches a letter with its marks. The marks of half-width katakana are separate characters. */
const letters = /[[\p{L}\p{N}\p{Script=Han}]--[\0-\x7f]][\p{M}\uff9e\uff9f]*/gv;

interface Change {
  /** Range in the normalized text. */
  readonly from: number;
  readonly to: number;
  readonly writtenFrom: number;
  readonly writtenTo: number;
}

export interface NormalizedText {
  readonly text: string;
  /** Maps a range to the original text. Calls must be in the order of the text. Undefined if the ranges are equal. */
  readonly originalRange: ((from: number, to: number) => readonly [from: number, to: number]) | undefined;
}

/** Normalizes letters (NFKC). Other characters stay: a ™ must not become part of the word before it. */
export function normalizeText(written: string): NormalizedText {
  if (written.normalize('NFKC') === written) return { text: written, originalRange: undefined };
  const changes: Change[] = [];
  let text = '';
  let done = 0;
  for (const { 0: found, index } of written.matchAll(letters)) {
    const plain = found.normalize('NFKC');
    if (plain === found) continue;
    text += written.slice(done, index);
    done = index + found.length;
    changes.push({
      from: text.length,
      to: text.length + plain.length,
      writtenFrom: index,
      writtenTo: done,
    });
    text += plain;
  }
  text += written.slice(done);
  return { text, originalRange: originalRanges(changes) };
}

/** A position inside a changed part maps to the edge of that part. */
function originalRanges(changes: readonly Change[]): NonNullable<NormalizedText['originalRange']> {
  const createMapper = (edge: 'writtenFrom' | 'writtenTo') => {
    let next = 0;
    let shift = 0;
    return (position: number): number => {
      for (let change = changes[next]; change !== undefined; change = changes[++next]) {
        if (position < change.to || (edge === 'writtenTo' && position === change.to))
          return position < change.from || (edge === 'writtenTo' && position === change.from)
            ? position + shift
            : change[edge];
        shift = change.writtenTo - change.to;
      }
      return position + shift;
    };
  };
  const [start, end] = [createMapper('writtenFrom'), createMapper('writtenTo')];
  return (from, to) => [start(from), end(to)];
}
