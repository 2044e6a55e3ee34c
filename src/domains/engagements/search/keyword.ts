import { invalid } from '../../../kernel/errors.ts';
import { numberKey, numbersIn } from './numbers.ts';
import { maxPhraseLength } from './searchable.ts';
import { wordsOf } from './tokens.ts';

/** A part of a keyword. A match requires all parts. */
export type KeywordPart =
  | { readonly kind: 'words'; /** Several words form a phrase. */ readonly words: readonly string[] }
  | { readonly kind: 'beginning'; readonly of: string }
  | NumberPart;

/** A number in any notation. */
interface NumberPart {
  readonly kind: 'number';
  readonly key: string;
  /** The number as it is written in the keyword. */
  readonly written: readonly KeywordPart[];
}

const maxLength = 500;
const maxParts = 20;
const minBeginning = 2;

/** Splits a keyword into words, phrases and beginnings. @throws BAD_USER_INPUT with the field */
export function readKeyword(field: string, keyword: string): readonly KeywordPart[] {
  if (keyword.length > maxLength)
    throw invalid(field, `has ${keyword.length} characters, and may have at most ${maxLength}`);
  const written = keyword.replaceAll(/[“”„«»]/g, '"').split('"');
  if (written.length % 2 === 0) throw invalid(field, 'opens a quotation mark that it does not close');
  const parts = written.flatMap((piece, index) =>
    index % 2 === 1 ? quotedParts(field, piece) : bareParts(field, piece),
  );
  if (parts.length === 0) throw invalid(field, 'has no word in it');
  if (parts.length > maxParts)
    throw invalid(field, `has ${parts.length} words and phrases, and may have at most ${maxParts}`);
  return parts;
}

/** A phrase that is a number is found in any notation. */
function quotedParts(field: string, phrase: string): readonly KeywordPart[] {
  const parts = partOf(field, withoutStar(field, phrase));
  const [number] = numbersIn(phrase);
  return number !== undefined && number === phrase.trim() ? [numberPart(number, parts)] : parts;
}

function bareParts(field: string, piece: string): readonly KeywordPart[] {
  const numbers = numbersIn(piece);
  const rest = numbers.reduce((text, number) => text.replace(number, ' '), piece);
  return [
    ...numbers.map((number) => numberPart(number, wordParts(field, number))),
    ...wordParts(field, rest),
  ];
}

const numberPart = (number: string, written: readonly KeywordPart[]): NumberPart => ({
  kind: 'number',
  key: numberKey(number.replaceAll(/\D/g, '')),
  written,
});

const wordParts = (field: string, text: string): readonly KeywordPart[] =>
  text.split(/\s+/u).flatMap((bare) => {
    const checked = withoutMinus(field, bare);
    return checked.includes('*') ? [beginningOf(field, checked)] : partOf(field, checked);
  });

function partOf(field: string, text: string): readonly KeywordPart[] {
  const words = [...wordsOf(text)];
  if (words.join(' ').length > maxPhraseLength)
    throw invalid(
      field,
      `has a phrase that, with each sign spelled out, is longer than ${maxPhraseLength} characters`,
    );
  return words.length === 0 ? [] : [{ kind: 'words', words }];
}

function withoutStar(field: string, phrase: string): string {
  if (/[\p{L}\p{N}\p{M}]\*/u.test(phrase))
    throw invalid(
      field,
      `has ${JSON.stringify(phrase)}: words in quotation marks are whole, and take no \`*\``,
    );
  return phrase;
}

function withoutMinus(field: string, bare: string): string {
  if (/^[-−!]\p{L}/u.test(bare))
    throw invalid(
      field,
      `has ${JSON.stringify(bare)}: a keyword cannot exclude words; put them into \`not\`: { keyword: …, keywordAreas: … }`,
    );
  return bare;
}

function beginningOf(field: string, bare: string): KeywordPart {
  const words = [...wordsOf(bare)];
  const [of] = words;
  if (!/^[^*]+\*$/.test(bare) || of === undefined || words.length > 1)
    throw invalid(
      field,
      `has ${JSON.stringify(bare)}: \`*\` stands at the end of a word, for any that begin so`,
    );
  if (of.length < minBeginning)
    throw invalid(
      field,
      `has ${JSON.stringify(bare)}: at least ${minBeginning} letters must stand before \`*\``,
    );
  return { kind: 'beginning', of };
}
