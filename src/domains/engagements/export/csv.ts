/**
 * Writes a row of RFC 4180: commas as separators, quotes where needed, CR LF at the end. Cells with semicolons and tabs are quoted as well,
 * since spreadsheets can use them as separators.
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
 * Detects text that a spreadsheet would compute, including full-width signs and leading invisible characters. Such cells get an apostrophe,
 * since visitors wrote the text. Negative numbers stay numbers.
 */
const isFormula = (text: string): boolean =>
  /^[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠]/u.test(text) && !/^-?\d+(?:\.\d+)?$/.test(text);
