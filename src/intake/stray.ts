import { CLOSE_BRACKET, COLON, COMMA, NEWLINE, OPEN_BRACE, OPEN_BRACKET, QUOTE, stringEnd } from './bytes.ts';
import { brokenEnd } from './broken-end.ts';
import { shown } from './misspelt.ts';
import type { Scene } from './what-follows.ts';

/**
 * Where something ends that stands where a record should: a number, an array, a bracket too many, or what is no JSON at
 * all. Past a key and its colon it is a record whose opening brace is missing. Returns -1 if it does not end before `end`.
 */
export function strayEnd(bytes: Buffer, start: number, end: number, scene: Scene): number {
  if (bytes[start] === OPEN_BRACKET) return brokenEnd(bytes, start, end, scene);
  const untilLineEnds = scene.within === undefined && scene.layout === 'line';
  let at = start;
  while (at < end) {
    const byte = bytes[at];
    if (byte === NEWLINE && scene.within === undefined) return at;
    if (untilLineEnds) {
      at += 1;
      continue;
    }
    if (byte === COLON && at > start) return brokenEnd(bytes, start, end, scene, true);
    if (at > start && (byte === OPEN_BRACE || byte === OPEN_BRACKET)) return at;
    if (scene.within !== undefined && (byte === COMMA || byte === CLOSE_BRACKET)) return at;
    at = byte === QUOTE ? stringEnd(bytes, at, end) : at + 1;
  }
  return -1;
}

export function strayReason(text: string): string {
  const kind = kindOf(text);
  if (kind !== undefined) return `a record is an object, and this is ${kind}`;
  const [first = ''] = text;
  if (first === '}' || first === ']') return `a ${first} too many`;
  if (/^"(?:[^"\\]|\\.)*"\s*:/u.test(text.slice(0, 1000))) return `a { is missing before ${shown(text)}`;
  return `this is not JSON: ${shown(text.split('\n', 1)[0] ?? '')}`;
}

function kindOf(text: string): string | undefined {
  if (text.startsWith('[')) return 'an array';
  try {
    const value: unknown = JSON.parse(text);
    return value === null ? 'null' : `a ${typeof value}`;
  } catch {
    return undefined;
  }
}
