/** Of ES2026; the compiler's library does not have it yet. */
const exact = JSON as unknown as {
  parse(
    text: string,
    reviver: (key: string, value: unknown, context: { readonly source?: string }) => unknown,
  ): unknown;
  rawJSON(text: string): object;
  isRawJSON(value: unknown): boolean;
};

/** Like `JSON.parse`, but a number stays as it is written: `JSON.stringify` gives it back to the letter. */
export const parseExactly = (text: string): unknown =>
  exact.parse(text, (_, value, { source }) =>
    typeof value === 'number' && source !== undefined ? exact.rawJSON(source) : value,
  );

/** Whether it is a number that `parseExactly` has read. */
export const isExactNumber = (value: unknown): boolean => exact.isRawJSON(value);
