import { isUtf8 } from 'node:buffer';

/** The first fault of a text that is not JSON. */
export interface Fault {
  /** In UTF-16 code units from the start of the text. */
  readonly offset: number;
  readonly reason: string;
  /** The text is JSON so far and ends too early. */
  readonly atEnd: boolean;
}

/**
 * Returns the first fault of a text, with the position and the reason of `JSON.parse`, or undefined if the text is JSON.
 * `before` is parsed before the text, and has no fault itself.
 */
export function diagnose(text: string, before = ''): Fault | undefined {
  const json = before + text;
  const message = parseError(json);
  if (message === undefined) return undefined;
  const atEnd = isAtEnd(message, json.length);
  const offset = atEnd ? json.length : (positionIn(message) ?? firstFaultyOffset(json));
  const reason = `invalid JSON: ${withoutExcerpt(message, json, offset)}`;
  return { offset: Math.max(0, offset - before.length), reason, atEnd };
}

function parseError(text: string): string | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function positionIn(message: string): number | undefined {
  const position = / at position (\d+)/u.exec(message)?.[1];
  return position === undefined ? undefined : Number(position);
}

const isAtEnd = (message: string, length: number): boolean =>
  message === 'Unexpected end of JSON input' || (positionIn(message) ?? -1) >= length;

/**
 * Finds the offset of an unexpected token, for which V8 gives no position: the longest prefix that is JSON so far ends
 * there. `JSON.parse` stops at the first fault, so each of the logarithmically many attempts is cheap.
 */
function firstFaultyOffset(text: string): number {
  let [valid, faulty] = [0, text.length];
  while (faulty - valid > 1) {
    const middle = Math.floor((valid + faulty) / 2);
    const message = parseError(text.slice(0, middle));
    if (message === undefined || isAtEnd(message, middle)) valid = middle;
    else faulty = middle;
  }
  return valid;
}

/** Removes the position and the excerpt: the position counts from the record, and the excerpt can hold personal data. */
function withoutExcerpt(message: string, text: string, offset: number): string {
  if (!message.startsWith('Unexpected token')) return message.replace(/(?: in JSON)? at position .*$/su, '');
  const token = String.fromCodePoint(text.codePointAt(offset) ?? 0);
  const isVisible = /^[\p{L}\p{N}\p{P}\p{S}]$/u.test(token);
  return `Unexpected token ${isVisible ? `'${token}'` : codePoint(token)}`;
}

const codePoint = (text: string): string =>
  `U+${(text.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

/** Returns where bytes that were decoded to `text` stop being UTF-8, or undefined if all of them are. */
export function diagnoseEncoding(bytes: Buffer, text: string): Fault | undefined {
  if (isUtf8(bytes)) return undefined;
  // The decoder writes U+FFFD for each fault. The first one that the bytes do not contain themselves is the position.
  let counted = 0;
  let byteOffset = 0;
  for (let at = text.indexOf('\ufffd'); at >= 0; at = text.indexOf('\ufffd', at + 1)) {
    byteOffset += Buffer.byteLength(text.slice(counted, at));
    counted = at;
    const byte = bytes[byteOffset] ?? 0;
    if (byte === 0xef && bytes[byteOffset + 1] === 0xbf && bytes[byteOffset + 2] === 0xbd) continue;
    if (isTruncated(bytes, byteOffset))
      return { offset: at, reason: 'the last character is cut off', atEnd: true };
    const hex = byte.toString(16).toUpperCase().padStart(2, '0');
    const reason = `the byte ${hex} is not UTF-8: is the file in another encoding, such as Latin-1?`;
    return { offset: at, reason, atEnd: false };
  }
  return undefined;
}

/** Returns whether the bytes end inside the UTF-8 character at the offset. */
function isTruncated(bytes: Buffer, offset: number): boolean {
  const lead = bytes[offset] ?? 0;
  const length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc2 ? 2 : 1;
  const rest = bytes.subarray(offset + 1);
  return rest.length < length - 1 && rest.every((byte) => (byte & 0xc0) === 0x80);
}
