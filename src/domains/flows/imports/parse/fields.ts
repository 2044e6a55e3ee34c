import { z } from 'zod';
import { epochMs, parseDateTime } from '../../../../kernel/date-time.ts';
import { ExactNumber } from '../../../../kernel/json.ts';
import { sourceParsing } from '../../../shared/import-batch.ts';
import { plainText } from '../../plain-text.ts';

/** Returns a schema that reads an absent value as null. */
export const optional = <Schema extends z.ZodType>(schema: Schema) =>
  schema.nullish().transform((value) => value ?? null);

export const listOf = <Schema extends z.ZodType>(schema: Schema) =>
  z
    .array(schema)
    .nullish()
    .transform((value) => value ?? []);

const exactNumber = z.instanceof(ExactNumber);

export const readText = optional(z.string());
export const scalar = z
  .union([z.string(), z.number(), exactNumber, z.boolean()], 'is no text, number, true or false')
  .transform(String);
export const readId = optional(
  z.union([z.string(), z.number(), exactNumber], 'is no text').transform(String),
);

/** Returns a schema chosen by the value. Unlike a union, it reports the exact path of a fault. */
export const byShape = <Output>(formOf: (value: unknown) => z.ZodType<Output>) =>
  z.unknown().transform((value, context): Output => {
    const result = formOf(value).safeParse(value, sourceParsing);
    if (result.success) return result.data;
    for (const { path, message } of result.error.issues)
      context.issues.push({ code: 'custom', path, message, input: value });
    return z.NEVER;
  });

/** Returns the text of HTML; null if it is blank. */
export function keptText(markup: string): string | null {
  const plain = plainText(markup);
  return plain.trim() === '' ? null : plain;
}

export const html = optional(z.string().transform(keptText));

const area = z.object({ innerHtml: html }).transform(({ innerHtml }) => innerHtml);

/** An area of the page: `{"innerHtml": …}` or HTML. */
export const block = optional(
  byShape((value) => (typeof value === 'string' ? z.string().transform(keptText) : area)),
);

export const firstOf = (texts: readonly (string | null | undefined)[]): string =>
  texts.find((one) => one != null && one !== '') ?? '';

/** Joins values with commas; null if there are none. */
export const joined = (values: readonly string[]): string | null =>
  values.length === 0 ? null : values.join(', ');

const lastInstantMs = Date.parse('9999-12-31T23:59:59.999Z');

/** Milliseconds since 1970, as a number or in digits, or a date-time. Seconds are read as seconds. */
export const readInstant = z
  .union([z.number(), exactNumber, z.string()], 'is no time')
  .transform((value, context) => {
    if (typeof value !== 'string' || /^\d+$/.test(value)) {
      const ms = Number(value);
      if (Number.isInteger(ms) && ms >= 0 && ms <= lastInstantMs) return new Date(epochMs(ms).ms);
    } else {
      const date = parseDateTime(value);
      if (date !== undefined) return date;
    }
    context.addIssue(`${JSON.stringify(value)} is neither milliseconds since 1970 nor a date-time`);
    return z.NEVER;
  });
