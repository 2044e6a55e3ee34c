import { isSupportedCountry, parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js';

const longest = 64;

/** What libphonenumber knows as a country, as ISO 3166 has it: `US`. */
export type Country = CountryCode;
export const isCountry = (text: string): text is Country => isSupportedCountry(text);

/**
 * A number as E.164 (`+18001234567`), however it is written. Only what could be dialled is one; whether anybody has it is not asked.
 * @param country whose national numbers are meant where none is said
 */
export function normalizePhoneNumber(text: string, country?: Country): string | undefined {
  if (text.length > longest) return undefined;
  const number = parsePhoneNumberFromString(text, {
    ...(country === undefined ? {} : { defaultCountry: country }),
    extract: false,
  });
  return number?.isPossible() === true ? number.number : undefined;
}

/** What a phone dials: a number, and after a pause, which a comma stands for, the digits of an identifier. */
export interface DialString {
  readonly number: string;
  readonly identifier: string;
}

const dialled = /^([^,;]+)[,;]+\s*(\d{1,32})#?\s*$/;

/** @returns undefined for a number without an identifier, and for what is neither */
export function parseDialString(text: string): DialString | undefined {
  const [, number, identifier] = text.length > 2 * longest ? [] : (dialled.exec(text) ?? []);
  return number === undefined || identifier === undefined ? undefined : { number: number.trim(), identifier };
}
