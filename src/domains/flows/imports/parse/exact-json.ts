/** ES2026 functions that TypeScript's library does not declare yet. */
const exact = JSON as unknown as {
  parse(
    text: string,
    reviver: (key: string, value: unknown, context: { readonly source?: string }) => unknown,
  ): unknown;
  rawJSON(text: string): object;
  isRawJSON(value: unknown): boolean;
};

/** Like `JSON.parse`, but preserves the text of numbers for `JSON.stringify`. */
export const parseExactly = (text: string): unknown =>
  exact.parse(text, (_, value, { source }) =>
    typeof value === 'number' && source !== undefined ? exact.rawJSON(source) : value,
  );

/** Returns whether a value is a number from `parseExactly`. */
export const isExactNumber = (value: unknown): boolean => exact.isRawJSON(value);
