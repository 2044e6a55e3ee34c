import type { Fault } from './find-fault.ts';
import { kinds, type Token } from './json-tokens.ts';

const longestShown = 40;

/** A token as a message shows it. */
export function shown(text: string): string {
  return text.length <= longestShown ? text : `${text.slice(0, longestShown)}…`;
}

/** What people and programs write instead of JSON's words. */
const meant: Partial<Record<string, string>> = {
  true: 'true',
  false: 'false',
  null: 'null',
  none: 'null',
  nil: 'null',
  undefined: 'null',
  nan: 'null',
};

const typographicQuote = /[“”„‟«»‘’‚‛]/u;
/** At the end of a key or a value, where a straight quote belongs. */
const typographicClose = /[“”„‟](?=\s*(?:[,:}\]]|$))/u;

/** The fault of a token that JSON does not have, if it is one. */
export function misspelt(
  text: string,
  now: Token,
  before: Token | undefined,
  asKey: boolean,
): Fault | undefined {
  if (now.kind === kinds.lineComment || now.kind === kinds.blockComment) {
    return { offset: now.offset, reason: 'JSON has no comments' };
  }
  const touching = before !== undefined && before.offset + before.text.length === now.offset;
  if (touching && before.kind === kinds.string && (now.kind === kinds.unknown || now.kind === kinds.number)) {
    const quote = now.offset - 1;
    return { offset: quote, reason: 'a quote too many or too few: within a string it is written \\"' };
  }
  if (touching && before.kind === kinds.number && (now.kind === kinds.unknown || now.kind === kinds.number)) {
    return { offset: before.offset, reason: `${shown(word(text, before.offset))} is not a JSON number` };
  }
  if (now.kind === kinds.string) return now.faulty ? inString(text, now) : undefined;
  const isLast = now.offset + now.text.length === text.length;
  if (now.kind === kinds.number && now.faulty) {
    return {
      offset: now.offset,
      reason: `${shown(word(text, now.offset))} is not a JSON number`,
      atEnd: isLast,
    };
  }
  if (now.kind !== kinds.unknown) return undefined;
  return { offset: now.offset, reason: inWord(word(text, now.offset), asKey), atEnd: isLast };
}

function inString(text: string, { offset, text: string }: Token): Fault {
  for (let at = 1; at < string.length; at += 1) {
    const char = string.charAt(at);
    if (char < ' ') {
      return {
        offset: offset + at,
        reason: `the character ${codePoint(char)} in a string must be written ${escaped(char)}`,
      };
    }
    if (char !== '\\') continue;
    at += 1;
    const escape = string.charAt(at);
    if (escape === 'u' ? /^[0-9a-f]{4}/iu.test(string.slice(at + 1, at + 5)) : /^["\\/bfnrt]/u.test(escape))
      continue;
    if (offset + at >= text.length || (escape === 'u' && offset + at + 5 > text.length)) break;
    const reason =
      escape === 'u'
        ? 'four hexadecimal digits must follow \\u'
        : `\\${escape} is not a JSON escape: write \\\\ for a backslash`;
    return { offset: offset + at - 1, reason };
  }
  const end = offset + string.length;
  const quote = typographicClose.exec(string);
  if (quote) {
    return {
      offset: offset + quote.index,
      reason: `${quote[0]} is a typographic quote, and does not close the string: use a straight one (")`,
    };
  }
  const reason = `the string ${shown(string)} is not closed on its line: a quote is missing, or a line break is not written \\n`;
  return { offset: end, reason, atEnd: end === text.length };
}

function inWord(text: string, asKey: boolean): string {
  const first = text.charAt(0);
  if (first === "'") return `${shown(text)} must be in double quotes, not in single ones`;
  if (typographicQuote.test(first)) return `${first} is a typographic quote: use a straight one (")`;
  if (!/^[\p{L}\p{N}\p{P}\p{S}]/u.test(text))
    return `the character ${codePoint(text)} is allowed in strings only`;
  if (asKey) return `the key ${shown(text)} must be in double quotes`;
  if (/^[-+]?\.?\d/u.test(text)) return `${shown(text)} is not a JSON number`;
  if (/^[-+]?infinity$/iu.test(text)) return `${text} is not a JSON value: write null`;
  const instead = meant[text.toLowerCase()];
  if (instead !== undefined) return `${text} is not a JSON value: write ${instead}`;
  return `${shown(text)} is not a JSON value: text must be in double quotes`;
}

/** All up to the next character that ends a value. The scanner has it in several tokens at times. */
function word(text: string, offset: number): string {
  return /^[^ \t\r\n,:{}[\]"]*/u.exec(text.slice(offset, offset + 2 * longestShown))?.[0] ?? '';
}

function codePoint(text: string): string {
  return `U+${(text.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

const shortEscapes: Partial<Record<string, string>> = {
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\f': '\\f',
  '\r': '\\r',
};

function escaped(char: string): string {
  return shortEscapes[char] ?? `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
