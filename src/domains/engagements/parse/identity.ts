import { toPlainNumber } from '../../../kernel/json.ts';
import type { RecordPath, RawObject } from './readers.ts';
import { describe, ParseError, id, instant } from './readers.ts';

/** Limit of the source's documentation. */
const maxIdLength = 256;

export function readRecordId(value: unknown, path: RecordPath): string {
  const found = id(value);
  if (found === undefined) {
    const isText = typeof value === 'string' || value === undefined || value === null;
    throw new ParseError(path, isText ? 'is missing' : `must be text or a number, not ${describe(value)}`);
  }
  if (found.length > maxIdLength) {
    throw new ParseError(path, `has ${found.length} characters, and may have ${maxIdLength}`);
  }
  return found;
}

export function readStartTime(info: RawObject): Date {
  const found = instant(info.startTimeL, info.startTime);
  if (found !== undefined) return found;
  const field = (info.startTimeL ?? undefined) === undefined ? 'startTime' : 'startTimeL';
  const value = toPlainNumber(info[field]);
  if (value === undefined || value === null) throw new ParseError(['info', field], 'is missing');
  throw new ParseError(
    ['info', field],
    typeof value === 'string' || typeof value === 'number'
      ? `is ${JSON.stringify(value).slice(0, 40)}, which is no time: give startTimeL in milliseconds or startTime as yyyy-MM-dd HH:mm:ss.SSS+0000`
      : `must be a time, not ${describe(value)}`,
  );
}
