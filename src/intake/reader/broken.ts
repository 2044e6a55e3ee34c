/**
 * Reads texts that are not records: reports the first fault of each, and finds the next record after it. The brackets
 * and quotes of a text that is not JSON cannot be trusted, so the next record is found by how the records of the file open.
 */
import { diagnose, diagnoseEncoding, type Fault } from '../diagnose.ts';
import { positionIn } from '../position.ts';
import { guessOpening, openingAt, openingBytes, sampleBytes } from './openings.ts';
import { isSeparator, NEWLINE, OPEN_BRACE } from './scan.ts';
import {
  discard,
  endsBefore,
  endText,
  firstCheckBytes,
  mayBeResponse,
  rejectOf,
  type Reader,
  type Step,
} from './state.ts';

/** Stands for the part of a response before its tail, when the tail is parsed. */
const beforeTail = '{"":[';
/** The number of brackets at the end of a file that are tried as the end of its array of records. */
const maxClosings = 100;

/** A key where a record should start: the brace before it is missing. */
const keyPattern = /^"(?:[^"\\]|\\.)*"\s*:/u;
/** A value that is not an object, as an element of an array. */
const elementPattern = /^(?:"(?:[^"\\\n]|\\.)*"|\[[^[\]]*\]|[^"[\]{},:]+)(?=\s*[,\]])/u;

/** Reads something that is not an object: an element of an array, a line, or a text up to the next record. */
export function readStray(reader: Reader, isFinal: boolean): Step {
  const { bytes, start, end, limits, position } = reader;
  if (end - start < openingBytes && !isFinal) return 'wait';
  const head = bytes.toString('latin1', start, Math.min(end, start + openingBytes));
  let to = start;
  if (reader.enclosures.length > 0) {
    to += elementPattern.exec(head)?.[0].length ?? 0;
  } else if (!keyPattern.test(head)) {
    const line = bytes.subarray(start, Math.min(end, start + limits.recordBytes));
    const newline = line.indexOf(NEWLINE);
    if (newline < 0 && !isFinal && line.length < limits.recordBytes) return 'wait';
    if (newline >= 0 && !/[{[]/u.test(line.toString('latin1', 0, newline))) to += newline;
  }
  if (to === start) return startBroken(reader, start + 1);
  const text = bytes.toString('utf8', start, withoutSeparator(bytes, start, to));
  endText(reader, to);
  return rejectOf(reader, { ...position, reason: reasonOfStray(text) }, text.length > 1 ? text : undefined);
}

function reasonOfStray(text: string): string {
  if (/^[\]}]/u.test(text)) return `a ${text.charAt(0)} too many`;
  if (keyPattern.test(text.slice(0, openingBytes))) return 'a { is missing before a key';
  // The start is enough: a long text can be nested a million times, which takes long to parse.
  const start = text.slice(0, sampleBytes);
  const fault = diagnose(start);
  if (fault !== undefined && !(fault.atEnd && start.length < text.length)) return fault.reason;
  return `a record is an object, and this is ${kindOf(start)}`;
}

/** Returns the kind of the value with which a JSON text starts. */
function kindOf(text: string): string {
  if (text.startsWith('[')) return 'an array';
  if (text.startsWith('"')) return 'a string';
  if (text.startsWith('n')) return 'null';
  return /^[tf]/u.test(text) ? 'a boolean' : 'a number';
}

