/**
 * Reads the records of a file from its bytes as they arrive, and reports what cannot be read.
 *
 * A file of any form is a series of objects: at its top (one record, NDJSON, concatenated records), in an array, or in
 * an array of a response (its `container`). The reader has one phase at a time:
 *
 *   head     checks the kind of the file
 *   between  looks for the next record
 *   text     looks for the end of a record, for the container of a response, or for the end of its tail: the text after a container
 *   broken   looks for the next record after a text that is not JSON
 *
 * The result does not depend on the chunks of the input.
 */
import { parseJson } from '../../kernel/json.ts';
import { diagnoseEncoding } from '../diagnose.ts';
import type { Reject } from '../importer.ts';
import { positionIn } from '../position.ts';
import { byteOrderMark, signatureBytes, unreadable } from '../unpack.ts';
import { faultBefore, readBroken, readStray, startBroken, tooDeepFault } from './broken.ts';
import { maxOpenings, openingAt, openingBytes, openingOf } from './openings.ts';
import {
  beginScan,
  CARRIAGE_RETURN,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  isSeparator,
  NEWLINE,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
  scanValue,
} from './scan.ts';
import {
  appendBytes,
  consume,
  discard,
  endsBefore,
  endText,
  firstCheckBytes,
  rejectOf,
  type ReadItem,
  type Reader,
  type Step,
} from './state.ts';

/** A chunk can be a whole file. It is appended in pieces, so that the window does not hold it a second time. */
const pieceBytes = 16 * 1024;

/**
 * Reads a chunk. The generator must be run to its end before the next call. It yields undefined between pieces, so that the caller can let
 * other tasks run.
 */
export function* readChunk(reader: Reader, chunk: Uint8Array): Generator<ReadItem | undefined, undefined> {
  for (let from = 0; from < chunk.byteLength && reader.phase !== 'done'; from += pieceBytes) {
    appendBytes(reader, chunk.subarray(from, from + pieceBytes));
    yield* readWindow(reader, false);
    yield undefined;
  }
}

/** Reads the remaining bytes at the end of the input. `cause` is the reason why the input ended early. */
export function* readEnd(reader: Reader, cause?: string): Generator<ReadItem, undefined> {
  if (reader.phase === 'done') return;
  reader.cause = cause;
  yield* readWindow(reader, true);
  const reason = reader.enclosures.length > 0 ? endsBefore(reader, ']') : cause;
  if (reason !== undefined && !reader.endIsReported) yield rejectOf(reader, { ...reader.position, reason });
  reader.phase = 'done';
}

function* readWindow(reader: Reader, isFinal: boolean): Generator<ReadItem, undefined> {
  for (;;) {
    const step = readStep(reader, isFinal);
    if (step === 'wait') return;
    if (step !== 'go') yield step;
  }
}

function readStep(reader: Reader, isFinal: boolean): Step {
  if (reader.phase === 'between') return readBetween(reader, isFinal);
  if (reader.phase === 'text') return readText(reader, isFinal);
  if (reader.phase === 'broken') return readBroken(reader, isFinal);
  return reader.phase === 'head' ? readHead(reader, isFinal) : 'wait';
}

function readHead(reader: Reader, isFinal: boolean): Step {
  const { bytes, start, end } = reader;
  if (end - start < signatureBytes && !isFinal) return 'wait';
  const reason = unreadable(bytes.subarray(start, Math.min(end, start + signatureBytes)));
  reader.phase = reason === undefined ? 'between' : 'done';
  return reason === undefined ? 'go' : rejectOf(reader, { ...reader.position, reason });
}

