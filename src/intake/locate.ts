import { createScanner } from 'jsonc-parser';
import { kinds } from './json-tokens.ts';
import type { Path } from './importer.ts';

/**
 * Where the value at a path starts in a record's text; where its nearest parent does, if the record has no such path.
 * It walks over tokens, since a tree of a large record takes more memory than an import may have.
 */
export function locate(text: string, path: Path): number {
  const scanner = createScanner(text, true);
  const next = (): number => scanner.scan();
  let found = 0;

  /** From a value's first token to the one after the value. */
  const skipValue = (first: number): number => {
    let depth = 0;
    for (let kind = first; kind !== kinds.end; kind = next()) {
      if (kind === kinds.openBrace || kind === kinds.openBracket) depth += 1;
      if (kind === kinds.closeBrace || kind === kinds.closeBracket) depth -= 1;
      if (depth === 0) break;
    }
    return next();
  };

  const member = (key: string): number => {
    let at = -1;
    for (let kind = next(); kind === kinds.string; kind = next()) {
      const matches = scanner.getTokenValue() === key;
      next(); // the colon
      const first = next();
      // Of a key that is given twice, the last counts, as for JSON.parse.
      if (matches) at = scanner.getTokenOffset();
      if (skipValue(first) !== kinds.comma) break;
    }
    return at;
  };

  const element = (index: number): number => {
    let kind = next();
    for (let skipped = 0; skipped < index; skipped += 1) {
      if (kind === kinds.closeBracket || skipValue(kind) !== kinds.comma) return -1;
      kind = next();
    }
    return kind === kinds.closeBracket ? -1 : scanner.getTokenOffset();
  };

  for (const step of path) {
    scanner.setPosition(found);
    const kind = next();
    let at = -1;
    if (kind === kinds.openBrace) at = member(String(step));
    else if (kind === kinds.openBracket && typeof step === 'number') at = element(step);
    if (at < 0) break;
    found = at;
  }
  return found;
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