/** Begins the search for the next record. The text at the window's start is not JSON; it is known up to `end`. */
export function startBroken(reader: Reader, end: number): 'go' {
  const { bytes, start, oversized } = reader;
  reader.faultAt = reader.scan.position;
  if (oversized === undefined) {
    const fault = faultBefore(reader, end);
    const offset =
      fault === undefined
        ? end - start
        : Buffer.byteLength(bytes.toString('utf8', start, end).slice(0, fault.offset));
    // If a quote is missing, a string ends at the first quote of the next record, and the fault is after that quote.
    const before = bytes.toString('latin1', start + Math.max(0, offset - openingBytes), start + offset);
    const brace = /\{\s*"$/u.exec(before)?.[0].length ?? 0;
    // A line that opens an object starts a record, also if the text before it was cut off after a colon or a bracket.
    const line = reader.enclosures.length === 0 ? bytes.subarray(start, start + offset).indexOf('\n{') : -1;
    reader.faultAt = line < 0 ? Math.max(1, offset - brace) : line + 1;
  }
  reader.searched = oversized === undefined && mayBeResponse(reader) ? 0 : reader.faultAt;
  reader.phase = 'broken';
  return 'go';
}

export function readBroken(reader: Reader, isFinal: boolean): Step {
  const { bytes, start, end, limits, position } = reader;
  if (reader.openings.size === 0 && !reader.hasGuessed) {
    if (end - start - reader.faultAt < sampleBytes && !isFinal) return 'wait';
    learnOpening(reader);
  }
  const next = findNext(reader, isFinal);
  const size = (next?.at ?? end) - start;
  if (next === undefined && !isFinal && size <= limits.recordBytes + openingBytes) return 'wait';
  if (size > limits.recordBytes && reader.oversized === undefined) {
    const text = bytes.toString('utf8', start, start + limits.recordBytes);
    const { offset, reason } = faultBefore(reader, start + limits.recordBytes) ?? continues(text);
    reader.oversized = { ...positionIn(position, text, offset), reason };
  }
  if (next === undefined && !isFinal) return discard(reader);
  return takeBroken(reader, next?.at ?? closingAt(reader), next);
}

/** Guesses how the records of the file open, since none has been read. */
function learnOpening(reader: Reader): void {
  const { bytes, start, end, oversized, openings } = reader;
  const from = start + reader.faultAt;
  const own = oversized === undefined ? openingAt(bytes, start, from) : undefined;
  const guess = guessOpening(bytes.subarray(from, Math.min(end, from + sampleBytes)), own);
  if (guess !== undefined) openings.add(guess);
  reader.hasGuessed = true;
}

interface NextRecord {
  readonly at: number;
  /** Whether the records of a response start there. */
  readonly isContainer: boolean;
}

/** Finds the first record or container after the fault of a broken text. An opening is only looked at if all of it has arrived. */
function findNext(reader: Reader, isFinal: boolean): NextRecord | undefined {
  const { bytes, start, end, searched, openings } = reader;
  const reachable = isFinal ? end : end - openingBytes;
  const text = bytes.toString('latin1', start + searched, end);
  for (const match of text.matchAll(reader.nextPattern)) {
    const at = start + searched + match.index;
    if (at >= reachable) break;
    const isContainer = match[0] !== '{';
    if (isContainer && mayBeResponse(reader)) return { at: at + match[0].length, isContainer };
    if (isContainer || at < start + reader.faultAt) continue;
    const isLine = reader.enclosures.length === 0 && bytes[at - 1] === NEWLINE;
    const opening = openings.size === 0 ? undefined : openingAt(bytes, at, end);
    if (isLine || (opening !== undefined && openings.has(opening))) return { at, isContainer };
  }
  reader.searched = Math.max(searched, reachable - start);
  return undefined;
}

/** Returns where the array around the last text of the file closes, or the end of the file if it does not. */
function closingAt({ bytes, start, end, faultAt, enclosures, isTail }: Reader): number {
  const enclosure = enclosures.at(-1);
  if (enclosure === undefined || isTail) return end;
  const from = Math.max(start + Math.max(1, faultAt), end - sampleBytes);
  const rest = bytes.toString('latin1', from, end);
  const before = enclosure === 'container' ? beforeTail : '[';
  const brackets = [...rest.matchAll(/\]/gu)].slice(-maxClosings);
  const closing = brackets.find(({ index }) => diagnose(rest.slice(index), before) === undefined);
  return closing === undefined ? end : from + closing.index;
}

/** Rejects the broken text that ends at `end`. */
function takeBroken(reader: Reader, end: number, next: NextRecord | undefined): Step {
  const { bytes, start, position, oversized, cause, isTail } = reader;
  const textEnd = withoutSeparator(bytes, start, end);
  const text = bytes.toString('utf8', start, textEnd);
  const fault = oversized === undefined ? (faultBefore(reader, textEnd) ?? continues(text)) : undefined;
  const isLast = next === undefined && end === reader.end;
  const isCutOff = isLast && fault?.atEnd === true;
  reader.endIsReported = isLast && (isCutOff || cause === undefined);
  endText(reader, end);
  reader.checkBytes = firstCheckBytes.afterBroken;
  if (next?.isContainer === true) reader.enclosures.push('container');
  if (fault === undefined) return rejectOf(reader, oversized ?? { ...position, reason: '' });
  if (isTail && text === ']' && next !== undefined)
    return rejectOf(reader, { ...position, reason: 'a ] too many: more records follow' });

  let { reason } = fault;
  if (isCutOff && isTail) reason = endsBefore(reader, '}');
  else if (isCutOff)
    reason = `${cause ?? 'the file ends'} inside the record that starts at line ${position.line}, column ${position.column}`;
  else if (next?.isContainer === true && fault.atEnd)
    reason = 'a bracket is missing before this array of records';
  const where = positionIn(position, text, fault.offset);
  return rejectOf(reader, { ...where, reason }, next?.isContainer === true ? undefined : text);
}

/** Returns the first fault of the text from the window's start to `end`. */
export function faultBefore(reader: Reader, end: number): Fault | undefined {
  const { bytes, start, isTail } = reader;
  const { tooDeepAt } = reader.scan;
  if (tooDeepAt >= 0 && start + tooDeepAt < end) {
    // Text that is nested too deep is not parsed, because that takes long.
    const fault = faultBefore(reader, start + tooDeepAt);
    return fault?.atEnd === false ? fault : tooDeepFault(reader);
  }
  const part = bytes.subarray(start, end);
  const text = part.toString();
  if (!isTail && bytes[start] !== OPEN_BRACE) return { offset: 0, reason: reasonOfStray(text), atEnd: false };
  const syntax = diagnose(text, isTail ? beforeTail : '');
  const encoding = diagnoseEncoding(part, text);
  return encoding === undefined || (syntax !== undefined && syntax.offset <= encoding.offset)
    ? syntax
    : encoding;
}

/** Returns the fault of the first bracket above the maximum depth. */
export const tooDeepFault = ({ bytes, start, scan, limits }: Reader): Fault => ({
  offset: bytes.toString('utf8', start, start + scan.tooDeepAt).length,
  reason: `more than ${limits.depth} brackets are open at once`,
  atEnd: false,
});

/** Returns the fault of a text that is JSON, and is followed by more of the record. */
const continues = (text: string): Fault => ({
  offset: text.length,
  reason: 'invalid JSON: the record continues after its last bracket',
  atEnd: false,
});

function withoutSeparator(bytes: Buffer, start: number, at: number): number {
  let end = at;
  while (end > start && isSeparator(bytes[end - 1])) end -= 1;
  return end;
}
