/**
 * Reads the records of a file from its bytes as they arrive, and reports what cannot be read.
 *
 * A file of any form is a series of objects: at its top (one record, NDJSON, concatenated records), in an array, or in
 * an array of a response (its `container`). The reader has one phase at a time:
 *
 *   head     checks the kind of the file
 *   between  looks for the next record. White space and commas separate records; a comma too many or too few is ignored
 *   closing  checks that a container really ends at its `]`, because the records after it would be skipped otherwise
 *   record   looks for the end of a record, or for the container of a response
 *   follows  checks by what follows that a record really ends
 *   broken   looks for the end of a text that is not JSON
 *   stray    looks for the end of something that is not an object
 *   skip     skips a text that is larger than a record may be
 *   rest     skips the rest of a response, which can have another container
 *
 * The window holds the bytes from the start of the current text and hardly more than a record may have. So memory is
 * bounded by the limit, not by the file. The result does not depend on the chunks of the input.
 */
import { unreachable } from '../../kernel/errors.ts';
import { diagnose, diagnoseBytes, diagnoseEncoding, type Fault } from '../diagnose.ts';
import { byteOrderMark, signatureBytes, unreadable } from '../file-signature.ts';
import type { Reject, SourceRecord } from '../importer.ts';
import { endsAt, Resynchronizer, type Enclosure, type ResyncOptions } from '../resync.ts';
import {
  CLOSE_BRACKET,
  COLON,
  COMMA,
  isSpace,
  NEWLINE,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
  RECORD_SEPARATOR,
  skipSpace,
  skipSpaceBack,
  stringEnd,
} from './bytes.ts';
import { PositionCounter, positionIn, type TextPosition } from './position.ts';
import { ResponseKeys } from './response.ts';
import { ValueScanner } from './scanner.ts';
import { ByteWindow } from './window.ts';

export interface ReadLimits {
  /** A MongoDB document has at most 16 MiB and contains the model beside the compressed text of the record. */
  readonly recordBytes: number;
  /** The number of brackets that can be open at once in a record. */
  readonly depth: number;
}

export const defaultReadLimits: ReadLimits = { recordBytes: 7.5 * 1024 * 1024, depth: 200 };

/** A record, or a reject with the text that could not be read, unless it is a fault of the whole file or too large. */
export type ReadItem =
  { readonly record: SourceRecord } | { readonly reject: Reject; readonly text?: string };

/** A chunk can be a whole file. It is appended in pieces, so that the window does not hold it a second time. */
const pieceBytes = 64 * 1024;
/** A record that has not ended after so many bytes is checked for a fault: after a broken record sooner, since more can follow. */
const firstCheckBytes = { afterRecord: 64 * 1024, afterBroken: 4 * 1024 };

type Phase =
  'head' | 'between' | 'closing' | 'record' | 'follows' | 'broken' | 'stray' | 'skip' | 'rest' | 'done';

/** A fault that is reported when the end of its text is found. */
interface PendingFault {
  readonly reason: string;
  readonly position: TextPosition;
  /** The text can be a response whose other keys are too large, which is no fault. */
  readonly isTooLarge?: boolean;
}

export class RecordReader {
  readonly #limits: ReadLimits;
  readonly #response: ResponseKeys;
  readonly #window: ByteWindow;
  readonly #scanner = new ValueScanner();
  readonly #resync = new Resynchronizer();
  readonly #counter = new PositionCounter();
  #phase: Phase = 'head';
  /** The arrays that are open around the records. */
  #enclosures: ('array' | 'container')[] = [];
  /** The file is NDJSON, as far as is known: a record had a line to itself, and none since then had several lines. */
  #hasRecordPerLine = false;
  #index = 0;
  /** A record has been read that was not in a response. */
  #hasBareRecords = false;
  #pending: PendingFault | undefined;
  /** The number of bytes at which a record that has not ended is checked for a fault. */
  #checkBytes: number = firstCheckBytes.afterRecord;
  /** The window no longer has the whole rest of a response, so its faults cannot be reported. */
  #restIsCut = false;
  /** The file's end has been reported as the fault of its last record. */
  #endIsReported = false;
  /** The reason why the input ended early. */
  #cause: string | undefined;