function readBetween(reader: Reader, isFinal: boolean): Step {
  const { bytes, start, end, enclosures } = reader;
  let at = start;
  while (at < end && isSeparator(bytes[at])) at += 1;
  consume(reader, at);
  if (at === end) return 'wait';
  const byte = bytes[at];
  if (byte === byteOrderMark[0]) {
    // A byte order mark is at the start of each of several concatenated files.
    if (end - at < byteOrderMark.length && !isFinal) return 'wait';
    if (bytes.subarray(at, at + byteOrderMark.length).equals(byteOrderMark)) {
      reader.start += byteOrderMark.length;
      return 'go';
    }
  }
  reader.isTail = byte === CLOSE_BRACKET && enclosures.at(-1) === 'container';
  if (byte === OPEN_BRACE || reader.isTail) {
    // The brace and the array of its response are open before a tail.
    reader.scan = beginScan(reader.isTail ? 2 : 0);
    reader.phase = 'text';
  } else if (byte === OPEN_BRACKET && enclosures.length === 0 && !reader.hasRecordPerLine) {
    enclosures.push('array');
    consume(reader, at + 1);
  } else if (byte === CLOSE_BRACKET && enclosures.length > 0) {
    enclosures.pop();
    consume(reader, at + 1);
  } else {
    return readStray(reader, isFinal);
  }
  return 'go';
}

function readText(reader: Reader, isFinal: boolean): Step {
  const { bytes, start, end, scan, limits, isTail, oversized } = reader;
  const bound = oversized === undefined ? Math.min(end, start + limits.recordBytes) : end;
  const stopAtArrays = isTail || reader.enclosures.at(-1) !== 'container';
  const stop = scanValue(scan, bytes, start, bound, stopAtArrays, limits.depth);
  if (stop === 'end') return isTail ? takeTail(reader) : takeRecord(reader, isFinal);
  if (stop === 'array') return isAfterContainerKey(reader) ? enterContainer(reader) : 'go';
  if (stop === 'newline') return startBroken(reader, bound);
  if (oversized !== undefined) {
    if (!isFinal) return discard(reader);
    reader.endIsReported = true;
    return takeOversized(reader, end, oversized);
  }
  if (isFinal && bound === end) return startBroken(reader, bound);
  const isFull = end - start > limits.recordBytes;
  if (!isFinal && !isFull && end - start < reader.checkBytes) return 'wait';
  reader.checkBytes *= 2;
  const fault = faultBefore(reader, bound);
  if (fault !== undefined && !fault.atEnd) return startBroken(reader, bound);
  if (!isFull) return 'wait';
  // The text can be a response whose other keys are too large, which is no fault.
  const reason = `the record is larger than ${limits.recordBytes} bytes`;
  reader.oversized = { ...reader.position, reason };
  return 'go';
}

function takeTail(reader: Reader): 'go' {
  const end = reader.start + reader.scan.position;
  if (reader.oversized === undefined && faultBefore(reader, end) !== undefined)
    return startBroken(reader, end);
  reader.enclosures.pop();
  endText(reader, end);
  return 'go';
}

function takeRecord(reader: Reader, isFinal: boolean): Step {
  const { bytes, start, scan, position, oversized } = reader;
  const end = start + scan.position;
  if (oversized !== undefined) return takeOversized(reader, end, oversized);
  const ends = endsAt(reader, end, isFinal);
  if (ends === undefined) return 'wait';
  if (!ends) return startBroken(reader, end);
  if (scan.tooDeepAt >= 0) {
    const { offset, reason } = tooDeepFault(reader);
    const where = positionIn(position, bytes.toString('utf8', start, end), offset);
    endText(reader, end);
    return rejectOf(reader, { ...where, reason });
  }
  const slice = bytes.subarray(start, end);
  const text = slice.toString();
  let value: object;
  try {
    value = parseJson(text) as object;
  } catch {
    return startBroken(reader, end);
  }
  if (reader.openings.size < maxOpenings) {
    const opening = openingAt(bytes, start, end);
    if (opening !== undefined) reader.openings.add(opening);
  }
  if (reader.enclosures.length === 0) {
    const next = bytes[end] === CARRIAGE_RETURN ? bytes[end + 1] : bytes[end];
    reader.hasRecordPerLine = next === NEWLINE && !text.includes('\n');
  }
  endText(reader, end, text);
  reader.checkBytes = firstCheckBytes.afterRecord;

  const encoding = diagnoseEncoding(slice, text);
  if (encoding)
    return rejectOf(
      reader,
      { ...positionIn(position, text, encoding.offset), reason: encoding.reason },
      text,
    );
  const isInResponse = reader.enclosures.at(-1) === 'container';
  const container = isInResponse ? undefined : otherThanArray(value, reader.containers);
  if (container) {
    if (container.value === null) return 'go';
    return rejectOf(reader, { ...position, reason: `${container.key} has to be an array of records` });
  }
  reader.hasBareRecords ||= !isInResponse;
  return { record: { index: reader.index++, ...position, text, value } };
}

