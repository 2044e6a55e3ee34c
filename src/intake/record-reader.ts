/**
 * Reads a file's records from its bytes as they come in, and tells what is wrong where something is.
 *
 * Whatever form a file has, it is a series of objects: at its top (one record, NDJSON, objects one after another), in
 * an array, or in an array that is a response's `container`. So the reader only knows what it is within, and what it
 * does right now:
 *
 *   head     looks what kind of file this is
 *   between  looks for the next record. White space and commas separate records; one comma more or less loses nothing,
 *            so it is not looked at
 *   closing  looks whether a container really ends at its `]`: records after it would be passed over with the rest
 *   record   scans a record for its end, or for being a response with a container
 *   follows  looks whether the record really ended there
 *   broken   the record is not well-formed: says why, and looks for the next
 *   stray    something stands where a record should
 *   large    a record does not end within the limit
 *   skip     passes over the rest of a record that is too large
 *   rest     passes over the rest of a response, where there may be another container
 *
 * The window holds the bytes from the start of what is being read, and never many more than a record may have: `broken`
 * and `stray` wait for so many, to look ahead, and `skip` and `rest` let go of them. So it is the limit that bounds the
 * memory, and not the file. What is found never depends on how the bytes come in.
 */
import { unreachable } from '../kernel/errors.ts';
import {
  CLOSE_BRACKET,
  COMMA,
  isSpace,
  OPEN_BRACE,
  OPEN_BRACKET,
  RECORD_SEPARATOR,
  skipSpace,
  skipSpaceBack,
} from './bytes.ts';
import { brokenEnd } from './broken-end.ts';
import { ByteWindow } from './byte-window.ts';
import { byteOrderMark, signatureBytes, unreadable } from './file-signature.ts';
import { explain, notUtf8 } from './explain.ts';
import { findFault } from './find-fault.ts';
import type { Reject, SourceRecord } from './importer.ts';
import { Place, positionIn, type Position } from './place.ts';
import { faultOfRest, ResponseKeys } from './response.ts';
import { strayEnd, strayReason } from './stray.ts';
import { ValueScanner, type Stop } from './value-scanner.ts';
import { whatFollows, type Layout, type Scene } from './what-follows.ts';

export interface ReadLimits {
  /** A MongoDB document has at most 16 MiB, and holds the model beside the record's compressed text. */
  readonly recordBytes: number;
  /** How many brackets may be open at once in a record. */
  readonly depth: number;
}

/** A MongoDB document has 16 MB at most, and holds both the record and what is made of it. */
export const defaultReadLimits: ReadLimits = { recordBytes: 7.5 * 1024 * 1024, depth: 200 };

/** With a reject the text that could not be read, unless it is a matter of the whole file, or is too large. */
export type ReadItem =
  { readonly record: SourceRecord } | { readonly reject: Reject; readonly text?: string };

/** A chunk may be a whole file: it is taken in pieces, for the window not to hold it a second time. */
const pieceBytes = 64 * 1024;

/** So much is scanned in vain before no more is hoped for; or a file made for it could keep us busy for hours. */
const vainLimits = 64;

type Phase =
  | 'head'
  | 'between'
  | 'closing'
  | 'record'
  | 'follows'
  | 'broken'
  | 'stray'
  | 'large'
  | 'skip'
  | 'rest'
  | 'done';

export class RecordReader {
  readonly #limits: ReadLimits;
  readonly #response: ResponseKeys;
  readonly #window: ByteWindow;
  readonly #scanner = new ValueScanner();
  readonly #place = new Place();
  #phase: Phase = 'head';
  /** The arrays that are open around the records. */
  #within: ('array' | 'container')[] = [];
  #layout: Layout = 'unknown';
  /** The indent of the last record that had its line to itself. */
  #lineIndent = -1;
  #index = 0;
  #lastRecord: object = {};
  /** There was a record that was not in a response. */
  #hasBareRecords = false;
  /** Of a record that is passed over, until it is known not to be a response. */
  #pending: Omit<Reject, 'index'> | undefined;
  /** A response's rest is more than the window holds, so that its faults cannot be told. */
  #restIsCut = false;
  /** It has been told that the file ends too soon: once is enough. */
  #endTold = false;
  /** Why the input ended, if not as it should. */
  #cause: string | undefined;
  /** How much has been scanned that has to be scanned again, since broken records seemed to go on there. */
  #vainBytes = 0;