  /** @param bytes the size of the input, if it is known; a small input needs a small window */
  constructor(containers: readonly string[], limits: ReadLimits = defaultReadLimits, bytes?: number) {
    this.#limits = limits;
    this.#window = new ByteWindow(bytes);
    this.#response = new ResponseKeys(containers);
  }

  /** Whether nothing that arrives later can be read. */
  get done(): boolean {
    return this.#phase === 'done';
  }

  /** Reads a chunk. The generator must be run to its end before the next call. */
  *push(chunk: Uint8Array): Generator<ReadItem, undefined> {
    for (let from = 0; from < chunk.byteLength && !this.done; from += pieceBytes) {
      const moved = this.#window.append(chunk.subarray(from, from + pieceBytes));
      this.#scanner.shift(moved);
      this.#resync.shift(moved);
      yield* this.#run(false);
    }
  }

  /** Reads what is left at the end of the input. `cause` is the reason why the input ended early. */
  *end(cause?: string): Generator<ReadItem, undefined> {
    if (this.done) return;
    this.#cause = cause;
    yield* this.#run(true);
    if (!this.#endIsReported) {
      const closer = this.#phase === 'rest' ? '}' : this.#enclosures.length > 0 ? ']' : undefined;
      const reason =
        closer === undefined
          ? cause
          : (cause ??
            `the file ends before its array of records does: a ${closer} is missing, and records may be`);
      if (reason !== undefined) yield this.#reject({ ...this.#counter.position, reason });
    }
    this.#phase = 'done';
  }