/** Returns the value of a container that is not an array (the source sends null for no records), or undefined. */
function otherThanArray(
  record: object,
  containers: readonly string[],
): { key: string; value: unknown } | undefined {
  const fields = record as Readonly<Record<string, unknown>>;
  const key = containers.find((name) => Object.hasOwn(fields, name) && !Array.isArray(fields[name]));
  return key === undefined ? undefined : { key, value: fields[key] };
}

function takeOversized(reader: Reader, end: number, reject: Omit<Reject, 'index'>): ReadItem {
  endText(reader, end);
  return rejectOf(reader, reject);
}

const decisive: ReadonlySet<number | undefined> = new Set([
  QUOTE,
  OPEN_BRACE,
  CLOSE_BRACE,
  OPEN_BRACKET,
  CLOSE_BRACKET,
]);

/**
 * Returns whether the record really ends at `at`, by what follows, or undefined if the bytes end before that is known.
 * With a bracket too many inside, a record seems to end too early, and half of it would be imported.
 */
function endsAt(reader: Reader, at: number, isFinal: boolean): boolean | undefined {
  const { bytes, start, end, enclosures } = reader;
  const isComplete = isFinal || end - start > reader.limits.recordBytes;
  const isLine = enclosures.length === 0 && !bytes.subarray(start, at).includes(NEWLINE);
  let next = at;
  while (next < end && !decisive.has(bytes[next])) {
    if (isLine && bytes[next] === NEWLINE) return true;
    next += 1;
  }
  if (next === end) return isComplete ? true : undefined;
  if (bytes[next] !== QUOTE) return bytes[next] !== CLOSE_BRACE;
  if (end - next < openingBytes && !isComplete) return undefined;
  // A key is a part of the record, unless it opens the next record, whose brace is missing.
  const rest = `{${bytes.toString('latin1', next, Math.min(end, next + openingBytes))}`;
  const opening = openingOf(rest);
  return opening === undefined || opening === openingAt(bytes, start, at) || reader.openings.has(opening);
}

/** Returns whether the array at which the scan has stopped is the container of a response. */
function isAfterContainerKey({ bytes, start, scan, containers }: Reader): boolean {
  const end = start + scan.position;
  const before = bytes.toString('latin1', Math.max(start, end - openingBytes), end);
  const key = /("[^"]*")\s*:\s*\[$/u.exec(before)?.[1];
  return containers.some((container) => JSON.stringify(container) === key);
}

/** Continues with the records of a response, which start where the scan has stopped. Reports a fault before them. */
function enterContainer(reader: Reader): ReadItem | 'go' {
  const { bytes, start, scan, position, isTail } = reader;
  const end = start + scan.position;
  const fault = reader.oversized === undefined ? faultBefore(reader, end) : undefined;
  const isValid = fault === undefined || fault.atEnd;
  // In a file of bare records this is a broken record that has such a key.
  if (!isValid && !isTail && reader.hasBareRecords) return 'go';
  const text = isValid ? '' : bytes.toString('utf8', start, end);
  if (!isTail) reader.enclosures.push('container');
  endText(reader, end);
  return isValid
    ? 'go'
    : rejectOf(reader, { ...positionIn(position, text, fault.offset), reason: fault.reason });
}
