/** ES2026 functions that TypeScript's library does not declare yet. */
const json = JSON as unknown as {
  parse(text: string, reviver: typeof reviveExactNumber): unknown;
  rawJSON(text: string): object;
};

/**
 * A number of a JSON text that JavaScript would write differently, such as 9007199254740993, 12.50, 1.0, -0 or 1e400. `String` and
 * `JSON.stringify` return the original text. `Number` and arithmetic use the nearest double.
 */
export class ExactNumber extends Number {
  readonly #source: string;

  constructor(source: string) {
    super(source);
    this.#source = source;
  }

  override toString(): string {
    return this.#source;
  }

  toJSON(): object {
    return json.rawJSON(this.#source);
  }
}

/** A reviver for `JSON.parse` that keeps the text of numbers. */
export const reviveExactNumber = (
  _key: string,
  value: unknown,
  context?: { readonly source?: string },
): unknown => {
  if (typeof value !== 'number') return value;
  const { source = String(value) } = context ?? {};
  return source === String(value) ? value : new ExactNumber(source);
};

const quote = 0x22;
const backslash = 0x5c;
const minus = 0x2d;

const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;
/** Matches what follows the first character of a number: digits, `.`, `e`, `E`, `+` and `-`. */
const isNumberPart = (code: number): boolean =>
  isDigit(code) || code === 0x2e || code === 0x65 || code === 0x45 || code === 0x2b || code === minus;

/** Integers of fewer digits are exact. */
const exactDigits = 16;

/** Tells whether a JSON text has a number that JavaScript would write differently. A reviver for all texts would slow parsing by a factor of four. */
function needsExactNumber(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === quote) {
      at = endOfString(text, at);
      if (at < 0) return false;
    } else if (code === minus || isDigit(code)) {
      const start = at;
      let isPlain = code !== minus;
      for (; isNumberPart(text.charCodeAt(at + 1)); at++) isPlain &&= isDigit(text.charCodeAt(at + 1));
      if (isPlain && at - start + 1 < exactDigits) continue;
      const number = text.slice(start, at + 1);
      if (String(Number(number)) !== number) return true;
    }
  }
  return false;
}

/** Returns the position of the closing quotation mark, or -1. */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let before = end;
    while (text.charCodeAt(before - 1) === backslash) before--;
    if ((end - before) % 2 === 0) return end;
  }
  return -1;
}

/** Parses JSON. A number that a double does not preserve becomes an `ExactNumber`. @throws SyntaxError as `JSON.parse` does */
export function parseJson(text: string): unknown {
  if (!needsExactNumber(text)) return JSON.parse(text) as unknown;
  try {
    return json.parse(text, reviveExactNumber);
  } catch (error) {
    // The reviver is called recursively. Values as deep as the stack are refused wherever they arrive.
    if (error instanceof RangeError) return JSON.parse(text) as unknown;
    throw error;
  }
}

/** Returns the nearest double of an `ExactNumber`, and any other value unchanged. */
export const toPlainNumber = (value: unknown): unknown =>
  value instanceof ExactNumber ? value.valueOf() : value;

/** Tells whether a value is a JSON object. An `ExactNumber` is none. */
export const isJsonObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof ExactNumber);

/** Tells whether an `ExactNumber` is in a value. Not recursive: values of clients can be deeper than the stack. */
export function hasExactNumber(value: unknown): boolean {
  const open: unknown[] = [value];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next instanceof ExactNumber) return true;
    if (typeof next === 'object' && next !== null)
      for (const part of Object.values(next)) if (typeof part === 'object' && part !== null) open.push(part);
  }
  return false;
}
