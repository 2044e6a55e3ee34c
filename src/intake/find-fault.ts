import { misspelt, shown } from './misspelt.ts';
import { jsonTokens, kinds, type Token } from './json-tokens.ts';

export interface Fault {
  readonly offset: number;
  readonly reason: string;
  /** All is well but that the text is over too soon. */
  readonly atEnd?: boolean;
}

/** What the grammar has room for. "First" is right after the opening bracket, where the closing one may come as well. */
type Want = 'value' | 'first value' | 'key' | 'first key' | 'colon' | 'comma' | 'nothing';

/**
 * The first place at which a text is not JSON, with a reason that says what to do; undefined if it is JSON.
 * A grammar of our own over jsonc-parser's tokens: its parser recurses, and goes on to faults that follow from the first.
 */
export function findFault(text: string): Fault | undefined {
  const open: ('{' | '[')[] = [];
  let want: Want = 'value';
  let before: Token | undefined;
  let key = '';

  for (const now of jsonTokens(text)) {
    const { kind, offset } = now;
    if (kind === kinds.end) {
      return want === 'nothing'
        ? undefined
        : { offset, reason: `the record is not closed: ${closer(open.at(-1))} is missing`, atEnd: true };
    }
    const fault = misspelt(text, now, before, want === 'key' || want === 'first key');
    if (fault) return fault;

    switch (kind) {
      case kinds.closeBrace:
      case kinds.closeBracket: {
        if (want === 'nothing') return { offset, reason: `a ${now.text} too many` };
        if (open.at(-1) !== (kind === kinds.closeBrace ? '{' : '[')) {
          return { offset, reason: `${closer(open.at(-1))} is missing before ${now.text}` };
        }
        if (want === 'colon') return { offset, reason: `a colon and a value are missing after ${key}` };
        if (want === 'value' || want === 'key') return withoutValue(now, before, key);
        open.pop();
        want = open.length === 0 ? 'nothing' : 'comma';
        break;
      }
      case kinds.comma: {
        if (want === 'colon') return { offset, reason: `a colon and a value are missing after ${key}` };
        if (want === 'nothing') return goesOn(now, before);
        if (want !== 'comma') return withoutValue(now, before, key);
        want = open.at(-1) === '{' ? 'key' : 'value';
        break;
      }
      case kinds.colon: {
        if (want === 'nothing') return goesOn(now, before);
        if (want === 'key' || want === 'first key')
          return { offset, reason: 'a key is missing before the colon' };
        if (want !== 'colon') return { offset, reason: 'a colon too many' };
        want = 'value';
        break;
      }
      default: {
        if (want === 'nothing') return goesOn(now, before);
        if (want === 'colon') return { offset, reason: `a colon is missing after ${key}` };
        if (want === 'comma') return { offset, reason: `a comma is missing before ${shown(now.text)}` };
        if (want === 'key' || want === 'first key') {
          if (kind === kinds.openBrace || kind === kinds.openBracket) {
            return { offset, reason: `a key is missing before ${now.text}` };
          }
          if (kind !== kinds.string)
            return { offset, reason: `the key ${shown(now.text)} must be in double quotes` };
          key = shown(now.text);
          want = 'colon';
        } else if (kind === kinds.openBrace || kind === kinds.openBracket) {
          open.push(kind === kinds.openBrace ? '{' : '[');
          want = kind === kinds.openBrace ? 'first key' : 'first value';
        } else {
          want = open.length === 0 ? 'nothing' : 'comma';
        }
      }
    }
    before = now;
  }
  return undefined;
}

const closer = (bracket: '{' | '[' | undefined): string => (bracket === '[' ? 'a ]' : 'a }');

/** For a `,`, `}` or `]` where a value or a key had to come. */
function withoutValue(now: Token, before: Token | undefined, key: string): Fault {
  if (before?.kind === kinds.colon) return { offset: now.offset, reason: `the value of ${key} is missing` };
  if (now.kind === kinds.comma || before === undefined)
    return { offset: now.offset, reason: 'a comma too many' };
  // The fault is the comma, though it shows only here.
  return { offset: before.offset, reason: `a comma too many before ${now.text}` };
}

/** The bracket that closes the record too early is where to look, though an earlier one may be the one too many. */
const goesOn = (now: Token, before = now): Fault => ({
  offset: before.offset,
  reason: `a ${before.text} too many: the record goes on after it`,
});
