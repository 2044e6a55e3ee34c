import type { Path } from './importer.ts';

/** A position in a file, 1-based. A line ends at its `\n`, and columns count UTF-16 code units, as editors do. */
export interface TextPosition {
  readonly line: number;
  readonly column: number;
}

/** Returns the position in the file of the character at `offset` in a text that starts at `base`. */
export function positionIn(base: TextPosition, text: string, offset = text.length): TextPosition {
  let line = base.line;
  let lineStart = -1;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) {
    line += 1;
    lineStart = at + 1;
  }
  return { line, column: lineStart < 0 ? base.column + offset : offset - lineStart + 1 };
}

/**
 * Returns the offset of the value at a path in a record's text, or of its nearest parent if the record has no such path.
 * It walks over the text, because a tree of a large record takes more memory than an import may have. The text is JSON.
 */
export function locate(text: string, path: Path): number {
  let found = skipSpace(text, 0);
  for (const step of path) {
    let at = -1;
    if (text[found] === '{') at = memberAt(text, found, String(step));
    else if (text[found] === '[' && typeof step === 'number') at = elementAt(text, found, step);
    if (at < 0) break;
    found = at;
  }
  return found;
}

/** Returns the offset of the value of a key. Of a key that is given twice, the last counts, as for `JSON.parse`. */
function memberAt(text: string, brace: number, key: string): number {
  let found = -1;
  let at = skipSpace(text, brace + 1);
  while (text[at] === '"') {
    const end = skipString(text, at);
    const value = skipSpace(text, skipSpace(text, end) + 1);
    if (JSON.parse(text.slice(at, end)) === key) found = value;
    at = nextItem(text, value);
  }
  return found;
}

function elementAt(text: string, bracket: number, index: number): number {
  let at = skipSpace(text, bracket + 1);
  for (let skipped = 0; skipped < index && at >= 0 && text[at] !== ']'; skipped += 1) at = nextItem(text, at);
  return at < 0 || text[at] === ']' ? -1 : at;
}

/** Returns the offset of what follows a value and its comma, or -1 if the value is the last one. */
function nextItem(text: string, value: number): number {
  const end = skipSpace(text, skipValue(text, value));
  return text[end] === ',' ? skipSpace(text, end + 1) : -1;
}

function skipValue(text: string, from: number): number {
  let depth = 0;
  let at = from;
  do {
    const char = text[at];
    if (char === '"') at = skipString(text, at);
    else {
      if (char === '{' || char === '[') depth += 1;
      else if (char === '}' || char === ']') depth -= 1;
      at += 1;
    }
    // The characters of a number or a word are skipped one by one, up to what ends it.
  } while (at < text.length && (depth > 0 || !/[\s,:}\]]/u.test(text.charAt(at))));
  return at;
}

function skipString(text: string, quote: number): number {
  let at = quote + 1;
  while (text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at + 1;
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (/\s/u.test(text.charAt(at))) at += 1;
  return at;
}

/** `transcript[3].createdAt` */
export function formatPath(path: Path): string {
  let text = '';
  for (const step of path) {
    if (typeof step === 'number') text += `[${step}]`;
    else if (!/^[\p{L}_$][\p{L}\p{N}_$-]*$/u.test(step)) text += `[${JSON.stringify(step)}]`;
    else text += text === '' ? step : `.${step}`;
  }
  return text;
}
