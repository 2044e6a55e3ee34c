/** Matches 7 to 15 digits with the separators of phone numbers, such as `+1 (212) 788-8877`. */
const numbers = /(?<![\p{L}\p{N}])\+?\(?\d(?:[\s()./-]{0,3}\d){6,14}(?![\p{L}\p{N}*])/gu;
const minDigits = 7;
/** Digits that identify a number with and without the code of its country. */
const keyLength = 9;

/** Returns the key of a number: its last digits. */
export const numberKey = (digits: string): string => digits.slice(-keyLength);

/** Returns the numbers of a text as they are written. */
export const numbersIn = (text: string): readonly string[] =>
  /\d/.test(text) ? [...text.matchAll(numbers)].map(([number]) => number) : [];

/** Returns the keys under which a number can be found. Adjacent numbers can look like one, so each part that is long enough has a key, too. */
export function keysOf(number: string): readonly string[] {
  const parts = number.split(/\D+/).filter(({ length }) => length >= minDigits);
  return [...new Set([number.replaceAll(/\D/g, ''), ...parts].map(numberKey))];
}

/** Returns the term of a number in an area. No word begins with `+`. */
export const numberTerm = (letter: string, key: string): string => `${letter}+${key}`;