  *#run(isFinal: boolean): Generator<ReadItem, undefined> {
    while (!this.done) {
      const step = this.#step(isFinal);
      if (step === 'wait') return;
      if (step !== 'go') yield step;
    }
  }

  #step(isFinal: boolean): ReadItem | 'go' | 'wait' {
    switch (this.#phase) {
      case 'head':
        return this.#head(isFinal);
      case 'between':
        return this.#between(isFinal);
      case 'closing':
        return this.#closing(isFinal);
      case 'record':
        return this.#record(isFinal);
      case 'follows':
        return this.#follows(isFinal);
      case 'broken':
        return this.#broken(isFinal);
      case 'stray':
        return this.#stray(isFinal);
      case 'skip':
        return this.#skip(isFinal);
      case 'rest':
        return this.#rest(isFinal);
      case 'done':
        return 'wait';
      default:
        return unreachable(this.#phase);
    }
  }

  #head(isFinal: boolean): ReadItem | 'go' | 'wait' {
    const { bytes, start, end, size } = this.#window;
    if (size < signatureBytes && !isFinal) return 'wait';
    const reason = unreadable(bytes.subarray(start, Math.min(end, start + signatureBytes)));
    this.#phase = reason === undefined ? 'between' : 'done';
    return reason === undefined ? 'go' : this.#reject({ ...this.#counter.position, reason });
  }

  #between(isFinal: boolean): 'go' | 'wait' {
    const { bytes, start, end } = this.#window;
    let at = start;
    while (at < end) {
      const byte = bytes[at];
      // A byte order mark is at the start of each of several concatenated files.
      if (byte === byteOrderMark[0]) {
        this.#consume(at);
        if (end - at < byteOrderMark.length && !isFinal) return 'wait';
        if (!bytes.subarray(at, at + byteOrderMark.length).equals(byteOrderMark)) break;
        at += byteOrderMark.length;
        this.#window.start = at;
      } else if (isSpace(byte) || byte === COMMA || byte === RECORD_SEPARATOR) at += 1;
      else break;
    }
    this.#consume(at);
    if (at === end) return 'wait';
    const byte = bytes[at];
    if (byte === OPEN_BRACE) {
      this.#scanner.begin(at);
      this.#phase = 'record';
    } else if (byte === OPEN_BRACKET && this.#enclosures.length === 0 && !this.#hasRecordPerLine) {
      this.#consume(at + 1);
      this.#enterArray('array');
    } else if (byte === CLOSE_BRACKET && this.#enclosure === 'container') {
      this.#phase = 'closing';
    } else if (byte === CLOSE_BRACKET && this.#enclosures.length > 0) {
      this.#enclosures.pop();
      this.#consume(at + 1);
    } else {
      this.#phase = 'stray';
    }
    return 'go';
  }

  #closing(isFinal: boolean): ReadItem | 'go' | 'wait' {
    const { bytes, start, end } = this.#window;
    let next = start + 1;
    while (next < end && (isSpace(bytes[next]) || bytes[next] === COMMA)) next += 1;
    if (next >= end && !this.#isComplete(isFinal)) return 'wait';
    const { position } = this.#counter;
    this.#consume(start + 1);
    if (next < end && bytes[next] === OPEN_BRACE) {
      this.#phase = 'between';
      return this.#reject({ ...position, reason: 'a ] too many: more records follow' });
    }
    this.#enclosures.pop();
    this.#resync.begin(start + 1, 0, 1);
    this.#restIsCut = false;
    this.#phase = 'rest';
    return 'go';
  }

  #record(isFinal: boolean): ReadItem | 'go' | 'wait' {
    const { bytes, start } = this.#window;
    const bound = this.#bound();
    const stop = this.#scanner.run(bytes, bound, {
      stopAtArrays: this.#mayBeResponse(),
      maxDepth: this.#limits.depth,
    });
    switch (stop) {
      case 'end':
        this.#phase = 'follows';
        return 'go';
      case 'array': {
        const { position } = this.#scanner;
        return this.#response.openedAt(bytes, start, position - 1) ? this.#enterContainer(position) : 'go';
      }
      case 'newline':
        return this.#startBroken(bound);
      case 'more': {
        if (!this.#isComplete(isFinal) && this.#window.size < this.#checkBytes) return 'wait';
        if (isFinal && bound === this.#window.end) return this.#startBroken(bound);
        this.#checkBytes *= 2;
        const fault = this.#fault(bound);
        if (fault !== undefined && !fault.atEnd) return this.#startBroken(bound);
        if (!this.#isFull()) return 'wait';
        const reason = `the record is larger than ${this.#limits.recordBytes} bytes`;
        return this.#startSkip({ position: this.#counter.position, reason, isTooLarge: true });
      }
      default:
        return unreachable(stop);
    }
  }

  #follows(isFinal: boolean): ReadItem | 'go' | 'wait' {
    const { bytes, start, end } = this.#window;
    const { position, newlines } = this.#scanner;
    const endsWithLine = this.#enclosure === undefined && this.#counter.isLineStart && newlines === 0;
    const ends = endsAt(bytes, start, position, end, endsWithLine);
    if (ends === undefined && !this.#isComplete(isFinal)) return 'wait';
    return ends === false ? this.#startBroken(position) : this.#take(endsWithLine);
  }

  /** Takes the record that ends where the scanner is. */
  #take(isLine: boolean): ReadItem | 'go' {
    const { bytes, start } = this.#window;
    const { position: end, newlines, lastNewline, tooDeepAt } = this.#scanner;
    if (tooDeepAt >= 0) {
      this.#consume(tooDeepAt);
      const reject = this.#reject({ ...this.#counter.position, reason: this.#tooDeep });
      this.#consume(end);
      this.#phase = 'between';
      return reject;
    }
    const slice = bytes.subarray(start, end);
    const text = slice.toString();
    let value: object;
    try {
      value = JSON.parse(text) as object;
    } catch {
      return this.#startBroken(end);
    }
    const { position } = this.#counter;
    this.#resync.learn(bytes, start, end);
    this.#counter.advanceOver(text, newlines, lastNewline, bytes, end);
    this.#window.start = end;
    this.#phase = 'between';
    this.#checkBytes = firstCheckBytes.afterRecord;

    const encoding = diagnoseEncoding(slice, text);
    if (encoding) {
      return this.#reject({ ...positionIn(position, text, encoding.offset), reason: encoding.reason }, text);
    }
    const container = this.#mayBeResponse() ? this.#response.valueOtherThanArray(value) : undefined;
    if (container) {
      if (container.value === null) return 'go';
      return this.#reject({ ...position, reason: `${container.key} has to be an array of records` });
    }
    this.#hasBareRecords ||= this.#enclosure !== 'container';
    if (newlines > 0) this.#hasRecordPerLine = false;
    else if (isLine && bytes.subarray(end, skipSpace(bytes, end, this.#window.end)).includes(NEWLINE))
      this.#hasRecordPerLine = true;
    const record = { index: this.#index, ...position, text, value };
    this.#index += 1;
    return { record };
  }

  /** The text at the window's start is not JSON; it is known up to `end`. */
  #startBroken(end: number): 'go' {
    const { bytes, start } = this.#window;
    const fault = this.#fault(end);
    // A text that is JSON so far can be a response that lacks a bracket, with its container anywhere.
    const isResponse =
      fault?.atEnd === true && this.#mayBeBrokenResponse() && this.#response.find(bytes, start, end) >= 0;
    const offset =
      fault === undefined
        ? end
        : start + Buffer.byteLength(bytes.toString('utf8', start, end).slice(0, fault.offset));
    this.#resync.begin(start, isResponse ? start : firstStart(bytes, start, Math.min(offset, end)));
    this.#phase = 'broken';
    this.#checkBytes = firstCheckBytes.afterBroken;
    return 'go';
  }

  #broken(isFinal: boolean): ReadItem | 'go' | 'wait' {
    const { bytes, start, end } = this.#window;
    const bound = this.#bound();
    const found = this.#resync.find(bytes, bound, this.#resyncOptions(isFinal));
    if (found === undefined && !this.#isComplete(isFinal)) return 'wait';
    const at = found?.at ?? bound;
    const { position } = this.#counter;
    const text = this.#textTo(at);
    const fault = this.#fault(start + Buffer.byteLength(text)) ?? {
      offset: text.length,
      reason: 'invalid JSON: the record continues after its last bracket',
      atEnd: false,
    };
    const isCutOff = isFinal && at === end && fault.atEnd;
    const where = positionIn(position, text, fault.offset);
    if (found === undefined && !(isFinal && bound === end))
      return this.#startSkip({ position: where, reason: fault.reason });
    this.#endIsReported = isCutOff || (found === undefined && this.#cause === undefined);
    this.#consume(at);
    this.#phase = 'between';
    if (found?.containerDepth !== undefined) {
      this.#enterArray('container');
      const reason = fault.atEnd ? 'a bracket is missing before this array of records' : fault.reason;
      return this.#reject({ ...(fault.atEnd ? this.#counter.position : where), reason });
    }
    return this.#reject({ ...where, reason: isCutOff ? this.#endsInside(position) : fault.reason }, text);
  }

  /** Something that is not an object, or an object whose brace is missing. */
  #stray(isFinal: boolean): ReadItem | 'go' | 'wait' {
    const { bytes, start } = this.#window;
    const bound = this.#bound();
    const isComplete = this.#isComplete(isFinal);
    const isKey = bytes[start] === QUOTE ? this.#startsMember(bound) : false;
    if (isKey === undefined && !isComplete) return 'wait';
    if (isKey === true || bytes[start] === OPEN_BRACKET) {
      this.#scanner.begin(start);
      this.#resync.begin(start, start + 1, isKey === true ? 1 : 0);
      this.#phase = 'broken';
      return 'go';
    }
    const at = this.#strayEnd(bound);
    if (at === undefined && !isComplete) return 'wait';
    const { position } = this.#counter;
    const text = this.#textTo(at ?? bound);
    this.#consume(at ?? bound);
    this.#phase = 'between';
    return this.#reject({ ...position, reason: reasonOfStray(text) }, text.length > 1 ? text : undefined);
  }

  /** Returns whether a text starts with a key and a colon, or undefined if the bytes end before that is known. */
  #startsMember(bound: number): boolean | undefined {
    const { bytes, start } = this.#window;
    const colon = skipSpace(bytes, stringEnd(bytes, start, bound), bound);
    return colon < bound ? bytes[colon] === COLON : undefined;
  }

  /** Returns the end of what is not an object, or undefined if it is not before `bound`. */
  #strayEnd(bound: number): number | undefined {
    const { bytes, start } = this.#window;
    const isInArray = this.#enclosure !== undefined;
    let at = start + 1;
    if (bytes[start] === QUOTE) {
      const close = stringEnd(bytes, start, bound);
      const next = bytes[skipSpace(bytes, close, bound)];
      if (isInArray && (next === COMMA || next === CLOSE_BRACKET)) at = close;
    }
    for (; at < bound; at += 1) {
      const byte = bytes[at];
      if (isInArray ? byte === COMMA || byte === CLOSE_BRACKET : byte === NEWLINE) return at;
      if (
        this.#endsWithLine
          ? byte === OPEN_BRACE && this.#resync.isRecordAt(bytes, at, bound)
          : byte === OPEN_BRACE || byte === OPEN_BRACKET
      )
        return at;
    }
    return undefined;
  }

  #startSkip(pending: PendingFault): 'go' {
    this.#pending = pending;
    if (pending.isTooLarge === true) this.#resync.begin(this.#window.start, 0);
    this.#phase = 'skip';
    return 'go';
  }

  /** Skips the rest of a text that is too large, unless it is a response whose other keys are. */
  #skip(isFinal: boolean): ReadItem | 'go' | 'wait' {
    const { bytes, end } = this.#window;
    const {
      isTooLarge = false,
      position,
      reason,
    } = this.#pending ?? { position: this.#counter.position, reason: '' };
    const found = this.#resync.find(bytes, end, {
      ...this.#resyncOptions(isFinal),
      ...(isTooLarge ? { byBracketsOnly: true, endsWithLine: false } : {}),
      isComplete: isFinal,
    });
    this.#consume(found?.at ?? (isFinal ? end : Math.min(end, this.#resync.searched)));
    if (found === undefined && !isFinal) return 'wait';
    this.#endIsReported = found === undefined;
    this.#phase = 'between';
    if (found?.containerDepth !== undefined) {
      this.#enterArray('container');
      if (isTooLarge && found.containerDepth === 2) return 'go';
    }
    return this.#reject({ ...position, reason });
  }

  /** Skips the rest of a response, where another container can be. */
  #rest(isFinal: boolean): ReadItem | 'go' | 'wait' {
    const { bytes, start, end } = this.#window;
    const isComplete = this.#isComplete(isFinal);
    const found = this.#resync.find(bytes, end, {
      ...this.#resyncOptions(isFinal),
      response: this.#response,
      byBracketsOnly: true,
      endsWithLine: false,
    });
    if (found === undefined && !isComplete) return 'wait';
    const at = found?.at ?? (isFinal ? end : Math.min(end, this.#resync.searched));
    const { position } = this.#counter;
    const text = this.#restIsCut ? '' : bytes.toString('utf8', start, at);
    const fault = faultOfRest(text);
    if (fault !== undefined && text[fault.offset] === '{') {
      // The brace of this response is missing, and the next response or a record starts here.
      this.#consume(start + Buffer.byteLength(text.slice(0, fault.offset)));
      this.#phase = 'between';
    } else {
      this.#consume(at);
      if (found === undefined) this.#restIsCut = true;
      else if (found.containerDepth === undefined) this.#phase = 'between';
      else this.#enterArray('container');
    }
    if (fault) return this.#reject({ ...positionIn(position, text, fault.offset), reason: fault.reason });
    return found === undefined ? 'wait' : 'go';
  }

  /** Continues with the records of a response, which start at `at`. Reports a fault before them. */
  #enterContainer(at: number): ReadItem | 'go' {
    const { bytes, start } = this.#window;
    const { position } = this.#counter;
    const text = bytes.toString('utf8', start, at);
    const fault = diagnoseBytes(bytes.subarray(start, at), text);
    const isValid = fault === undefined || fault.atEnd;
    // In a file of bare records this is a broken record that has such a key.
    if (!isValid && this.#hasBareRecords) return 'go';
    this.#consume(at);
    this.#enterArray('container');
    return isValid
      ? 'go'
      : this.#reject({ ...positionIn(position, text, fault.offset), reason: fault.reason });
  }

  #enterArray(kind: 'array' | 'container'): void {
    this.#enclosures.push(kind);
    this.#phase = 'between';
  }

  /** Returns the text from the window's start to `at` without the separator at its end. */
  #textTo(at: number): string {
    const { bytes, start } = this.#window;
    let end = skipSpaceBack(bytes, at, start);
    if (bytes[end - 1] === COMMA) end = skipSpaceBack(bytes, end - 1, start);
    return bytes.toString('utf8', start, end);
  }

  /** Returns the first fault of the text from the window's start to `end`. */
  #fault(end: number): Fault | undefined {
    const { bytes, start } = this.#window;
    const { tooDeepAt } = this.#scanner;
    if (tooDeepAt >= 0)
      return { offset: bytes.toString('utf8', start, tooDeepAt).length, reason: this.#tooDeep, atEnd: false };
    const part = bytes.subarray(start, end);
    const text = part.toString();
    return bytes[start] === OPEN_BRACE
      ? diagnoseBytes(part, text)
      : { offset: 0, reason: reasonOfStray(text), atEnd: false };
  }

  #consume(to: number): void {
    this.#counter.advance(this.#window.bytes, this.#window.start, to);
    this.#window.start = to;
  }

  #reject(reject: Omit<Reject, 'index'>, text?: string): ReadItem {
    const index = this.#index;
    this.#index += 1;
    return { reject: { index, ...reject }, ...(text === undefined ? {} : { text }) };
  }

  #resyncOptions(isFinal: boolean): ResyncOptions {
    return {
      enclosure: this.#enclosure,
      endsWithLine: this.#endsWithLine,
      startsLine: this.#enclosure === undefined && this.#counter.isLineStart,
      response: this.#mayBeBrokenResponse() ? this.#response : undefined,
      isComplete: this.#isComplete(isFinal),
    };
  }

  /** The end of what is being read, if it is not larger than a record may be. */
  #bound(): number {
    return Math.min(this.#window.end, this.#window.start + this.#limits.recordBytes);
  }

  #isFull(): boolean {
    return this.#window.size > this.#limits.recordBytes;
  }

  /** Returns whether a decision cannot wait for more bytes. */
  #isComplete(isFinal: boolean): boolean {
    return isFinal || this.#isFull();
  }

  #mayBeResponse(): boolean {
    return this.#enclosure !== 'container';
  }

  /** After bare records, a damaged text is a record, even if it has the key of a container. */
  #mayBeBrokenResponse(): boolean {
    return this.#mayBeResponse() && !this.#hasBareRecords;
  }

  get #enclosure(): Enclosure {
    return this.#enclosures.at(-1);
  }

  /** Whether a text that is not JSON ends with its line, as in NDJSON. */
  get #endsWithLine(): boolean {
    return this.#enclosure === undefined && this.#hasRecordPerLine;
  }

  get #tooDeep(): string {
    return `more than ${this.#limits.depth} brackets are open at once`;
  }

  #endsInside({ line, column }: TextPosition): string {
    return `${this.#cause ?? 'the file ends'} inside the record that starts at line ${line}, column ${column}`;
  }
}

