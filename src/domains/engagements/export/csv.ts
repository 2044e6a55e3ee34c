/**
 * A row as RFC 4180 has it: commas between, quotes around what needs them, CR LF at the end. A spreadsheet may also take semicolons and tabs
 * to stand between cells.
 */
export const csvRow = (cells: readonly unknown[]): string => `${cells.map(cell).join(',')}\r\n`;

function cell(value: unknown): string {
  const text = textOf(value);
  const safe = isFormula(text) ? `'${text}` : text;
  return /[",;\t\r\n]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  return value instanceof Date ? value.toISOString() : JSON.stringify(value);
}

/**
 * A spreadsheet computes a cell that begins so, also in the wide signs of East Asia and behind blanks that nobody sees; and what visitors wrote must not be computed: an apostrophe makes it text. A number is one,
 * also below zero.
 */
const isFormula = (text: string): boolean =>
  /^[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠]/u.test(text) && !/^-?\d+(?:\.\d+)?$/.test(text);
