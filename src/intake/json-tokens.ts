import { createScanner } from 'jsonc-parser';

/** jsonc-parser's SyntaxKind, which is a const enum that code compiled file by file cannot use. */
export const kinds = {
  openBrace: 1,
  closeBrace: 2,
  openBracket: 3,
  closeBracket: 4,
  comma: 5,
  colon: 6,
  null: 7,
  true: 8,
  false: 9,
  string: 10,
  number: 11,
  lineComment: 12,
  blockComment: 13,
  lineBreak: 14,
  space: 15,
  /** A run of characters that is no token of JSON. */
  unknown: 16,
  end: 17,
} as const;

export interface Token {
  readonly kind: number;
  readonly text: string;
  readonly offset: number;
  /** The scanner found it not to be well-formed. */
  readonly faulty: boolean;
}

/** The tokens of a text and, last, its end; what JSON calls white space is left out. */
export function* jsonTokens(text: string): Generator<Token, undefined> {
  const scanner = createScanner(text, false);
  for (;;) {
    const kind: number = scanner.scan();
    if (kind === kinds.space || kind === kinds.lineBreak) continue;
    const offset = scanner.getTokenOffset();
    const error: number = scanner.getTokenError();
    const end = offset + scanner.getTokenLength();
    yield { kind, offset, text: text.slice(offset, end), faulty: error !== 0 };
    if (kind === kinds.end) return;
  }
}