  /** @param bytes how many come in, if that is known: there is less to make for few */
  constructor(containers: readonly string[], limits: ReadLimits = defaultReadLimits, bytes?: number) {
    this.#limits = limits;
    this.#window = new ByteWindow(bytes);
    this.#response = new ResponseKeys(containers);
  }

  /** Nothing that is still to come can be read. */
  get done(): boolean {
    return this.#phase === 'done';
  }

  /** To be run to its end before the next call. */
  *push(chunk: Uint8Array): Generator<ReadItem, undefined> {
    for (let from = 0; from < chunk.byteLength && !this.done; from += pieceBytes) {
      this.#scanner.shift(this.#window.append(chunk.subarray(from, from + pieceBytes)));
      yield* this.#run(false);
    }
  }

  /** The input is over; `cause` says why, if that is not how it should be. */
  *end(cause?: string): Generator<ReadItem, undefined> {
    if (this.done) return;
    this.#cause = cause;
    yield* this.#run(true);
    const { position } = this.#place;
    if (!this.#endTold) {
      if (cause !== undefined) yield this.#reject({ ...position, reason: cause });
      else if (this.#phase === 'rest') yield this.#reject({ ...position, reason: endsWithin('}') });
      else if (this.#within.length > 0) yield this.#reject({ ...position, reason: endsWithin(']') });
    }
    this.#phase = 'done';
  }

  *#run(final: boolean): Generator<ReadItem, undefined> {
    while (!this.done) {
      const step = this.#step(final);
      if (step === 'wait') return;
      if (step !== 'go') yield step;
    }
  }

  #step(final: boolean): ReadItem | 'go' | 'wait' {
    switch (this.#phase) {
      case 'head':
        return this.#head(final);
      case 'between':
        return this.#between(final);
      case 'closing':
        return this.#closing(final);
      case 'record':
        return this.#record(final);
      case 'follows':
        return this.#follows(final);
      case 'broken':
        return this.#broken(final);
      case 'stray':
        return this.#stray(final);
      case 'large':
        return this.#large();
      case 'skip':
        return this.#skip(final);
      case 'rest':
        return this.#rest(final);
      case 'done':
        return 'wait';
      default:
        return unreachable(this.#phase);
    }
  }

  #head(final: boolean): ReadItem | 'go' | 'wait' {
    const { bytes, start, end, size } = this.#window;
    if (size < signatureBytes && !final) return 'wait';
    const reason = unreadable(bytes.subarray(start, Math.min(end, start + signatureBytes)));
    this.#phase = reason === undefined ? 'between' : 'done';
    return reason === undefined ? 'go' : this.#reject({ ...this.#place.position, reason });
  }

  #between(final: boolean): 'go' | 'wait' {
    const { bytes, start, end } = this.#window;
    let at = start;
    while (at < end) {
      const byte = bytes[at];
      // A mark is at the start of each file, so also where files were put one after the other.
      if (byte === byteOrderMark[0]) {
        this.#consume(at);
        if (end - at < byteOrderMark.length && !final) return 'wait';
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
    } else if (byte === OPEN_BRACKET && this.#within.length === 0) {
      this.#consume(at + 1);
      this.#enterArray('array');
    } else if (byte === CLOSE_BRACKET && this.#within.at(-1) === 'container') {
      this.#phase = 'closing';
    } else if (byte === CLOSE_BRACKET && this.#within.length > 0) {
      this.#within.pop();
      this.#consume(at + 1);
    } else {
      this.#phase = 'stray';
    }
    return 'go';
  }

