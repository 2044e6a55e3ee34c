import { invalid } from '../../kernel/errors.ts';

const maxDepth = 32;

/**
 * What a client gave as JSON, to be kept as it is.
 * @throws BAD_USER_INPUT for what is too deep, and for numbers that would not come back as they were sent
 */
export function checkJson(field: string, value: unknown, depth = 0): void {
  if (depth > maxDepth) throw invalid(field, `is nested deeper than ${maxDepth} times`);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw invalid(field, 'has a number that is too large');
    if (Number.isInteger(value) && !Number.isSafeInteger(value))
      throw invalid(field, 'has a whole number beyond 2^53, which loses digits: send it as a text');
  }
  if (typeof value !== 'object' || value === null) return;
  for (const part of Array.isArray(value) ? (value as unknown[]) : Object.values(value))
    checkJson(field, part, depth + 1);
}
