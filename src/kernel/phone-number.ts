import { isSupportedCountry, parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js';

const maxLength = 64;

/** A country code of ISO 3166 that libphonenumber supports, such as `US`. */
export type Country = CountryCode;
export const isCountry = (text: string): text is Country => isSupportedCountry(text);

/**
 * Converts a phone number to E.164 (`+18001234567`).
 * @param country the country of numbers without a country code
 * @returns undefined if the number cannot exist; whether it is in use is not checked
 */
export function normalizePhoneNumber(text: string, country?: Country): string | undefined {
  if (text.length > maxLength) return undefined;
  const number = parsePhoneNumberFromString(text, {
    ...(country === undefined ? {} : { defaultCountry: country }),
    extract: false,
  });
  return number?.isPossible() === true ? number.number : undefined;
}

/** A number that a phone dials, followed by a pause (a comma) and the digits of an identifier. */
export interface DialString {
  readonly number: string;
  readonly identifier: string;
}

const dialStringPattern = /^([^,;]+)[,;]+\s*(\d{1,32})#?\s*$/;

/** Parses a dial string. @returns undefined if the text is not a number with an identifier */
export function parseDialString(text: string): DialString | undefined {
  const [, number, identifier] = text.length > 2 * maxLength ? [] : (dialStringPattern.exec(text) ?? []);
  return number === undefined || identifier === undefined ? undefined : { number: number.trim(), identifier };
}