  #closing(final: boolean): ReadItem | 'go' | 'wait' {
    const { bytes, start, end } = this.#window;
    const comma = skipSpace(bytes, start + 1, end);
    const next = bytes[comma] === COMMA ? skipSpace(bytes, comma + 1, end) : comma;
    if (next >= end && !final && !this.#isFull()) return 'wait';
    const { position } = this.#place;
    this.#consume(start + 1);
    if (comma < next && next < end && bytes[next] === OPEN_BRACE) {
      this.#phase = 'between';
      return this.#reject({ ...position, reason: 'a ] too many: records go on after it' });
    }
    this.#within.pop();
    this.#scanner.begin(start + 1, 1);
    this.#restIsCut = false;
    this.#phase = 'rest';
    return 'go';
  }

  #record(final: boolean): ReadItem | 'go' | 'wait' {
    const { bytes, start } = this.#window;
    const arraysTo = this.#mayBeResponse() ? 1 : 0;
    const stop = this.#scanner.run(bytes, this.#bound(), {
      arraysTo,
      maxDepth: this.#limits.depth,
      tolerant: false,
    });
    switch (stop) {
      case 'end':
        this.#phase = 'follows';
        return 'go';
      case 'array': {
        const { position } = this.#scanner;
        return this.#response.openedAt(bytes, start, position - 1) ? this.#enter(position, true) : 'go';
      }
      case 'doubtful':
        this.#phase = 'broken';
        return 'go';
      case 'more':
        if (this.#isFull()) this.#phase = 'large';
        else if (final) this.#phase = 'broken';
        else return 'wait';
        return 'go';
      default:
        return unreachable(stop);
    }
  }

  #follows(final: boolean): ReadItem | 'go' | 'wait' {
    const { bytes, start, end } = this.#window;
    const oneLine = this.#scanner.newlines === 0;
    const follows = whatFollows(bytes, start, this.#scanner.position, end, this.#scene(), oneLine);
    if (follows === 'unknown' && !final && !this.#isFull()) return 'wait';
    if (follows !== 'goes-on') return this.#take();
    this.#phase = 'broken';
    return 'go';
  }

  /** The record ends where the scanner is. */
  #take(): ReadItem | 'go' {
    const { bytes, start } = this.#window;
    const { position: end, newlines, lastNewline, tooDeepAt } = this.#scanner;
    if (tooDeepAt >= 0) {
      this.#consume(tooDeepAt);
      const reason = `more than ${this.#limits.depth} brackets are open at once`;
      const reject = this.#reject({ ...this.#place.position, reason });
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
      this.#phase = 'broken';
      return 'go';
    }
    const { position, indent } = this.#place;
    this.#place.advanceOver(text, newlines, lastNewline, bytes, end);
    this.#window.start = end;
    this.#phase = 'between';

    const encoding = notUtf8(slice, text);
    if (encoding) {
      return this.#reject({ ...positionIn(position, text, encoding.offset), reason: encoding.reason }, text);
    }
    const container = this.#mayBeResponse() ? this.#response.heldIn(value) : undefined;
    if (container) {
      if (container.held === null) return 'go';
      return this.#reject({ ...position, reason: `${container.key} has to be an array of records` });
    }

    this.#lastRecord = value;
    this.#hasBareRecords ||= this.#within.at(-1) !== 'container';
    if (indent >= 0) {
      this.#layout = newlines === 0 ? 'line' : 'lines';
      this.#lineIndent = indent;
    }
    const record = { index: this.#index, ...position, text, value };
    this.#index += 1;
    return { record };
  }

  #broken(final: boolean): ReadItem | 'go' | 'wait' {
    if (!final && !this.#isFull()) return 'wait';
    const { bytes, start, end } = this.#window;
    const bound = this.#bound();
    const isTail = final && bound === end;
    const isHopeless = this.#vainBytes > vainLimits * this.#limits.recordBytes;
    const found = isHopeless ? -1 : brokenEnd(bytes, start, bound, this.#scene());
    const hasEnd = found >= 0 || (this.#scanner.closed && !isTail);
    const stop = found >= 0 ? found : hasEnd ? this.#scanner.position : bound;
    this.#vainBytes += Math.max(0, this.#scanner.position - stop);
    if (this.#mayBeBrokenResponse()) {
      const container = this.#response.find(bytes, start, stop);
      if (container >= 0) return this.#enter(container, false);
    }
    const { position } = this.#place;
    const { text, fault } = explain(bytes.subarray(start, stop));
    const isCutOff = stop === end && final && fault.atEnd === true;
    const where = positionIn(position, text, isCutOff ? text.length : fault.offset);
    const reason = isCutOff ? this.#endsInside(position) : fault.reason;
    if (!hasEnd && !isTail) return this.#startSkip({ ...where, reason });
    this.#endTold = isCutOff || (isTail && !hasEnd && this.#cause === undefined);
    this.#consume(stop);
    this.#phase = 'between';
    return this.#reject({ ...where, reason }, text);
  }

  #large(): 'go' {
    const { bytes, start } = this.#window;
    const bound = this.#bound();
    const isBrokenResponse = this.#mayBeBrokenResponse() && this.#response.find(bytes, start, bound) >= 0;
    // A record with a bracket or a quote missing seems to have no end.
    const fault = findFault(bytes.toString('utf8', start, bound));
    if (isBrokenResponse || (fault && fault.atEnd !== true)) {
      this.#phase = 'broken';
      return 'go';
    }
    const reason = `the record is larger than ${this.#limits.recordBytes} bytes`;
    return this.#startSkip({ ...this.#place.position, reason });
  }

  #stray(final: boolean): ReadItem | 'go' | 'wait' {
    if (!final && !this.#isFull()) return 'wait';
    const { bytes, start } = this.#window;
    const bound = this.#bound();
    const found = strayEnd(bytes, start, bound, this.#scene());
    const stop = found < 0 ? bound : found;
    const { position } = this.#place;
    const text = bytes.toString('utf8', start, skipSpaceBack(bytes, stop, start));
    this.#consume(stop);
    this.#phase = 'between';
    return this.#reject({ ...position, reason: strayReason(text) }, text.length > 1 ? text : undefined);
  }

  #startSkip(pending: Omit<Reject, 'index'>): 'go' {
    this.#pending = pending;
    this.#phase = 'skip';
    return 'go';
  }

  /** The rest of a record that is too large; unless it is a response whose other keys are. */
  #skip(final: boolean): ReadItem | 'go' | 'wait' {
    const { bytes, start, end } = this.#window;
    const stop = this.#passOver(this.#mayBeBrokenResponse());
    const at = Math.min(this.#scanner.position, end);
    if (stop === 'array') {
      if (!this.#response.openedAt(bytes, start, at - 1)) return 'go';
      const told = this.#scanner.depth === 2 ? undefined : this.#pending;
      this.#consume(at);
      this.#enterArray('container');
      return told ? this.#reject(told) : 'go';
    }
    if (stop === 'more' && !final) {
      this.#consume(Math.max(start, at - ResponseKeys.lookBackBytes));
      return 'wait';
    }
    this.#consume(at);
    this.#endTold = stop === 'more';
    this.#phase = 'between';
    return this.#pending ? this.#reject(this.#pending) : 'go';
  }

  /** The rest of a response, where another container may be. */
  #rest(final: boolean): ReadItem | 'go' | 'wait' {
    const { bytes, start, end } = this.#window;
    const stop = this.#passOver(true);
    const at = Math.min(this.#scanner.position, end);
    if (stop === 'more' && !final && !this.#isFull()) return 'wait';
    if (stop === 'array' && !this.#response.openedAt(bytes, start, at - 1)) return 'go';

    const { position } = this.#place;
    const text = this.#restIsCut ? '' : bytes.toString('utf8', start, at);
    const fault = faultOfRest(text);
    if (fault && text[fault.offset] === '{') {
      // No key's value, so the response's own brace is missing, and this is the next one or a record.
      this.#consume(start + Buffer.byteLength(text.slice(0, fault.offset)));
      this.#phase = 'between';
    } else if (stop === 'array') {
      this.#consume(at);
      this.#enterArray('container');
    } else if (stop === 'end') {
      this.#consume(at);
      this.#phase = 'between';
    } else {
      this.#consume(final ? end : Math.max(start, at - ResponseKeys.lookBackBytes));
      this.#restIsCut = true;
    }
    if (fault) return this.#reject({ ...positionIn(position, text, fault.offset), reason: fault.reason });
    return stop === 'more' ? 'wait' : 'go';
  }

  /** At any depth: where a response lacks a bracket, the next one would be within it, and must not be lost. */
  #passOver(withArrays: boolean): Stop {
    const arraysTo = withArrays ? Infinity : 0;
    return this.#scanner.run(this.#window.bytes, this.#window.end, {
      arraysTo,
      maxDepth: Infinity,
      tolerant: true,
    });
  }

  /**
   * What seemed a record is a response, and its records start at `at`. That what is before is not JSON, or that a
   * bracket is missing and the container is not in its place, is told of.
   */
  #enter(at: number, isInPlace: boolean): ReadItem | 'go' {
    const { bytes, start } = this.#window;
    const { position } = this.#place;
    const { text, fault } = explain(bytes.subarray(start, at));
    // Where records were, this is rather a broken record with such a key.
    if (fault.atEnd !== true && this.#hasBareRecords) return 'go';
    this.#consume(at);
    this.#enterArray('container');
    if (fault.atEnd !== true) {
      return this.#reject({ ...positionIn(position, text, fault.offset), reason: fault.reason });
    }
    return isInPlace ? 'go' : this.#reject({ ...this.#place.position, reason: bracketMissing });
  }

  #enterArray(kind: 'array' | 'container'): void {
    this.#within.push(kind);
    this.#phase = 'between';
  }

  #consume(to: number): void {
    this.#place.advance(this.#window.bytes, this.#window.start, to);
    this.#window.start = to;
  }

  #reject(reject: Omit<Reject, 'index'>, text?: string): ReadItem {
    const index = this.#index;
    this.#index += 1;
    return { reject: { index, ...reject }, ...(text === undefined ? {} : { text }) };
  }

  /** How far what is being read may go. */
  #bound(): number {
    return Math.min(this.#window.end, this.#window.start + this.#limits.recordBytes);
  }

  #isFull(): boolean {
    return this.#window.size > this.#limits.recordBytes;
  }

  #mayBeResponse(): boolean {
    return this.#within.at(-1) !== 'container';
  }

  /** Where a bracket is missing, a container may be anywhere. But where records were, there are no responses. */
  #mayBeBrokenResponse(): boolean {
    return this.#mayBeResponse() && !this.#hasBareRecords;
  }

  #scene(): Scene {
    return {
      within: this.#within.at(-1),
      indent: this.#layout === 'line' ? this.#lineIndent : this.#place.indent,
      layout: this.#layout,
      lastRecord: this.#lastRecord,
    };
  }

  #endsInside({ line, column }: Position): string {
    return `${this.#cause ?? 'the file ends'} inside the record that starts at line ${line}, column ${column}`;
  }
}

const bracketMissing = 'a bracket is missing somewhere before this array of records';

const endsWithin = (missing: string): string =>
  `the file ends before its array of records does: a ${missing} is missing, and records may be`;