/**
 * Returns the first position at which the next record can start. If a quote is missing, a string ends at the first
 * quote of the next record, and the fault is after that quote.
 */
function firstStart(bytes: Buffer, start: number, fault: number): number {
  if (bytes[fault - 1] !== QUOTE) return fault;
  const brace = skipSpaceBack(bytes, fault - 1, start) - 1;
  return bytes[brace] === OPEN_BRACE ? brace : fault;
}

/** Returns the fault of what follows a container in its response. */
function faultOfRest(text: string): Fault | undefined {
  // The prefix stands for the key and the array before the rest.
  const before = '{"":[]';
  const fault = diagnose(before + text);
  if (fault === undefined || fault.atEnd) return undefined;
  return { ...fault, offset: Math.max(0, fault.offset - before.length) };
}

function reasonOfStray(text: string): string {
  if (/^[\]}]/u.test(text)) return `a ${text.charAt(0)} too many`;
  if (/^"(?:[^"\\]|\\.)*"\s*:/u.test(text.slice(0, 1000))) return 'a { is missing before a key';
  const fault = diagnose(text);
  return fault === undefined ? `a record is an object, and this is ${kindOf(text)}` : fault.reason;
}

function kindOf(json: string): string {
  const value: unknown = JSON.parse(json);
  if (Array.isArray(value)) return 'an array';
  return value === null ? 'null' : `a ${typeof value}`;
}
