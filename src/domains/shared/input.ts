import { DomainError, invalid, type DomainErrorCode } from '../../kernel/errors.ts';

type Optional<Value> = Value | null | undefined;

/** Returns an error that names the argument or input field at fault. */
export const fieldError = (code: DomainErrorCode, field: string, reason: string): DomainError =>
  new DomainError(code, `${field}: ${reason}`, { field, reason });

/**
 * Returns the text if its length, in UTF-16 code units, is within the bounds.
 * @throws BAD_USER_INPUT also for text that is not well-formed Unicode: the database would store another text
 */
export function checkLength(field: string, text: string, min: number, max: number): string {
  if (text.length < min || text.length > max)
    throw invalid(
      field,
      `has ${text.length} characters, and may have ${min === 0 ? `up to ${max}` : `${min} to ${max}`}`,
    );
  if (!text.isWellFormed()) throw invalid(field, 'is not well-formed Unicode');
  return text;
}

/** Like `checkLength`; returns null for a text that is absent. */
export const checkOptional = (field: string, text: Optional<string>, max: number, min = 0): string | null =>
  text == null ? null : checkLength(field, text, min, max);

export function checkCount(field: string, { length }: { readonly length: number }, min: number, max: number) {
  if (length < min || length > max)
    throw invalid(field, `has ${length} entries, and may have ${min} to ${max}`);
}

/** JSON as text, so that keys and numbers stay as they were sent. */
export type JsonText = string;

const maxDepth = 32;

/** Checks JSON that is stored as the client sent it. @throws BAD_USER_INPUT for deep nesting */
export function checkJson(field: string, value: unknown, depth = 0): void {
  if (depth > maxDepth) throw invalid(field, `is nested deeper than ${maxDepth} levels`);
  if (typeof value !== 'object' || value === null) return;
  for (const part of Array.isArray(value) ? (value as unknown[]) : Object.values(value))
    checkJson(field, part, depth + 1);
}
